package memfs.jnr;

import org.agrona.collections.LongHashSet;

import memfs.posix.Mode;
import memfs.posix.Stat;

/**
 * Sets libfuse's attribute timeout for each reply: long for directories, short for files with one name, none for files
 * with several, or with setuid or setgid, which a write may clear.
 *
 * <p>
 * To libfuse 2 each path is an inode of its own, so cached attributes of a hard-linked file go stale when it is changed
 * through another name. But a clone and a build read attributes most: JGit stats objects/pack once for each object.
 *
 * <p>
 * The kernel keeps what it has cached of a file when the file gets its second name. So that first link returns ESTALE,
 * upon which the kernel looks the old name up again before it retries (retry_estale, used in fs/namei.c), and this time
 * caches nothing. A link through a descriptor has no name to look up; there a second passes at most.
 */
final class AttributeTimeout {
    private final LibfuseInternals libfuse;
    private final JnrOptions options;

    /** Inodes that have or once had several names: the kernel may still know the others. */
    private final LongHashSet linked = new LongHashSet();

    AttributeTimeout(LibfuseInternals libfuse, JnrOptions options) {
        this.libfuse = libfuse;
        this.options = options;
    }

    /** Before the end of a callback that returns attributes; a parked file may have names beside its hidden one. */
    void apply(Stat stat, boolean parked) {
        libfuse.setAttributeTimeout(seconds(stat, parked));
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
