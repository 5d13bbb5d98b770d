package memfs.jnr;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

import jnr.ffi.Pointer;

/**
 * libfuse's one attribute timeout, set anew for each reply: long for directories, none for what can have several names.
 *
 * <p>
 * To libfuse 2 each path is an inode of its own, so cached attributes of a hard-linked file go stale when it is changed
 * through another name; a directory has one name only. But a clone asks for directories most: JGit stats objects/pack
 * once for each object. libfuse has no per-file timeout to answer; it reads its setting after each of our callbacks, on
 * the same thread, so with a single thread the callback can set it. {@code struct fuse} is private: the setting is found
 * by the four timeouts that we asked for, in the order of {@code struct fuse_config} (fuse.c of 2.9), and where it isn't
 * found, nothing is cached.
 */
final class AttributeTimeout {
    /** {@code ac_attr_timeout}, seconds: as good as 0, and as good as nobody else's value. */
    static final double MARK = 1e-9;

    /** The settings lie within the first 200 bytes of {@code struct fuse}, which has more than these. */
    private static final long SEARCHED_BYTES = 320;

    private final MemorySegment setting;
    private final JnrOptions options;

    private AttributeTimeout(MemorySegment setting, JnrOptions options) {
        this.setting = setting;
        this.options = options;
    }

    /** Finds the setting in {@code struct fuse}; empty where it isn't, or where threads would fight for it. */
    static Optional<AttributeTimeout> find(Pointer fuse, JnrOptions options) {
        return options.singleThread() ? find(JnrStructs.segment(fuse, SEARCHED_BYTES), options) : Optional.empty();
    }

    static Optional<AttributeTimeout> find(MemorySegment memory, JnrOptions options) {
        double[] asked = {options.entryTimeout(), options.negativeTimeout(), options.attrTimeout(), MARK};
        long last = memory.byteSize() - (long) asked.length * Double.BYTES;
        for (long offset = 0; offset <= last; offset += Double.BYTES) {
            MemorySegment settings = memory.asSlice(offset, (long) asked.length * Double.BYTES);
            if (MemorySegment.ofArray(asked).mismatch(settings) < 0) {
                return Optional
                        .of(new AttributeTimeout(settings.asSlice(2L * Double.BYTES), options));
            }
        }
        return Optional.empty();
    }

    /** Before the end of a callback that answers attributes. */
    void answer(boolean directory) {
        setting.set(ValueLayout.JAVA_DOUBLE, 0, directory ? options.directoryTimeout() : options.attrTimeout());
    }
}
