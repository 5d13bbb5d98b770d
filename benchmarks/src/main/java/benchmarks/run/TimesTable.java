package benchmarks.run;

import java.util.Optional;

import benchmarks.run.SampleIndex.Row;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.Columns;
import workload.report.Stats;

/** What each work took on each target under one condition. */
final class TimesTable {
    private static final String BASE = "tmpfs";
    private static final String DISK = "disk";

    private final SampleIndex index;
    private final Variant variant;
    private final StringColumn work = Columns.text("work");
    private final StringColumn target = Columns.text("target");
    private final DoubleColumn n = Columns.count("n");
    private final DoubleColumn millis = Columns.measure("ms");
    private final RatioColumns micros = RatioColumns.named("µs each");
    private final DoubleColumn mean = Columns.measure("mean, µs each");
    private final DoubleColumn error = Columns.measure("± (99.9 %), µs each");
    private final DoubleColumn server = Columns.measure("server CPU, µs each");
    private final RatioColumns toBase = RatioColumns.named("÷ tmpfs");
    private final RatioColumns toDisk = RatioColumns.named("÷ disk");
    private final RatioColumns toFloor = RatioColumns.named("÷ switch floor");
    private final RatioColumns toFirst = RatioColumns.named("÷ first of its kind");

    private TimesTable(SampleIndex index, Variant variant) {
        this.index = index;
        this.variant = variant;
    }

    static Block of(SampleIndex index, Variant variant) {
        TimesTable table = new TimesTable(index, variant);
        for (String work : index.works()) {
            for (String target : index.targets()) {
                Row row = new Row(work, variant, target);
                index.stats(row, Sample::micros).ifPresent(micros -> table.add(row, micros));
            }
        }
        return table.block();
    }

    private void add(Row row, Stats stats) {
        work.append(row.work());
        target.append(row.target());
        n.append(stats.n());
        boolean isMany = index.of(row).stream().anyMatch(sample -> sample.units() > 1);
        Columns.append(millis, index.stats(row, Sample::millis).filter(_ -> isMany).map(Stats::median));
        micros.append(Optional.of(stats));
        Optional<MeanError> mean = MeanError.of(index.of(row).stream().mapToDouble(Sample::micros));
        Columns.append(this.mean, mean.map(MeanError::mean));
        Columns.append(error, mean.map(MeanError::error));
        boolean hasServer = index.of(row).stream().anyMatch(sample -> sample.serverMicros() > 0);
        Columns.append(server, index.stats(row, Sample::serverMicros).filter(_ -> hasServer).map(Stats::median));
        addRatios(row);
    }

    private void addRatios(Row row) {
        boolean isFloor = row.target().equals(SwitchFloor.NAME);
        toBase.append(isFloor ? Optional.empty() : ratio(row, index.target(BASE)));
        toDisk.append(isFloor ? Optional.empty() : ratio(row, index.target(DISK)));
        toFloor.append(ratio(row, index.target(SwitchFloor.NAME)));
        toFirst.append(index.firstOfFamily(row.work()).flatMap(first -> index.ratio(row, row.doing(first))));
    }

    private Optional<Stats> ratio(Row row, Optional<String> base) {
        return base.filter(other -> !other.equals(row.target())).flatMap(other -> index.ratio(row, row.on(other)));
    }

    private Block block() {
        return FilledTable.of(work, target, n, millis, micros.median(), micros.spread(), mean, error, server,
                toBase.median(), toBase.spread(), toDisk.median(), toDisk.spread(), toFloor.median(), toFloor.spread(),
                toFirst.median(), toFirst.spread());
    }
}
