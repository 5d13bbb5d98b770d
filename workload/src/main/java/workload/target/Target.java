package workload.target;

import java.nio.file.Path;
import java.util.List;

/** One file system to be measured, with its options. */
public sealed interface Target permits DiskTarget, TmpfsTarget, MemfsTarget, PathTarget, CommandTarget, LabelledTarget {

    /**
     * Makes the file system afresh.
     *
     * @param directory
     *            an empty directory, where the file system is made or mounted
     * @param files
     *            where a server writes what it has to say
     */
    OpenTarget open(Path directory, TrialFiles files) throws TargetException;

    /** What this machine lacks for the target, each as a sentence with the next step; empty when it can run. */
    List<String> needs();

    /**
     * Files of one trial outside of the target.
     *
     * @param log
     *            appended to
     * @param statistics
     *            for a server's statistics: its memory, and what it was sent where it counts that
     * @param counting
     *            what the server counts for them
     */
    record TrialFiles(Path log, Path statistics, Counting counting) {
        /**
         * @param operations
         *            whether the server counts and times its operations, which costs it a little
         */
        public TrialFiles(Path log, Path statistics, boolean operations) {
            this(log, statistics, operations ? Counting.OPERATIONS : Counting.MESSAGES);
        }
    }

    /** What a server counts for its statistics beside where its memory is. */
    enum Counting {
        /** What it is sent, where its transport sees that: costs nothing. */
        MESSAGES,
        /** Its operations with their latencies, and what it is sent. */
        OPERATIONS,
        /** The sizes of writes by program, and what it is sent: slow. */
        WRITERS
    }
}
