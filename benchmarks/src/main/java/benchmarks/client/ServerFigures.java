package benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import workload.os.ProcFiles;
import workload.target.MessageCounts;

/** What the server has used and answered so far. */
final class ServerFigures {
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
            return new MessageCounts(settings.server().orElseThrow(), settings.statistics()).ask();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
