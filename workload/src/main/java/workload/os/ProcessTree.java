package workload.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import workload.process.ProcessCpu;
import workload.process.OwnSession;

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
            others = members().stream().mapToLong(ProcessHandle::pid).toArray();
            lookedAt = System.nanoTime();
        }
        return others.clone();
    }

    /** The descendants as they are now. */
    List<ProcessHandle> members() {
        return root.descendants().filter(process -> !isWatcher(process.pid())).toList();
    }

    /** Whether one of them has a file open; also where we may not look. */
    boolean holds(Path file) {
        return Stream.concat(Stream.of(root), members().stream()).anyMatch(process -> holds(process.pid(), file));
    }

    private static boolean holds(long pid, Path file) {
        try (DirectoryStream<Path> descriptors = Files
                .newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors) {
                if (isLinkTo(descriptor, file)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return e instanceof AccessDeniedException;
        }
    }

    private static boolean isLinkTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException _) {
            return false; // It was closed just now.
        }
    }

    private static boolean isWatcher(long pid) {
        try {
            return OwnSession.isWatcher(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")));
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
