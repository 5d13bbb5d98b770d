package workload.writers;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who wrote in pieces of which size, in one phase.
 *
 * @param name
 *            "clone by git", "clone by jgit", "build"
 * @param application
 *            by program, how many calls wrote exactly how many bytes into the tree; null where nobody traced
 * @param server
 *            by program, how many requests brought exactly how many bytes
 */
public record WriterPhase(String name, SortedMap<String, SortedMap<Long, Long>> application,
        SortedMap<String, SortedMap<Long, Long>> server) {

    public WriterPhase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(server, "server");
    }

    /** What was counted since: programs and sizes above 0. */
    public static SortedMap<String, SortedMap<Long, Long>> difference(SortedMap<String, SortedMap<Long, Long>> before,
            SortedMap<String, SortedMap<Long, Long>> after) {
        SortedMap<String, SortedMap<Long, Long>> difference = new TreeMap<>();
        after.forEach((program, sizes) -> {
            SortedMap<Long, Long> then = before.getOrDefault(program, new TreeMap<>());
            SortedMap<Long, Long> since = new TreeMap<>(sizes);
            since.replaceAll((bytes, count) -> count - then.getOrDefault(bytes, 0L));
            since.values().removeIf(count -> count == 0);
            if (!since.isEmpty()) {
                difference.put(program, since);
            }
        });
        return difference;
    }
}
