package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import benchmarks.chart.Lines;
import benchmarks.chart.QuadraticFit;
import benchmarks.original.OriginalStudy;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.report.Block;
import workload.report.ChartFiles;
import workload.report.Columns;
import workload.report.Numbers;
import workload.report.Stats;

/** The time to grow a file, against its size, and the quadratic fit to it. */
final class AppendsSection implements Section {
    private static final int PERCENT = 100;
    private static final int CURVE_POINTS = 32;

    private final StringColumn target = Columns.text("target");
    private final DoubleColumn size = Columns.measure("file, MiB");
    private final DoubleColumn appends = Columns.count("appends");
    private final DoubleColumn n = Columns.count("n");
    private final DoubleColumn median = Columns.measure("median, s");
    private final DoubleColumn min = Columns.measure("min, s");
    private final DoubleColumn max = Columns.measure("max, s");
    private final DoubleColumn predicted = Columns.measure("by the fit, s");
    private final DoubleColumn error = Columns.measure("measured over the fit, %");
    private final StringColumn fitTarget = Columns.text("target");
    private final DoubleColumn a = Columns.measure("a, ms/MiB²");
    private final DoubleColumn b = Columns.measure("b, ms/MiB");
    private final DoubleColumn rSquared = DoubleColumn.create("R²");
    private final DoubleColumn share = Columns.measure("quadratic part of the largest, %");

    @Override
    public List<Block> blocks(Rows rows, Path folder) throws IOException {
        Lines lines = new Lines("Time to grow a file by appends of " + OriginalStudy.PIECE + " bytes", "file, MiB",
                "time, s").logarithmic();
        for (String of : rows.targets()) {
            List<Measurement> appended = rows.of(of, Appends.APPENDED).toList();
            Optional<QuadraticFit> fit = fit(appended);
            double[] sizes = sizes(appended);
            for (double mib : sizes) {
                add(of, mib, appended.stream().filter(row -> mib(row) == mib).toList(), fit);
            }
            fit.ifPresent(found -> addFit(of, found, sizes[sizes.length - 1]));
            draw(lines, of, rows.targets().indexOf(of), appended, fit);
        }
        List<Block> blocks = new ArrayList<>(List.of(new Block.Paragraph("A file is opened with O_APPEND, written by "
                + OriginalStudy.PIECE
                + " bytes each, without a write-back cache, and closed. With content=contiguous, as in "
                + "the original, each append copies all that is there into new memory."),
                new Block.TableBlock(Table.create(target, size, appends, n, median, min, max, predicted, error)),
                new Block.Paragraph("The fit: t = a n² + b n, n in MiB, least squares over every single time; R² about "
                        + "the mean."),
                new Block.TableBlock(Table.create(fitTarget, a, b, rSquared, share))));
        if (!lines.isEmpty()) {
            blocks.add(ChartFiles.save(folder, "contiguous", lines.draw(),
                    "Both axes logarithmic: a line of slope 1 is linear, of slope 2 quadratic; dashed: the fit"));
        }
        return blocks;
    }

    private static double mib(Measurement row) {
        return row.bytes() / Numbers.MIB;
    }

    private static double[] sizes(List<Measurement> appended) {
        return appended.stream().mapToDouble(AppendsSection::mib).distinct().sorted().toArray();
    }

    /** Empty where too few sizes were measured. */
    static Optional<QuadraticFit> fit(List<Measurement> appended) {
        return sizes(appended).length < QuadraticFit.LEAST_POINTS
                ? Optional.empty()
                : Optional.of(QuadraticFit.of(Rows.values(appended.stream(), AppendsSection::mib),
                        Rows.values(appended.stream(), Measurement::seconds)));
    }

    private void add(String of, double mib, List<Measurement> repetitions, Optional<QuadraticFit> fit) {
        Stats seconds = Stats.of(repetitions.stream().mapToDouble(Measurement::seconds)).orElseThrow();
        Optional<Double> curve = fit.map(found -> found.at(mib));
        target.append(of);
        size.append(mib);
        appends.append(repetitions.getFirst().count());
        n.append(seconds.n());
        median.append(seconds.median());
        Columns.append(min, Optional.of(seconds).filter(Stats::hasSpread).map(Stats::min));
        Columns.append(max, Optional.of(seconds).filter(Stats::hasSpread).map(Stats::max));
        Columns.append(predicted, curve);
        Columns.append(error, curve.map(time -> (seconds.median() / time - 1) * PERCENT));
    }

    private void addFit(String of, QuadraticFit fit, double largest) {
        fitTarget.append(of);
        a.append(fit.a() * 1e3);
        b.append(fit.b() * 1e3);
        rSquared.append(Math.round(fit.rSquared() * 1e4) / 1e4);
        share.append(fit.quadraticShare(largest) * PERCENT);
    }

    private static void draw(Lines lines, String of, int colour, List<Measurement> appended,
            Optional<QuadraticFit> fit) {
        double[] x = sizes(appended);
        double[] y = DoubleStream.of(x).map(mib -> Stats
                .of(appended.stream().filter(row -> mib(row) == mib).mapToDouble(Measurement::seconds)).orElseThrow()
                .median()).toArray();
        lines.add(of, colour, x, y);
        fit.ifPresent(found -> {
            double[] curve = DoubleStream
                    .iterate(x[0], mib -> mib * Math.pow(x[x.length - 1] / x[0], 1.0 / CURVE_POINTS))
                    .limit(CURVE_POINTS + 1).filter(mib -> found.at(mib) > 0).toArray();
            lines.addDashed(of + ", fit", colour, curve, DoubleStream.of(curve).map(found::at).toArray());
        });
    }
}
