package workload.os;

import java.io.IOException;

/** ProcessSignals to other processes, sent without a process for each: one goes to a server in the middle of a timing. */
public final class ProcessSignals {
    private static final int SIGUSR1 = 10;
    private static final int SIGTERM = 15;

    private ProcessSignals() {}

    /**
     * Sends SIGUSR1.
     *
     * @throws IOException
     *             when there is no such process (ESRCH), or it isn't ours (EPERM)
     */
    public static void usr1(long pid) throws IOException {
        int result = NativeCalls.kill(pid, SIGUSR1);
        if (result != 0) {
            throw new IOException(
                    "the process " + pid + " can't be sent SIGUSR1 (errno " + -result + "): it has ended");
        }
    }

    /** Sends SIGTERM to every process of a group; does nothing where it has ended. */
    static void terminateGroup(long leader) {
        NativeCalls.kill(-leader, SIGTERM);
    }
}
