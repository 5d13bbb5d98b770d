package memfs.mount;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import memfs.kernel.Feature;

/** A set of features of the kernel transport that go together; {@code -o profile=NAME}. */
enum Profile {
    /** Nothing that a program could tell from a local disk, or that outlives a second. */
    SAFE(1, EnumSet.of(Feature.XATTR, Feature.PARALLEL_DIROPS, Feature.READDIRPLUS, Feature.HANDLE_KILLPRIV_V2)),
    /** The fastest that stays correct for several users on one mount. */
    DEFAULT(3600,
            with(SAFE, Feature.NO_OPEN, Feature.NO_FLUSH, Feature.NO_CREATE, Feature.CACHE_SYMLINKS, Feature.CACHE_DIR,
                    Feature.KEEP_CACHE)),
    /** Trades when an error is told, and what a listing shows meanwhile, for fewer messages. */
    FAST(3600, with(DEFAULT, Feature.WRITEBACK_CACHE, Feature.NO_OPENDIR));

    private final double timeout;
    private final Set<Feature> features;

    Profile(double timeout, Set<Feature> features) {
        this.timeout = timeout;
        this.features = features;
    }

    private static Set<Feature> with(Profile less, Feature... more) {
        Set<Feature> features = EnumSet.copyOf(less.features);
        features.addAll(Arrays.asList(more));
        return features;
    }

    static Profile of(String name) {
        return Arrays.stream(values()).filter(profile -> profile.toString().equals(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no profile '" + name + "'; choose one of: "
                        + Arrays.stream(values()).map(Profile::toString).collect(Collectors.joining(", "))));
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Seconds that the kernel caches names, attributes and absences. */
    double timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
