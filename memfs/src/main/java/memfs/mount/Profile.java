package memfs.mount;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Defaults of the kernel transport that go together; {@code -o profile=NAME}. Each of the first three has the features of those
 * before it: which profile is the first with a feature is declared with the {@link MountOption}.
 */
enum Profile {
    /** Nothing that a program could tell from a local disk, and nothing cached for more than a second. */
    SAFE(1),
    /** The fastest that stays correct for several users on one mount. */
    DEFAULT(3600),
    /** Fewer requests, for errors that are reported later and listings that change meanwhile. */
    FAST(3600),
    /** File data without requests: {@link #DEFAULT} with passthrough, and without what that excludes. */
    DATA(3600);

    private final int timeout;

    Profile(int timeout) {
        this.timeout = timeout;
    }

    static Profile of(String name) {
        return Arrays.stream(values()).filter(profile -> profile.toString().equals(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no profile '" + name + "'; choose one of: "
                        + Arrays.stream(values()).map(Profile::toString).collect(Collectors.joining(", "))));
    }

    boolean includes(Profile other) {
        return this == DATA ? DEFAULT.includes(other) || other == DATA : other != DATA && compareTo(other) >= 0;
    }

    /** Seconds that the kernel caches names, attributes and negative entries. */
    int timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
