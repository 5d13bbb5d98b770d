package memfs.mount;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The way requests come in. */
public enum Transport {
    /** jnr-fuse and libfuse 2. */
    JNR;

    /** The transport of a name as in {@code -o transport=NAME}. */
    static Transport of(String name) {
        return Arrays.stream(values()).filter(transport -> transport.toString().equals(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no transport '" + name + "'; choose one of: "
                        + Arrays.stream(values()).map(Transport::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
