package benchmarks.run;

import java.util.Optional;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import workload.report.Columns;
import workload.report.Numbers;
import workload.report.Stats;

/**
 * A median, and beside it the least and the greatest value.
 *
 * @param spread
 *            empty for one value, which has none
 */
record RatioColumns(DoubleColumn median, StringColumn spread) {
    static RatioColumns named(String name) {
        return new RatioColumns(Columns.measure(name), Columns.text(name + ", min to max"));
    }

    void append(Optional<Stats> stats) {
        Columns.append(median, stats.map(Stats::median));
        spread.append(stats.filter(Stats::hasSpread)
                .map(value -> Numbers.significant(value.min()) + " to " + Numbers.significant(value.max()))
                .orElse(""));
    }
}
