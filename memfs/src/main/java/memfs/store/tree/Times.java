package memfs.store.tree;

import memfs.posix.Stat;
import memfs.posix.Timestamp;

/**
 * When an inode was born, read, modified and changed, over the whole range of a {@link Timestamp} stored in one long each.
 *
 * <p>
 * What the clock stamps always fits a long of nanoseconds: the kernel's own clock is one ({@code ktime_t}), and can't be set
 * beyond the year 2232 ({@code TIME_SETTOD_SEC_MAX} in {@code include/linux/time64.h}). Any other time is a user's, and few
 * inodes have one: those are stored in an array.
 */
abstract class Times {
    /** relatime: an access time is renewed at least once a day; relatime_need_update in fs/inode.c. */
    private static final long RELATIME_SECONDS = 24L * 3600;

    /** In place of nanoseconds: {@link #far} has the time. */
    private static final long FAR = Long.MIN_VALUE;
    private static final int ATIME = 0;
    private static final int MTIME = 1;
    private static final int CTIME = 2;

    private long atime;
    private long mtime;
    private long ctime;
    private final long btime;
    /** The times that a long can't hold, each at its place; null as long as there was none. */
    private Timestamp[] far;

    Times(long now) {
        atime = now;
        mtime = now;
        ctime = now;
        btime = now;
    }

    final void changedLocked(long now) {
        ctime = now;
    }

    final void modifiedLocked(long now) {
        mtime = now;
        ctime = now;
    }

    /** Stamps atime as relatime does: only where the last one isn't newer than the last change, or is a day old. */
    final void accessedLocked(long now) {
        if (compare(atime, ATIME, mtime, MTIME) <= 0 || compare(atime, ATIME, ctime, CTIME) <= 0
                || Timestamp.secondsOf(now) - seconds(atime, ATIME) >= RELATIME_SECONDS) {
            atime = now;
        }
    }

    final void setAtimeLocked(Timestamp time) {
        atime = kept(time, ATIME);
    }

    final void setMtimeLocked(Timestamp time) {
        mtime = kept(time, MTIME);
    }

    final void setCtimeLocked(Timestamp time) {
        ctime = kept(time, CTIME);
    }

    final Timestamp atimeLocked() {
        return time(atime, ATIME);
    }

    final Timestamp mtimeLocked() {
        return time(mtime, MTIME);
    }

    final Timestamp ctimeLocked() {
        return time(ctime, CTIME);
    }

    /** The attributes with these times. */
    final Stat statLocked(long ino, int mode, int nlink, int uid, int gid, int rdev, long size, long blocks) {
        return new Stat(ino, mode, nlink, uid, gid, rdev, size, blocks, seconds(atime, ATIME), nanos(atime, ATIME),
                seconds(mtime, MTIME), nanos(mtime, MTIME), seconds(ctime, CTIME), nanos(ctime, CTIME),
                Timestamp.secondsOf(btime), Timestamp.nanosOf(btime));
    }

    private long kept(Timestamp time, int place) {
        if (time.fitsLong()) {
            return time.toNanos();
        }
        if (far == null) {
            far = new Timestamp[CTIME + 1];
        }
        far[place] = time;
        return FAR;
    }

    private int compare(long a, int placeOfA, long b, int placeOfB) {
        return a == FAR || b == FAR
                ? time(a, placeOfA).compareTo(time(b, placeOfB))
                : Long.compare(a, b);
    }

    private Timestamp time(long nanos, int place) {
        return nanos == FAR ? far[place] : Timestamp.ofNanos(nanos);
    }

    private long seconds(long nanos, int place) {
        return nanos == FAR ? far[place].seconds() : Timestamp.secondsOf(nanos);
    }

    private int nanos(long nanos, int place) {
        return nanos == FAR ? far[place].nanos() : Timestamp.nanosOf(nanos);
    }
}
