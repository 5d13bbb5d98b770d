package workload.micro;

import java.util.Optional;
import java.util.function.Function;

import workload.page.Columns;
import workload.page.Numbers;
import workload.result.Count;
import workload.stats.MeanError;
import workload.stats.Stats;

/** Columns that stand beside each other in the tables of micro-benchmarks. */
final class Spread {
    private Spread() {}

    /** A median, and the least and the greatest value where there are several. */
    static <R> Columns<R> add(Columns<R> columns, String name, Function<R, Optional<Stats>> stats) {
        return columns.measure(name, row -> stats.apply(row).map(Stats::median)).text(name + ", min to max",
                row -> stats.apply(row).filter(Stats::hasSpread)
                        .map(value -> Numbers.significant(value.min()) + " to " + Numbers.significant(value.max()))
                        .orElse(""));
    }

    /** An error that exceeds its mean is printed only as that. */
    static String error(double mean, double error, long n) {
        return error > Math.abs(mean) ? "not measurable in " + Count.of(n, "run") : Numbers.significant(error);
    }

    /** A mean with JMH's error. */
    static <R> Columns<R> addMean(Columns<R> columns, String unit, Function<R, Optional<MeanError>> mean) {
        return columns.measure("mean, " + unit, row -> mean.apply(row).map(MeanError::mean))
                .text("± (99.9 %), " + unit, row -> mean.apply(row)
                        .map(value -> error(value.mean(), value.error(), value.n())));
    }
}
