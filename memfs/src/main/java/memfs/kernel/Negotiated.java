package memfs.kernel;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What kernel and server negotiated in the handshake (INIT).
 *
 * @param protocol
 *            "major.minor" that both speak
 * @param flags
 *            names of the FUSE_* flags in force, without their prefix, in lower case
 * @param features
 *            in force, of those requested
 * @param missing
 *            requested, and not known to this kernel
 * @param maxWrite
 *            bytes
 * @param maxReadahead
 *            bytes
 */
public record Negotiated(String protocol, List<String> flags, Set<Feature> features, Set<Feature> missing, int maxWrite,
        int maxReadahead) {

    private static final String RING = "over_io_uring";

    /** Whether requests come over io_uring. */
    public boolean overIoUring() {
        return flags.contains(RING);
    }

    /** As negotiated, but for a feature that is missing after all. */
    Negotiated without(Feature feature) {
        Set<Feature> left = EnumSet.copyOf(features);
        left.remove(feature);
        Set<Feature> more = EnumSet.of(feature);
        more.addAll(missing);
        return new Negotiated(protocol, flags, left, more, maxWrite, maxReadahead);
    }

    Negotiated withoutRing() {
        return new Negotiated(protocol, flags.stream().filter(flag -> !flag.equals(RING)).toList(), features, missing,
                maxWrite, maxReadahead);
    }
}
