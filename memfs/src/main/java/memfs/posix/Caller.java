package memfs.posix;

import java.util.function.IntFunction;

/**
 * Who asks: the credentials of one request.
 *
 * <p>
 * Requests carry no supplementary groups (struct fuse_in_header), and most decisions don't need them, so they are
 * looked up only when the primary group doesn't decide.
 *
 * @param pid
 *            thread id of the asker, 0 where the kernel doesn't tell
 * @param umask
 *            bits to clear from the mode of what is created; 0 where the kernel has applied it already
 * @param groups
 *            answers the supplementary groups of a pid; an unknown process has none
 */
public record Caller(int uid, int gid, int pid, int umask, IntFunction<int[]> groups) {
    private static final int[] NO_GROUPS = {};

    /** A caller without supplementary groups. */
    public static Caller of(int uid, int gid, int umask) {
        return new Caller(uid, gid, 0, umask, _ -> NO_GROUPS);
    }

    /** Root, umask 0: what the server does in its own name. */
    public static final Caller ROOT = of(0, 0, 0);

    /** The same caller with another umask. */
    public Caller withUmask(int other) {
        return new Caller(uid, gid, pid, other, groups);
    }

    public boolean isRoot() {
        return uid == 0;
    }

    public boolean inGroup(int group) {
        if (gid == group) {
            return true;
        }
        for (int supplementary : groups.apply(pid)) {
            if (supplementary == group) {
                return true;
            }
        }
        return false;
    }
}
