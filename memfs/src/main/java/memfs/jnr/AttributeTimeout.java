package memfs.jnr;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

import org.agrona.collections.LongHashSet;

import jnr.ffi.Pointer;
import memfs.posix.Mode;
import memfs.posix.Stat;

/**
 * libfuse's one attribute timeout, set anew for each reply: long for directories, short for files with one name, none
 * for files with several, or with setuid or setgid, which a write may clear.
 *
 * <p>
 * To libfuse 2 each path is an inode of its own, so cached attributes of a hard-linked file go stale when it is changed
 * through another name. But a clone and a build ask for attributes most: JGit stats objects/pack once for each object.
 * libfuse has no per-file timeout to answer; it reads its setting after each of our callbacks, on the same thread, so
 * with a single thread the callback can set it. {@code struct fuse} is private: the setting is found by the four
 * timeouts that we asked for, in the order of {@code struct fuse_config} (fuse.c of 2.9), and where it isn't found,
 * nothing is cached.
 *
 * <p>
 * The kernel keeps what it has cached of a file when the file gets its second name. So that first link is answered
 * ESTALE, upon which the kernel looks the old name up again before it asks once more (retry_estale, used in fs/namei.c): it
 * then hears "don't cache". A link through a descriptor has no name to look up; there a second passes at most.
 */
final class AttributeTimeout {
    /** {@code ac_attr_timeout}, seconds: as good as 0, and as good as nobody else's value. */
    static final double MARK = 1e-9;

    /** The settings lie within the first 200 bytes of {@code struct fuse}, which has more than these. */
    private static final long SEARCHED_BYTES = 320;

    private final MemorySegment setting;

    /** Inodes that have or once had several names: the kernel may still know the others. */
    private final LongHashSet linked = new LongHashSet();
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

    /** Before the end of a callback that answers attributes; a parked file may have names beside its hidden one. */
    void answer(Stat stat, boolean parked) {
        setting.set(ValueLayout.JAVA_DOUBLE, 0, seconds(stat, parked));
    }

    private double seconds(Stat stat, boolean parked) {
        if (Mode.isDirectory(stat.mode())) {
            return options.directoryTimeout();
        }
        boolean oneName = stat.nlink() == 1 && !parked && !linked.contains(stat.ino());
        return oneName && !Mode.hasPrivileges(stat.mode()) ? options.fileTimeout() : options.attrTimeout();
    }

    /** From now on nothing of this inode is cached; false where that was not so before. */
    boolean expectsLinks(long ino) {
        return options.fileTimeout() == options.attrTimeout() || !linked.add(ino);
    }
}
