package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.os.ProcessSignals;
import workload.study.ServerMemory;

/**
 * What a server tells of itself: it writes its statistics file whenever it gets SIGUSR1.
 *
 * <p>
 * The file is replaced by a rename, so that it is always whole. One question at a time: an answer to one that was asked
 * before could otherwise be taken for ours.
 */
public final class ServerStatistics {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 500_000;

    private final long pid;
    private final Path file;
    private volatile long backedBytes;

    private record Statistics(Map<String, Long> messages, SortedMap<String, SortedMap<Long, Long>> writers,
            Map<String, ServerCounts.Operation> operations, ServerCounts.Store store, ServerMemory memory) {}

    public ServerStatistics(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /**
     * The messages that it was sent so far, by opcode.
     *
     * @throws IOException
     *             when the server is gone, doesn't write them in time or doesn't count them
     */
    public Map<String, Long> messages() throws IOException {
        Map<String, Long> messages = ask().messages();
        if (messages == null) {
            throw new IOException("the server's statistics in " + file + " hold no messages");
        }
        return messages;
    }

    /**
     * By program, how many writes brought exactly how many bytes so far.
     *
     * @throws IOException
     *             when the server is gone, doesn't write them in time or doesn't count them
     */
    public SortedMap<String, SortedMap<Long, Long>> writers() throws IOException {
        SortedMap<String, SortedMap<Long, Long>> writers = ask().writers();
        if (writers == null) {
            throw new IOException("the server's statistics in " + file + " hold no writers");
        }
        return writers;
    }

    /**
     * Everything that it has counted so far.
     *
     * @throws IOException
     *             when the server is gone or doesn't write it in time
     */
    ServerCounts counts() throws IOException {
        Statistics told = ask();
        return new ServerCounts(told.messages(), told.operations(), told.store());
    }

    /**
     * Where its memory is now.
     *
     * @throws IOException
     *             when the server is gone or doesn't write it in time
     */
    ServerMemory memory() throws IOException {
        return ask().memory();
    }

    /** Bytes that it kept in its private tmpfs when it was last asked anything; they are in the memory of none of its mappings. */
    long backedBytes() {
        return backedBytes;
    }

    private synchronized Statistics ask() throws IOException {
        Object before = identity();
        ProcessSignals.usr1(pid);
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (identity().equals(before)) {
            if (System.nanoTime() > end) {
                throw new IOException("the server (pid " + pid + ") did not write its statistics to " + file
                        + " within " + DEADLINE.toSeconds() + " s of SIGUSR1");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return read();
    }

    /** Another one after each rename, since both files are there before it. */
    private Object identity() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException _) {
            return "none";
        }
    }

    private Statistics read() throws IOException {
        try {
            Statistics told = JsonMapper.shared().readValue(Files.readString(file), Statistics.class);
            backedBytes = told.store() == null || told.store().backedBytes() == null ? 0 : told.store().backedBytes();
            return told;
        } catch (JacksonException e) {
            throw new IOException("the server's statistics in " + file + " can't be read: " + e.getOriginalMessage(),
                    e);
        }
    }
}
