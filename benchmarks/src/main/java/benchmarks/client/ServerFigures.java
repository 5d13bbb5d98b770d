package benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workload.os.Commands;
import workload.os.ProcFiles;

/** What the server has used and answered so far. */
final class ServerFigures {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ClientSettings settings;

    ServerFigures(ClientSettings settings) {
        this.settings = settings;
    }

    /** Processor time of all its threads, in nanoseconds; 0 without a server. */
    long cpuNanos() {
        if (settings.server().isEmpty()) {
            return 0;
        }
        try {
            return ProcFiles.cpuNanos(settings.server().getAsLong());
        } catch (IOException e) {
            throw new UncheckedIOException("the server is gone", e);
        }
    }

    /** Messages by opcode; empty where nobody counts. */
    Map<String, Long> messages() {
        if (settings.statistics() == null) {
            return Map.of();
        }
        try {
            Object before = version(settings.statistics());
            Commands.run("kill", "-USR1", Long.toString(settings.server().orElseThrow()));
            awaitNewer(before);
            return parse(JsonMapper.shared().readTree(settings.statistics()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server renames a new file over the old one, so its inode changes. */
    private void awaitNewer(Object before) throws IOException {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (version(settings.statistics()).equals(before)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the server didn't write " + settings.statistics() + " within 10 s of SIGUSR1");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Object version(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:ino") + "@" + Files.getLastModifiedTime(file);
        } catch (NoSuchFileException _) {
            return "none";
        }
    }

    static Map<String, Long> parse(JsonNode statistics) {
        Map<String, Long> messages = new TreeMap<>();
        statistics.path("messages").properties()
                .forEach(entry -> messages.put(entry.getKey(), entry.getValue().asLong()));
        return messages;
    }

    /** What came between two counts, without what didn't come. */
    static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> between = new TreeMap<>();
        after.forEach((opcode, count) -> {
            long more = count - before.getOrDefault(opcode, 0L);
            if (more > 0) {
                between.put(opcode, more);
            }
        });
        return between;
    }
}
