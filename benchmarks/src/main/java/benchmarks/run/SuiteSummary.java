package benchmarks.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import benchmarks.run.SampleIndex.Row;
import workload.report.Numbers;
import workload.report.Stats;

/** One suite as Markdown: a function of its raw samples. */
final class SuiteSummary {
    private static final String BASE = "tmpfs";
    private static final String DISK = "disk";

    private final SuiteResult result;
    private final SampleIndex index;

    private SuiteSummary(SuiteResult result) {
        this.result = result;
        index = new SampleIndex(result.samples());
    }

    static String of(SuiteResult result) {
        return new SuiteSummary(result).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("## " + result.suite() + "\n");
        for (Variant variant : index.variants()) {
            MarkdownTable table = variant == Variant.COUNTED ? messages() : times(variant);
            text.append("\n### ").append(variant).append("\n\n").append(table);
        }
        return text.toString();
    }

    private MarkdownTable times(Variant variant) {
        MarkdownTable table = new MarkdownTable("work", "target", "n", "ms", "µs each", "min to max",
                "server CPU, µs each", "÷ tmpfs", "min to max", "÷ disk", "min to max", "÷ switch floor", "min to max",
                "÷ first of its kind", "min to max");
        for (String work : index.works()) {
            for (String target : index.targets()) {
                Row row = new Row(work, variant, target);
                index.stats(row, Sample::micros).ifPresent(micros -> table.add(cells(row, micros)));
            }
        }
        return table;
    }

    private List<String> cells(Row row, Stats micros) {
        boolean isFloor = row.target().equals(SwitchFloor.NAME);
        boolean hasServer = index.of(row).stream().anyMatch(sample -> sample.serverMicros() > 0);
        boolean isMany = index.of(row).stream().anyMatch(sample -> sample.units() > 1);
        Optional<Stats> base = isFloor ? Optional.empty() : ratio(row, index.target(BASE));
        Optional<Stats> disk = isFloor ? Optional.empty() : ratio(row, index.target(DISK));
        Optional<Stats> floor = ratio(row, index.target(SwitchFloor.NAME));
        Optional<Stats> first = index.firstOfFamily(row.work()).flatMap(work -> index.ratio(row, row.doing(work)));
        return List.of(row.work(), row.target(), Integer.toString(micros.n()),
                isMany ? median(index.stats(row, Sample::millis)) : "", median(Optional.of(micros)),
                spread(Optional.of(micros)), hasServer ? median(index.stats(row, Sample::serverMicros)) : "",
                median(base), spread(base), median(disk), spread(disk), median(floor), spread(floor), median(first),
                spread(first));
    }

    private Optional<Stats> ratio(Row row, Optional<String> target) {
        return target.filter(base -> !base.equals(row.target())).flatMap(base -> index.ratio(row, row.on(base)));
    }

    private static String median(Optional<Stats> stats) {
        return stats.map(value -> Numbers.significant(value.median())).orElse("");
    }

    private static String spread(Optional<Stats> stats) {
        return stats.filter(Stats::hasSpread)
                .map(value -> Numbers.significant(value.min()) + " to " + Numbers.significant(value.max())).orElse("");
    }

    /** Counts for each unit: what a file costs, however many there were. */
    private MarkdownTable messages() {
        MarkdownTable table = new MarkdownTable("work", "target", "of", "messages each", "which");
        for (Sample sample : result.samples()) {
            if (sample.variant() == Variant.COUNTED) {
                long all = sample.messages().values().stream().mapToLong(Long::longValue).sum();
                table.add(List.of(sample.work(), sample.target(), Numbers.whole(sample.units()),
                        each(all, sample.units()), opcodes(sample)));
            }
        }
        return table;
    }

    private static String opcodes(Sample sample) {
        return sample.messages().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + each(entry.getValue(), sample.units()))
                .collect(Collectors.joining(", "));
    }

    private static String each(long count, long units) {
        return Numbers.significant((double) count / units);
    }
}
