package memfs.jnr;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

import jnr.ffi.Pointer;

/**
 * The one class that reads and changes libfuse's private memory: the attribute timeout in {@code struct fuse}.
 *
 * <p>
 * The high-level API of libfuse 2 has one attribute timeout for a mount, and no way to return another one with a reply.
 * libfuse reads its setting after each callback, on the same thread (fuse_lib_getattr() and lookup_path() in fuse.c of
 * 2.9), so with a single thread the callback can change it. The struct is private. The setting is found by the four
 * timeouts that were passed to libfuse, in the order of {@code struct fuse_config}; where they aren't found, nothing is
 * cached, and the transport is slower but correct.
 */
final class LibfuseInternals {
    /** {@code ac_attr_timeout}, seconds: as good as 0, and a value that no other field has. */
    static final double MARK = 1e-9;

    /** The settings lie within the first 200 bytes of {@code struct fuse}, which is longer than these. */
    private static final long SEARCHED_BYTES = 320;

    private final MemorySegment attributeTimeout;

    private LibfuseInternals(MemorySegment attributeTimeout) {
        this.attributeTimeout = attributeTimeout;
    }

    /** Finds the setting in {@code struct fuse}; empty where it isn't, or where several threads would change it. */
    static Optional<LibfuseInternals> find(Pointer fuse, JnrOptions options) {
        return options.singleThread() ? find(JnrStructs.segment(fuse, SEARCHED_BYTES), options) : Optional.empty();
    }

    static Optional<LibfuseInternals> find(MemorySegment memory, JnrOptions options) {
        double[] wanted = {options.entryTimeout(), options.negativeTimeout(), options.attrTimeout(), MARK};
        long last = memory.byteSize() - (long) wanted.length * Double.BYTES;
        for (long offset = 0; offset <= last; offset += Double.BYTES) {
            MemorySegment settings = memory.asSlice(offset, (long) wanted.length * Double.BYTES);
            if (MemorySegment.ofArray(wanted).mismatch(settings) < 0) {
                return Optional.of(new LibfuseInternals(settings.asSlice(2L * Double.BYTES)));
            }
        }
        return Optional.empty();
    }

    /** Sets the seconds that the kernel may cache the attributes which the running callback returns. */
    void setAttributeTimeout(double seconds) {
        attributeTimeout.set(ValueLayout.JAVA_DOUBLE, 0, seconds);
    }
}
