package memfs.store.tree;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import memfs.posix.Errno;
import memfs.posix.Stat;
import memfs.posix.StatFs;
import memfs.store.FileSystem;
import memfs.store.LongTable;
import memfs.store.Name;
import memfs.store.content.BlockPool;
import memfs.store.pending.Orphans;
import memfs.store.xattr.Xattrs;

/**
 * All inodes by number, and the only place that frees one: when its last pin goes.
 *
 * <p>
 * One pin stands for having names (nlink over 0), one for each handle, one for each lookup that the transport holds.
 * Numbers are never reused, so a node id never means another file.
 */
final class InodeTable implements Xattrs.Quota {
    private final LongTable<Inode> inodes = new LongTable<>(Inode::ino);
    /** What is counted against the limit: inodes, and what else takes as much of the heap as one. */
    private final AtomicLong charged = new AtomicLong();
    private final AtomicLong next = new AtomicLong(FileSystem.ROOT);
    private final long limit;
    private final Orphans orphans = new Orphans();
    private volatile Runnable freed = () -> {};

    InodeTable(long limit) {
        this.limit = limit;
    }

    /** Makes an inode with the next number and one pin, the caller's; ENOSPC at the limit, or what the maker throws. */
    <I extends Inode> I add(LongFunction<I> maker) {
        charge();
        I inode = null;
        try {
            inode = maker.apply(next.getAndIncrement());
            inode.pinFirst();
            inodes.add(inode);
            return inode;
        } catch (Throwable e) {
            if (inode != null) {
                inode.reclaim();
            }
            discharge(1);
            throw e;
        }
    }

    /**
     * Counts what takes as much of the heap as an inode, so that the limit bounds the heap: a further name of a file, as
     * shmem_link() in mm/shmem.c does, or an extended attribute. ENOSPC at the limit.
     */
    @Override
    public void charge() {
        if (charged.incrementAndGet() > limit) {
            discharge(1);
            throw Errno.ENOSPC.exception();
        }
    }

    @Override
    public void discharge(long number) {
        charged.addAndGet(-number);
    }

    /** The inode, or ESTALE where it is gone. */
    Inode get(long ino) {
        Inode inode = inodes.get(ino);
        if (inode == null) {
            throw Errno.ESTALE.exception();
        }
        return inode;
    }

    /** The directory, ENOTDIR for anything else, or ESTALE. */
    Directory directory(long ino) {
        if (get(ino) instanceof Directory directory) {
            return directory;
        }
        throw Errno.ENOTDIR.exception();
    }

    /** As {@link memfs.store.FileSystem#unlinkedBytes}. */
    long unlinkedBytes(long ino) {
        Inode inode = inodes.get(ino);
        return inode == null ? 0 : inode.unlinkedBytes();
    }

    /** Releases pins of an inode by its number; a number that is gone is ignored. */
    void forget(long ino, long pins) {
        Inode inode = inodes.get(ino);
        if (inode != null) {
            unpin(inode, pins);
        }
    }

    /** Releases pins, and frees the inode with the last one. */
    void unpin(Inode inode, long pins) {
        if (inode.unpin(pins)) {
            orphans.freeing();
            try {
                free(inode);
            } finally {
                orphans.removeFreed();
            }
        }
    }

    /** The attributes of what is pinned for a lookup; where that fails, the pin is released. */
    Stat statPinned(Inode inode) {
        try {
            return inode.stat();
        } catch (Throwable e) {
            unpin(inode, 1);
            throw e;
        }
    }

    /** Releases the pin of having names, and frees the inode where that was the last one. */
    void unpinNameless(Inode inode) {
        // Counted before, since the thread that releases the last pin subtracts it.
        orphans.add();
        inode.nameless();
        unpin(inode, 1);
    }

    private void free(Inode inode) {
        inodes.remove(inode.ino());
        inode.reclaim();
        discharge(1);
        noteFreed();
    }

    /** Inodes without a name that are still pinned. */
    Orphans orphans() {
        return orphans;
    }

    /** A file was cut, or an inode freed. */
    void noteFreed() {
        freed.run();
    }

    /** Calls this after each {@link #noteFreed}. */
    void whenFreed(Runnable listener) {
        freed = listener;
    }

    /** Inodes alive. */
    long count() {
        return inodes.size();
    }

    /** How many may still be created. */
    long free() {
        return Math.max(0, limit - charged.get());
    }

    /** What statvfs(3) shows of these inodes and their data. */
    StatFs figures(BlockPool pool, Optional<BackableFile.Home> backed) {
        long live = backed.map(BackableFile.Home::liveBytes).orElseGet(pool::liveBytes);
        long blocks = pool.capacityBytes() / BlockPool.PAGE_SIZE;
        long used = (live + BlockPool.PAGE_SIZE - 1) / BlockPool.PAGE_SIZE;
        return new StatFs(BlockPool.PAGE_SIZE, blocks, Math.max(0, blocks - used), limit, free(), Name.MAX_LENGTH);
    }

    void close() {
        inodes.drain(Inode::reclaim);
    }
}
