package memfs.posix;

import java.util.Arrays;

/**
 * A privilege that root has and may be without, and that others may have; capabilities(7).
 *
 * <p>
 * Source: {@code include/uapi/linux/capability.h}.
 */
public enum Capability {
    CHOWN(0), DAC_OVERRIDE(1), DAC_READ_SEARCH(2), FOWNER(3), FSETID(4), MKNOD(27);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /** A set as capget(2) and /proc have it: a bit each. */
    public static long set(Capability... capabilities) {
        return Arrays.stream(capabilities).mapToLong(capability -> 1L << capability.bit).sum();
    }

    boolean isIn(long set) {
        return (set >> bit & 1) != 0;
    }
}
