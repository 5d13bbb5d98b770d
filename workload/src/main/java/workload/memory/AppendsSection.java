package workload.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import workload.page.Ink;
import workload.page.Columns;
import workload.page.LineChart;
import workload.page.Numbers;
import workload.page.Page;
import workload.study.OriginalStudy;
import workload.stats.QuadraticFit;
import workload.stats.Stats;

/** The time to grow a file, against its size, and the quadratic fit to it. */
record AppendsSection(Readings readings) implements ExperimentSection {
    private static final int PERCENT = 100;

    /** Files of one size on a target, the fit over all sizes, and the largest of these. */
    private record Row(String target, double mib, List<Reading> repetitions, Optional<QuadraticFit> fit,
            double largest) {
        private Stats seconds() {
            return Stats.of(repetitions.stream().mapToDouble(Reading::seconds)).orElseThrow();
        }

        private Optional<Double> predicted() {
            return fit.map(curve -> curve.at(mib));
        }
    }

    @Override
    public void add(Page page) {
        LineChart chart = new LineChart("Time to grow a file by appends of " + OriginalStudy.PIECE + " bytes",
                "file, MiB",
                "time, s").logarithmic();
        List<Row> rows = new ArrayList<>();
        for (String target : readings.targets()) {
            List<Row> own = rows(target);
            rows.addAll(own);
            draw(chart, target, own);
        }
        page.text("A file is opened with O_APPEND, written by " + OriginalStudy.PIECE
                + " bytes each, without a write-back cache, and closed. With content=contiguous, as in "
                + "the original, each append copies all that is there into new memory.")
                .figure("contiguous", chart,
                        "Both axes logarithmic: a line of slope 1 is linear, of slope 2 quadratic; dashed: the fit")
                .table(new Columns<>(rows).text("target", Row::target).measure("file, MiB", Row::mib)
                        .count("appends", row -> row.repetitions().getFirst().count())
                        .count("n", row -> row.seconds().n()).measure("median, s", row -> row.seconds().median())
                        .measure("min, s", row -> row.seconds().hasSpread() ? row.seconds().min() : null)
                        .measure("max, s", row -> row.seconds().hasSpread() ? row.seconds().max() : null)
                        .measure("by the fit, s", Row::predicted)
                        .measure("measured over the fit, %",
                                row -> row.predicted().map(time -> (row.seconds().median() / time - 1) * PERCENT))
                        .table())
                .text("The fit: t = a n² + b n, n in MiB, least squares over every single time; R² about the mean.")
                .table(new Columns<>(rows.stream().filter(row -> row.mib() == row.largest() && row.fit().isPresent())
                        .toList()).text("target", Row::target)
                        .measure("a, ms/MiB²", row -> row.fit().map(fit -> fit.a() * 1e3))
                        .measure("b, ms/MiB", row -> row.fit().map(fit -> fit.b() * 1e3))
                        .text("R²", row -> row.fit().map(fit -> Math.round(fit.rSquared() * 1e4) / 1e4))
                        .measure("quadratic part of the largest, %",
                                row -> row.fit().map(fit -> fit.quadraticShare(row.largest()) * PERCENT))
                        .table());
    }

    @Override
    public Optional<String> finding() {
        List<String> parts = readings.targets().stream().flatMap(target -> rows(target).stream()
                .filter(row -> row.mib() == row.largest())).map(AppendsSection::sentence).toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("To grow a file by appends of " + OriginalStudy.PIECE + " bytes takes "
                        + String.join("; ", parts) + ".");
    }

    private static String sentence(Row row) {
        return Numbers.significant(row.seconds().median()) + " s for " + Numbers.significant(row.mib()) + " MiB on "
                + row.target()
                + row.fit().map(fit -> " (" + Math.round(fit.quadraticShare(row.largest()) * PERCENT)
                        + " % of it grows with the square of the size)").orElse("");
    }

    private List<Row> rows(String target) {
        List<Reading> appended = readings.of(target, Steps.APPENDED).toList();
        Optional<QuadraticFit> fit = fit(appended);
        double[] sizes = appended.stream().mapToDouble(AppendsSection::mib).distinct().sorted().toArray();
        return DoubleStream.of(sizes).mapToObj(mib -> new Row(target, mib,
                appended.stream().filter(row -> mib(row) == mib).toList(), fit, sizes[sizes.length - 1])).toList();
    }

    private static double mib(Reading row) {
        return row.bytes() / Numbers.MIB;
    }

    /** Empty where too few sizes were measured. */
    static Optional<QuadraticFit> fit(List<Reading> appended) {
        return QuadraticFit.ofEnough(appended.stream().mapToDouble(AppendsSection::mib).toArray(),
                appended.stream().mapToDouble(Reading::seconds).toArray());
    }

    private void draw(LineChart chart, String target, List<Row> rows) {
        Ink ink = readings.ink(target);
        double[] sizes = rows.stream().mapToDouble(Row::mib).toArray();
        chart.add(target, ink, sizes, rows.stream().mapToDouble(row -> row.seconds().median()).toArray());
        rows.stream().flatMap(row -> row.fit().stream()).findFirst().ifPresent(
                fit -> chart.addDashed(target + ", fit", ink, fit.curve(sizes), fit.times(sizes)));
    }
}
