package workload.os;

import java.io.IOException;

import workload.process.ProcessCpu;

/** The processes of a server, as the kernel tells of them. */
public interface Processes {

    /** The one that was started. */
    long pid();

    /** Its descendants. */
    long[] others();

    /** User and system time of all so far, ended ones included, in ns. */
    long cpuNanos() throws IOException;

    /**
     * A memory line of {@code /proc/PID/status}, such as VmRSS, summed over all of them, in bytes.
     *
     * @throws IOException
     *             when the first has ended
     */
    long statusBytes(String field) throws IOException;

    /** A server of one process. */
    static Processes one(long pid) {
        return new One(pid);
    }

    /** Without descendants. */
    record One(long pid) implements Processes {
        private static final long[] NONE = {};

        @Override
        public long[] others() {
            return NONE;
        }

        @Override
        public long cpuNanos() throws IOException {
            return ProcessCpu.nanosOf(pid);
        }

        @Override
        public long statusBytes(String field) throws IOException {
            return ProcFiles.statusBytes(pid, field);
        }
    }
}
