package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.os.Commands;

/**
 * The messages that a server has counted: it writes them to its statistics file whenever it gets SIGUSR1.
 *
 * @param pid
 *            of the server
 * @param file
 *            replaced by a rename, so that it is always whole
 */
public record MessageCounts(long pid, Path file) {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 500_000;

    private record Statistics(Map<String, Long> messages) {}

    /**
     * Asks for the counts as they are now, by opcode.
     *
     * @throws IOException
     *             when the server is gone or doesn't write them in time
     */
    public Map<String, Long> ask() throws IOException {
        Object before = identity();
        Commands.run("kill", "-USR1", Long.toString(pid));
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

    private Map<String, Long> read() throws IOException {
        try {
            Map<String, Long> messages = JsonMapper.shared().readValue(Files.readString(file), Statistics.class)
                    .messages();
            if (messages == null) {
                throw new IOException("the server's statistics in " + file + " hold no messages");
            }
            return messages;
        } catch (JacksonException e) {
            throw new IOException("the server's statistics in " + file + " can't be read: " + e.getOriginalMessage(),
                    e);
        }
    }
}
