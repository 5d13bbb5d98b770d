package benchmarks.run;

import java.util.Optional;
import java.util.stream.DoubleStream;

import benchmarks.client.Transfer;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.Columns;
import workload.report.Stats;

/** Files of one size, by calls of different sizes. */
final class TransferTable {
    private final TransferIndex index;
    private final DoubleColumn call = Columns.count("call, bytes");
    private final StringColumn target = Columns.text("target");
    private final DoubleColumn n = Columns.count("n");
    private final DoubleColumn throughput = Columns.measure("MiB/s");
    private final DoubleColumn throughputMean = Columns.measure("mean, MiB/s");
    private final DoubleColumn throughputError = Columns.measure("± (99.9 %), MiB/s");
    private final RatioColumns micros = RatioColumns.named("µs a call");
    private final DoubleColumn mean = Columns.measure("mean, µs a call");
    private final DoubleColumn error = Columns.measure("± (99.9 %), µs a call");
    private final DoubleColumn open = Columns.measure("open, ms");
    private final DoubleColumn close = Columns.measure("close, ms");
    private final DoubleColumn fsync = Columns.measure("fsync after it, ms");
    private final DoubleColumn server = Columns.measure("server CPU, µs a call");
    private final DoubleColumn ratio = Columns.measure("MiB/s ÷ tmpfs's");

    TransferTable(TransferIndex index) {
        this.index = index;
    }

    void add(Transfer transfer, String of) {
        index.index().stats(index.row(transfer, of), Sample::micros).ifPresent(stats -> add(transfer, of, stats));
    }

    private void add(Transfer transfer, String of, Stats stats) {
        call.append(transfer.size());
        target.append(of);
        n.append(stats.n());
        Columns.append(throughput, Stats.of(index.throughputs(transfer, of)).map(Stats::median));
        addError(throughputMean, throughputError, index.throughputs(transfer, of));
        micros.append(Optional.of(stats));
        addError(mean, error, index.micros(transfer, of));
        Columns.append(open, index.medianMillis(transfer.open(), of));
        Columns.append(close, index.medianMillis(transfer.close(), of));
        Columns.append(fsync, index.medianMillis(transfer.fsync(), of));
        Columns.append(server, index.index().stats(index.row(transfer, of), Sample::serverMicros)
                .map(Stats::median).filter(used -> used > 0));
        Columns.append(ratio, index.toTmpfs(transfer, of).map(Stats::median));
    }

    private static void addError(DoubleColumn mean, DoubleColumn error, DoubleStream samples) {
        Optional<MeanError> found = MeanError.of(samples);
        Columns.append(mean, found.map(MeanError::mean));
        Columns.append(error, found.map(MeanError::error));
    }

    Block block() {
        return FilledTable.of(call, target, n, throughput, throughputMean, throughputError, micros.median(),
                micros.spread(), mean, error, open, close, fsync, server, ratio);
    }
}
