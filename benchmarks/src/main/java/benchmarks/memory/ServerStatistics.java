package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.os.Commands;

/**
 * The memory that a server says it holds: it writes its statistics anew whenever it gets SIGUSR1.
 *
 * @param pid
 *            of the server
 * @param file
 *            replaced by a rename, so that it is always whole
 */
record ServerStatistics(long pid, Path file) {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 500_000;

    /** In bytes. */
    record Memory(long heapUsedBytes, long heapCommittedBytes, long offHeapLiveBytes, long offHeapReservedBytes) {}

    private record Statistics(Memory memory) {}

    /**
     * Asks for what is held now.
     *
     * @throws IOException
     *             when the server is gone or doesn't write it in time
     */
    Memory ask() throws IOException {
        Object before = identity();
        Commands.run("kill", "-USR1", Long.toString(pid));
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (identity().equals(before)) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the server (pid " + pid + ") wrote no statistics within " + DEADLINE.toSeconds()
                        + " s of SIGUSR1");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return parse(Files.readString(file));
    }

    /** Another one after each rename, since both files are there before it. */
    private Object identity() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException _) {
            return "none";
        }
    }

    static Memory parse(String json) throws IOException {
        try {
            Memory memory = JsonMapper.shared().readValue(json, Statistics.class).memory();
            if (memory == null) {
                throw new IOException("the server's statistics don't tell its memory; build it anew");
            }
            return memory;
        } catch (JacksonException e) {
            throw new IOException("the server's statistics can't be read: " + e.getOriginalMessage(), e);
        }
    }
}
