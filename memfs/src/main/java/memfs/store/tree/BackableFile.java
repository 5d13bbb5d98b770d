package memfs.store.tree;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import memfs.posix.OpenFlags;
import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.BackingFile;
import memfs.store.BackingFiles;
import memfs.store.content.BackedContent;
import memfs.store.content.BlockPool;
import memfs.store.content.ContentMove;
import memfs.store.pending.IdleQueue;

/**
 * A regular file whose data is in the pool, or in a file of the operating system that programs use without a request.
 *
 * <p>
 * All programs that have it open must use it in the same way. So where the data is, is decided when the first one opens it,
 * and nothing moves before the last one has closed it; a mapping that outlives that is seen by {@link BackingFile#isUnshared}.
 * Only small data without holes is moved, so that it takes the same blocks on both sides.
 *
 * <p>
 * What was decided last, and the number of handles, change under the file's turn ({@link Home#turn}), which is taken
 * before the data's lock, and that before the monitor.
 */
final class BackableFile extends RegularFile {
    private final Home home;
    /** Handles; under the monitor, as what follows. */
    private int opens;
    /** It waits to be moved. */
    private boolean queued;
    /** A handle was for reading and writing, so that a program may have mapped it, and may change it without any call. */
    private boolean mayBeMapped;
    /** The backing file's ctime when it was last looked at. */
    private Timestamp seenCtime = Timestamp.EPOCH;
    /** We have changed its ctime since then, which doesn't show. */
    private boolean ctimeIsOurs;
    /** A request has read from the backing file, so that the kernel's cache may have some of it. */
    private volatile boolean mayBeCached;
    /** Bytes that were counted as about to be freed: once, though the last close and the loss of the name may both say so. */
    private long leaving;

    /** What the files of one file system share. */
    static final class Home implements AutoCloseable {
        private static final int TURNS = 64;

        private final BackingFiles files;
        private final FileDataFactory data;
        private final BlockPool pool;
        /**
         * Closed files, small ones to be moved back: after a while, since most files are opened again soon or never, and the
         * kernel may still count a descriptor or a mapping that is about to go.
         */
        private final IdleQueue<BackableFile> idle;
        private final Object[] turns = new Object[TURNS];
        /**
         * About to be freed, and not counted as that yet: with enough space left, only statfs(2) needs to know. Its monitor comes
         * before all others.
         */
        private final Set<BackableFile> leaving = ConcurrentHashMap.newKeySet();

        Home(BackingFiles files, FileDataFactory data, BlockPool pool) {
            this.files = files;
            this.data = data;
            this.pool = pool;
            Arrays.setAll(turns, _ -> new Object());
            this.idle = new IdleQueue<>("idle-files", BackableFile::settle, files::areScarce);
        }

        /** Bytes in backing files. */
        long bytes() {
            return files.usedBytes();
        }

        /** Bytes in the pool and in backing files, without those that are about to be freed. */
        long liveBytes() {
            synchronized (leaving) {
                leaving.forEach(BackableFile::countLeaving);
                return pool.liveBytes();
            }
        }

        /** The lock under which a file, and some others, are opened, closed and moved. */
        private Object turn(long ino) {
            return turns[(int) ino & TURNS - 1];
        }

        /** Nothing is moved any more. */
        @Override
        public void close() {
            idle.close();
        }
    }

    BackableFile(Birth birth, FileData empty, Home home) {
        super(birth, empty);
        this.home = home;
    }

    @Override
    BackingFile backing() {
        return data().content() instanceof BackedContent backed ? backed.file() : null;
    }

    @Override
    int read(MemorySegment target, long offset) {
        mayBeCached = true;
        return super.read(target, offset);
    }

    @Override
    void opened(int flags, boolean isNew) {
        synchronized (home.turn(ino())) {
            if (countOpened() && OpenFlags.writes(flags)) {
                moveOut();
            }
            if (OpenFlags.writes(flags) && OpenFlags.reads(flags) && beginsToBeMapped() && !isNew) {
                home.files.attributesChanged(ino());
            }
        }
    }

    private synchronized boolean countOpened() {
        opens++;
        stay();
        return opens == 1;
    }

    private synchronized boolean beginsToBeMapped() {
        boolean begins = !mayBeMapped && backing() != null;
        mayBeMapped |= begins;
        return begins;
    }

    @Override
    void closed() {
        synchronized (home.turn(ino())) {
            if (countClosed()) {
                home.idle.add(this);
            }
        }
    }

    private synchronized boolean countClosed() {
        opens--;
        leaveLocked();
        boolean waits = opens == 0 && !queued && nlink() > 0 && backing() != null;
        queued |= waits;
        return waits;
    }

    /** Into a backing file, where there is one and the file is small; else it stays. */
    private void moveOut() {
        FileData present = data();
        if (present.isGone()) {
            return;
        }
        if (present.isShared()) {
            BackingFile file = home.files.take();
            if (file != null && !becomeFromShared(present, file)) {
                file.close();
            }
        } else if (backing() == null) {
            moveOut(present);
        }
    }

    private synchronized boolean becomeFromShared(FileData shared, BackingFile file) {
        if (data() != shared) {
            return false;
        }
        become(file);
        return true;
    }

    private synchronized void become(BackingFile file) {
        setDataLocked(home.data.backed(file));
        pushTimesLocked(true, true);
    }

    private void moveOut(FileData pooled) {
        pooled.lock().writeLock();
        try {
            if (pooled != data() || !ContentMove.isMovable(pooled.content(), pooled.content().size())) {
                return;
            }
            BackingFile file = home.files.take();
            if (file != null && ContentMove.copy(pooled.content(), new BackedContent(file), pooled.content().size())) {
                become(file);
                pooled.content().free();
            }
        } finally {
            pooled.lock().tryUnlockWrite();
        }
    }

    /** As in a backing file: by the page. */
    @Override
    long allocatedBytes() {
        return ContentMove.pageBytes(super.allocatedBytes());
    }

    /**
     * Moves small data back into the pool.
     *
     * @return whether to try again later: a program has it mapped, or the pool is full
     */
    boolean settle() {
        synchronized (home.turn(ino())) {
            FileData backed = data();
            if (staysAfterWaiting() || !(backed.content() instanceof BackedContent content)) {
                return false;
            }
            backed.lock().writeLock();
            try {
                long size = content.size();
                if (backed != data() || !ContentMove.isMovable(content, size)) {
                    return false;
                }
                if (!content.file().isUnshared() || !moveBack(content, size)) {
                    synchronized (this) {
                        return queued = true;
                    }
                }
            } finally {
                backed.lock().tryUnlockWrite();
            }
            if (mayBeCached) {
                // Read-ahead that a program asked for, and that is out of date where the file was written since.
                mayBeCached = false;
                home.files.dataChanged(ino());
            }
            return false;
        }
    }

    /** It is open, or about to be freed. */
    private synchronized boolean staysAfterWaiting() {
        queued = false;
        return opens > 0 || nlink() == 0;
    }

    private boolean moveBack(BackedContent content, long size) {
        FileData pooled = size == 0 ? home.data.empty() : home.data.create();
        if (!ContentMove.copy(content, pooled.content(), size)) {
            return false;
        }
        moved(pooled);
        content.free();
        return true;
    }

    private synchronized void moved(FileData pooled) {
        pullTimesLocked();
        setDataLocked(pooled);
        stay();
        mayBeMapped = false;
    }

    @Override
    void pullTimesLocked() {
        if (backing() instanceof BackingFile file && file.stat() instanceof Stat stat) {
            pullLocked(stat);
        }
    }

    private void pullLocked(Stat stat) {
        Timestamp ctime = stat.ctime();
        Timestamp mtime = stat.mtime();
        boolean changed = !ctimeIsOurs && !ctime.equals(seenCtime) || !mtime.equals(mtimeLocked());
        if (changed && ctime.compareTo(ctimeLocked()) > 0) {
            setCtimeLocked(ctime);
        }
        seenCtime = ctime;
        ctimeIsOurs = false;
        setAtimeLocked(stat.atime());
        setMtimeLocked(mtime);
    }

    @Override
    void pushTimesLocked(boolean atime, boolean mtime) {
        if (backing() instanceof BackingFile file && (atime || mtime)) {
            file.setTimes(atime ? atimeLocked() : null, mtime ? mtimeLocked() : null);
            ctimeIsOurs = true;
        }
    }

    @Override
    Stat statNowLocked() {
        BackingFile file = backing();
        Stat stat = file == null ? null : file.stat();
        if (stat == null) {
            return super.statNowLocked();
        }
        pullLocked(stat);
        mayBeMapped = mayBeMapped && (opens > 0 || !file.isUnshared());
        return statLocked(stat.size(), stat.blocks(), mayBeMapped);
    }

    @Override
    synchronized void nameless() {
        leaveLocked();
    }

    /**
     * What has no name and isn't open or mapped is about to be freed: its space may be needed before that, by writes of which no
     * request tells.
     */
    private void leaveLocked() {
        if (opens == 0 && nlink() == 0 && leaving == 0 && backing() != null) {
            home.leaving.add(this);
            if (home.pool.isBackedSpaceScarce()) {
                countLeaving();
            }
        }
    }

    private synchronized void countLeaving() {
        if (home.leaving.remove(this) && backing() instanceof BackingFile file && file.isUnshared()) {
            leaving = allocatedBytes();
            home.pool.addLeaving(leaving);
        }
    }

    private synchronized void stay() {
        home.leaving.remove(this);
        if (leaving > 0) {
            home.pool.addLeaving(-leaving);
            leaving = 0;
        }
    }

    /** In turn with statfs(2), which else might see the same bytes free twice. */
    @Override
    void freeData() {
        if (backing() == null || home.leaving.remove(this)) {
            super.freeData();
        } else {
            synchronized (home.leaving) {
                super.freeData();
                stay();
            }
        }
    }
}
