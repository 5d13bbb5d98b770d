package workload.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import workload.process.ProcessCpu;
import workload.process.Session;

/**
 * A process and its descendants, without the shell that watches over their session.
 *
 * <p>
 * Who belongs to it is looked up at most once a second: Java reads all of /proc for that.
 */
final class ProcessTree implements Processes {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProcessHandle root;
    private long[] others;
    private long lookedAt;
    private long cpuNanos;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    @Override
    public long pid() {
        return root.pid();
    }

    @Override
    public synchronized long[] others() {
        if (others == null || System.nanoTime() - lookedAt > LOOK_NANOS) {
            others = root.descendants().mapToLong(ProcessHandle::pid).filter(pid -> !isWatcher(pid)).toArray();
            lookedAt = System.nanoTime();
        }
        return others.clone();
    }

    private static boolean isWatcher(long pid) {
        try {
            return Session.isWatcher(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")));
        } catch (IOException _) {
            return true; // It has ended: there is nothing to be told of it either.
        }
    }

    /** Never less than before: what a process has used is lost with it where nobody waited for it. */
    @Override
    public synchronized long cpuNanos() throws IOException {
        if (!root.isAlive()) {
            throw new IOException("the process " + root.pid() + " has ended");
        }
        cpuNanos = Math.max(cpuNanos, ProcessCpu.nanosOfTree(root));
        return cpuNanos;
    }

    @Override
    public long statusBytes(String field) throws IOException {
        long sum = ProcFiles.statusBytes(root.pid(), field);
        for (long pid : others()) {
            sum += bytesIfThere(pid, field);
        }
        return sum;
    }

    private static long bytesIfThere(long pid, String field) {
        try {
            return ProcFiles.statusBytes(pid, field);
        } catch (IOException _) {
            return 0; // It has ended since it was looked up.
        }
    }
}
