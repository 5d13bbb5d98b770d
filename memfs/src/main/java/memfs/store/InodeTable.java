package memfs.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/**
 * All inodes by number, and the only place that frees one: when its last pin goes.
 *
 * <p>
 * One pin stands for having names (nlink over 0), one for each handle, one for each lookup that the transport holds.
 * Numbers are never reused, so a node id never means another file.
 */
final class InodeTable {
    private final LongTable<Inode> inodes = new LongTable<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong next = new AtomicLong(FileSystem.ROOT);
    private final long limit;
    private volatile Runnable freed = () -> {};

    InodeTable(long limit) {
        this.limit = limit;
    }

    /** Makes an inode with the next number and one pin, the caller's; ENOSPC at the limit, or what the maker throws. */
    <I extends Inode> I add(LongFunction<I> maker) {
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            throw Errno.ENOSPC.exception();
        }
        try {
            I inode = maker.apply(next.getAndIncrement());
            inode.pinFirst();
            inodes.put(inode.ino(), inode);
            return inode;
        } catch (ErrnoException e) {
            count.decrementAndGet();
            throw e;
        }
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

    /** Gives back pins by number; a number that is gone is ignored. */
    void forget(long ino, long pins) {
        Inode inode = inodes.get(ino);
        if (inode != null) {
            unpin(inode, pins);
        }
    }

    /** Gives back pins, and frees the inode with the last one. */
    void unpin(Inode inode, long pins) {
        if (inode.unpin(pins)) {
            inodes.remove(inode.ino());
            inode.reclaim();
            count.decrementAndGet();
            freed.run();
        }
    }

    /** Calls this after each inode that is freed. */
    void whenFreed(Runnable listener) {
        freed = listener;
    }

    long count() {
        return count.get();
    }

    long limit() {
        return limit;
    }

    void close() {
        inodes.drain(Inode::reclaim);
        count.set(0);
    }
}
