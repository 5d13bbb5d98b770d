package memfs.posix;

import java.util.OptionalLong;

/**
 * The caller of one request, by its credentials.
 *
 * <p>
 * Requests carry neither supplementary groups nor capabilities (struct fuse_in_header), and most decisions don't need
 * them, so they are looked up only when ids and mode bits don't decide.
 *
 * @param pid
 *            thread id of the caller, 0 where the kernel doesn't pass one
 * @param umask
 *            bits to clear from the mode of what is created; 0 where the kernel has applied it already
 * @param credentials
 *            where they are looked up
 */
public record Caller(int uid, int gid, int pid, int umask, Credentials credentials) {
    /** A caller without supplementary groups, and with root's capabilities if it is root. */
    public static Caller of(int uid, int gid, int umask) {
        return new Caller(uid, gid, 0, umask, Credentials.UNKNOWN);
    }

    /** Root, umask 0: for what the server does itself. */
    public static final Caller ROOT = of(0, 0, 0);

    /** The same caller with another umask. */
    public Caller withUmask(int other) {
        return new Caller(uid, gid, pid, other, credentials);
    }

    public boolean isRoot() {
        return uid == 0;
    }

    /** Whether a capability is in effect; where that isn't known, whether it is root's. */
    public boolean has(Capability capability) {
        OptionalLong known = credentials.capabilities(pid, uid);
        return known.isPresent() ? capability.isIn(known.getAsLong()) : isRoot();
    }

    /** The same process, known to have no capabilities. */
    public Caller withoutCapabilities() {
        Credentials all = credentials;
        return new Caller(uid, gid, pid, umask, new Credentials() {
            @Override
            public int[] groups(int process) {
                return all.groups(process);
            }

            @Override
            public OptionalLong capabilities(int process, int user) {
                return OptionalLong.of(0);
            }

            @Override
            public boolean restrictsLinks() {
                return all.restrictsLinks();
            }
        });
    }

    public boolean inGroup(int group) {
        if (gid == group) {
            return true;
        }
        for (int supplementary : credentials.groups(pid)) {
            if (supplementary == group) {
                return true;
            }
        }
        return false;
    }
}
