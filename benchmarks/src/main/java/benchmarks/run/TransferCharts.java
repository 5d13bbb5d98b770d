package benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;

import benchmarks.chart.Lines;
import benchmarks.client.Transfer;
import workload.report.Block;
import workload.report.ChartFiles;

/** Throughput, and the cost of a call, against the size of a call. */
record TransferCharts(TransferIndex index, Path folder) {
    static final String FLOOR = "content=null";

    /** The same quantity of each sample of a transfer on a target. */
    private interface Quantity extends BiFunction<Transfer, String, DoubleStream> {}

    /** Both charts of an operation on files of one size; none without anything to draw. */
    List<Block> of(String operation, int mib) throws IOException {
        List<Block> blocks = new ArrayList<>();
        add(blocks, operation, mib, "throughput", "throughput, MiB/s", index::throughputs);
        add(blocks, operation, mib, "cost", "cost of a call, µs", index::micros);
        return blocks;
    }

    private void add(List<Block> blocks, String operation, int mib, String name, String unit, Quantity quantity)
            throws IOException {
        String call = new Transfer(operation, mib, 1).isRead() ? "read" : "write";
        Lines lines = new Lines("%s of %d MiB: %s".formatted(operation, mib, name), call + " size, bytes", unit)
                .logarithmic();
        List<Transfer> transfers = index.transfers(operation).stream().filter(of -> of.mib() == mib).toList();
        Optional<String> floor = index.targetWith(FLOOR);
        Optional<String> ceiling = index.index().target(TransferIndex.TMPFS);
        if (floor.isPresent() && ceiling.isPresent()) {
            band(lines, transfers, floor.get(), ceiling.get(), quantity);
        }
        for (String target : index.targets()) {
            line(lines, transfers, target, quantity);
        }
        if (!lines.isEmpty()) {
            String file = "%s-%d-%s".formatted(operation.replace(' ', '-'), mib, name);
            blocks.add(ChartFiles.save(folder, file, lines.draw(),
                    "Both axes logarithmic. Points: means; bars: JMH's error (99.9 %), where there are three samples or"
                            + " more. The band is between the transport alone (" + FLOOR + ") and tmpfs."));
        }
    }

    private static void band(Lines lines, List<Transfer> transfers, String floor, String ceiling, Quantity quantity) {
        List<Transfer> both = transfers.stream()
                .filter(of -> mean(quantity.apply(of, floor)).isPresent()
                        && mean(quantity.apply(of, ceiling)).isPresent())
                .toList();
        lines.addBand("between " + FLOOR + " and tmpfs", sizes(both), means(both, floor, quantity),
                means(both, ceiling, quantity));
    }

    private void line(Lines lines, List<Transfer> transfers, String target, Quantity quantity) {
        List<Transfer> measured = transfers.stream().filter(of -> mean(quantity.apply(of, target)).isPresent())
                .toList();
        int colour = index.targets().indexOf(target);
        lines.add(target, colour, sizes(measured), means(measured, target, quantity));
        List<Transfer> repeated = measured.stream()
                .filter(of -> MeanError.of(quantity.apply(of, target)).isPresent()).toList();
        List<MeanError> errors = repeated.stream().map(of -> MeanError.of(quantity.apply(of, target)).orElseThrow())
                .toList();
        lines.addBars(target, colour, sizes(repeated), errors.stream().mapToDouble(e -> e.mean() - e.error()).toArray(),
                errors.stream().mapToDouble(e -> e.mean() + e.error()).toArray());
    }

    private static double[] sizes(List<Transfer> transfers) {
        return transfers.stream().mapToDouble(Transfer::size).toArray();
    }

    private static double[] means(List<Transfer> transfers, String target, Quantity quantity) {
        return transfers.stream().mapToDouble(of -> mean(quantity.apply(of, target)).orElseThrow()).toArray();
    }

    private static OptionalDouble mean(DoubleStream samples) {
        return samples.average();
    }
}
