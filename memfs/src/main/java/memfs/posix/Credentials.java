package memfs.posix;

import java.util.OptionalLong;

/** What a request doesn't carry of its caller; credentials(7). */
public interface Credentials {
    /** Of processes that are known by their ids alone. */
    Credentials UNKNOWN = new Credentials() {
        private static final int[] NO_GROUPS = {};

        @Override
        public int[] groups(int pid) {
            return NO_GROUPS;
        }

        @Override
        public OptionalLong capabilities(int pid, int uid) {
            return OptionalLong.empty();
        }

        @Override
        public boolean restrictsLinks() {
            return false;
        }
    };

    /** The supplementary groups of a process or thread; none where it is unknown. */
    int[] groups(int pid);

    /**
     * The effective capabilities, a bit each; empty where the process is unknown, or where it acts as another user than
     * its own for this request, as access(2) does.
     */
    OptionalLong capabilities(int pid, int uid);

    /** Whether only owners may link what they can't read and write: fs.protected_hardlinks, proc_sys_fs(5). */
    boolean restrictsLinks();
}
