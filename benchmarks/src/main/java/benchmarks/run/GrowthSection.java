package benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import benchmarks.chart.Lines;
import benchmarks.chart.QuadraticFit;
import benchmarks.client.Transfer;
import benchmarks.original.OriginalStudy;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.ChartFiles;
import workload.report.Columns;

/** The time to append a file in the pieces that git wrote, against its size; a quadratic fit where appends copy. */
final class GrowthSection {
    private static final String COPYING = "content=contiguous";
    private static final int CURVE_POINTS = 32;
    private static final double MILLIS = 1_000;

    private final TransferIndex index;
    private final List<Transfer> appends;
    private final StringColumn target = Columns.text("target");
    private final DoubleColumn a = Columns.measure("a, ms/MiB²");
    private final DoubleColumn b = Columns.measure("b, ms/MiB");
    private final DoubleColumn rSquared = Columns.ratio("R²");
    private final DoubleColumn share = Columns.measure("quadratic part of the largest, %");

    GrowthSection(TransferIndex index) {
        this.index = index;
        appends = index.transfers(Transfer.APPEND).stream().filter(of -> of.size() == OriginalStudy.PIECE).toList();
    }

    /** Empty where no target copies, or on too few sizes for a fit. */
    List<Block> blocks(Path folder) throws IOException {
        Lines lines = new Lines("Time to append a file by " + OriginalStudy.PIECE + " bytes", "file, MiB", "time, s")
                .logarithmic();
        for (String of : index.targets()) {
            double[][] times = times(of);
            lines.add(of, index.targets().indexOf(of), times[0], times[1]);
            addBars(lines, of);
            if (of.contains(COPYING)) {
                fit(of).ifPresent(fit -> add(lines, of, fit, times[0]));
            }
        }
        if (target.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>(List.of(new Block.Heading(4, "Against the size of the file"),
                new Block.Paragraph("The fit: t = a n² + b n, n in MiB, least squares over every single time; R² about"
                        + " the mean. Its second term is what each append costs of itself, its first the copying; neither is"
                        + " less than 0."),
                FilledTable.of(target, a, b, rSquared, share)));
        blocks.add(ChartFiles.save(folder, "growth", lines.draw(), "Both axes logarithmic: a line of slope 1 is linear,"
                + " of slope 2 quadratic; means; bars: JMH's error (99.9 %); dashed: the fit"));
        return blocks;
    }

    /** Sizes in MiB, and mean times in seconds. */
    private double[][] times(String of) {
        List<Transfer> measured = appends.stream().filter(append -> seconds(append, of).findAny().isPresent()).toList();
        return new double[][]{measured.stream().mapToDouble(Transfer::mib).toArray(),
                measured.stream().mapToDouble(append -> seconds(append, of).average().orElseThrow()).toArray()};
    }

    private void addBars(Lines lines, String of) {
        List<Transfer> repeated = appends.stream().filter(append -> error(append, of).isPresent()).toList();
        List<MeanError> errors = repeated.stream().map(append -> error(append, of).orElseThrow()).toList();
        lines.addBars(of, index.targets().indexOf(of), repeated.stream().mapToDouble(Transfer::mib).toArray(),
                errors.stream().mapToDouble(e -> e.mean() - e.error()).toArray(),
                errors.stream().mapToDouble(e -> e.mean() + e.error()).toArray());
    }

    private Optional<MeanError> error(Transfer append, String of) {
        return MeanError.of(seconds(append, of));
    }

    private DoubleStream seconds(Transfer append, String of) {
        return index.index().of(index.row(append, of)).stream().mapToDouble(sample -> sample.millis() / MILLIS);
    }

    private Optional<QuadraticFit> fit(String of) {
        double[] sizes = appends.stream().flatMapToDouble(append -> seconds(append, of).map(_ -> append.mib()))
                .toArray();
        double[] seconds = appends.stream().flatMapToDouble(append -> seconds(append, of)).toArray();
        return DoubleStream.of(sizes).distinct().count() < QuadraticFit.LEAST_POINTS
                ? Optional.empty()
                : Optional.of(QuadraticFit.of(sizes, seconds));
    }

    private void add(Lines lines, String of, QuadraticFit fit, double[] sizes) {
        double largest = sizes[sizes.length - 1];
        target.append(of);
        a.append(fit.a() * MILLIS);
        b.append(fit.b() * MILLIS);
        rSquared.append(fit.rSquared());
        share.append(fit.quadraticShare(largest) * 100);
        double step = Math.pow(largest / sizes[0], 1.0 / CURVE_POINTS);
        double[] curve = DoubleStream.iterate(sizes[0], mib -> mib * step).limit(CURVE_POINTS + 1)
                .filter(mib -> fit.at(mib) > 0).toArray();
        lines.addDashed(of + ", fit", index.targets().indexOf(of), curve,
                DoubleStream.of(curve).map(fit::at).toArray());
    }
}
