package benchmarks.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.Columns;
import workload.report.Numbers;

/** Messages for each unit of work: what a file or a call costs, however many there were. */
final class MessagesTable {
    private MessagesTable() {}

    static Block of(List<Sample> samples) {
        StringColumn work = Columns.text("work");
        StringColumn target = Columns.text("target");
        DoubleColumn units = Columns.count("of");
        DoubleColumn each = Columns.measure("messages each");
        StringColumn which = Columns.text("which");
        for (Sample sample : samples) {
            if (sample.variant() == Variant.COUNTED) {
                work.append(sample.work());
                target.append(sample.target());
                units.append(sample.units());
                long all = sample.messages().values().stream().mapToLong(Long::longValue).sum();
                each.append((double) all / sample.units());
                which.append(opcodes(sample));
            }
        }
        return FilledTable.of(work, target, units, each, which);
    }

    private static String opcodes(Sample sample) {
        return sample.messages().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " "
                        + Numbers.significant((double) entry.getValue() / sample.units()))
                .collect(Collectors.joining(", "));
    }
}
