package workload.writers;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import workload.page.Numbers;

/**
 * Writes by their exact size.
 *
 * @param sizes
 *            how many brought exactly how many bytes
 */
public record WriteCounts(SortedMap<Long, Long> sizes) {
    public static final WriteCounts NONE = new WriteCounts(new TreeMap<>());

    private static final double PERCENT = 100;

    /**
     * One program's in one phase.
     *
     * @param label
     *            the program, and in which phase
     */
    public record Of(String label, WriteCounts counts) {}

    public static WriteCounts sum(Collection<SortedMap<Long, Long>> parts) {
        SortedMap<Long, Long> sum = new TreeMap<>();
        parts.forEach(part -> part.forEach((bytes, count) -> sum.merge(bytes, count, Long::sum)));
        return new WriteCounts(sum);
    }

    public WriteCounts plus(WriteCounts more) {
        return sum(List.of(sizes, more.sizes));
    }

    public static SortedMap<String, SortedMap<Long, Long>> sumByProgram(SortedMap<String, SortedMap<Long, Long>> one,
            SortedMap<String, SortedMap<Long, Long>> other) {
        SortedMap<String, SortedMap<Long, Long>> sum = new TreeMap<>(one);
        other.forEach((program, sizes) -> sum.merge(program, sizes, (a, b) -> sum(List.of(a, b)).sizes()));
        return sum;
    }

    public long writes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long bytes() {
        return sizes.entrySet().stream().mapToLong(e -> e.getKey() * e.getValue()).sum();
    }

    /** The size of the write in the middle, the lower of two. */
    public long median() {
        long left = (writes() + 1) / 2;
        for (Map.Entry<Long, Long> size : sizes.entrySet()) {
            left -= size.getValue();
            if (left <= 0) {
                return size.getKey();
            }
        }
        return 0;
    }

    public long count(long bytes) {
        return sizes.getOrDefault(bytes, 0L);
    }

    /** The share of the writes that bring exactly so many bytes, in percent. */
    public double percent(long bytes) {
        return PERCENT * count(bytes) / writes();
    }

    /** The commonest sizes in bytes, each with its share: "4,096 (97.1 %), 512 (1.20 %)". */
    public String commonest(int most) {
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .limit(most)
                .map(size -> Numbers.whole(size.getKey()) + " (" + Numbers.significant(percent(size.getKey())) + " %)")
                .collect(Collectors.joining(", "));
    }
}
