package workload.micro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

import workload.page.Columns;
import workload.page.LineChart;
import workload.page.Page;
import workload.study.OriginalStudy;
import workload.stats.QuadraticFit;

/** The time to append a file in the pieces that git wrote, against its size; a quadratic fit where appends copy. */
final class GrowthSection {
    private static final String COPYING = "content=contiguous";
    private static final double MILLIS = 1_000;
    private final TransferIndex index;
    private final List<Transfer> appends;

    GrowthSection(TransferIndex index) {
        this.index = index;
        appends = index.transfers(Transfer.APPEND).stream().filter(of -> of.size() == OriginalStudy.PIECE).toList();
    }

    /** Nothing where no target copies, or on too few sizes for a fit. */
    void add(Page page) {
        Map<String, QuadraticFit> fits = new LinkedHashMap<>();
        LineChart chart = new LineChart("Time to append a file by " + OriginalStudy.PIECE + " bytes", "file, MiB",
                "time, s")
                .logarithmic();
        for (String target : index.targets()) {
            TransferSection.addLine(chart, index, appends, target, Transfer::mib, this::seconds);
            if (target.contains(COPYING)) {
                fit(target).ifPresent(fit -> {
                    fits.put(target, fit);
                    double[] sizes = sizes(target);
                    chart.addDashed(target + ", fit", index.ink(target), fit.curve(sizes),
                            fit.times(sizes));
                });
            }
        }
        if (!fits.isEmpty()) {
            page.heading(4, "Against the size of the file")
                    .text("The fit: t = a n² + b n, n in MiB, least squares over every single time; R² about"
                            + " the mean. Its second term is what each append costs of itself, its first the copying; neither is"
                            + " less than 0.")
                    .table(new Columns<>(fits.entrySet()).text("target", Map.Entry::getKey)
                            .measure("a, ms/MiB²", fit -> fit.getValue().a() * MILLIS)
                            .measure("b, ms/MiB", fit -> fit.getValue().b() * MILLIS)
                            .ratio("R²", fit -> fit.getValue().rSquared())
                            .measure("quadratic part of the largest, %",
                                    fit -> fit.getValue().quadraticShare(largest(fit.getKey())) * 100)
                            .table())
                    .figure("growth", chart, "Both axes logarithmic: a line of slope 1 is linear,"
                            + " of slope 2 quadratic; means; bars: JMH's error (99.9 %); dashed: the fit");
        }
    }

    private double largest(String target) {
        return DoubleStream.of(sizes(target)).max().orElseThrow();
    }

    /** Sizes of single times, MiB. */
    private double[] sizes(String target) {
        return appends.stream().flatMapToDouble(append -> seconds(append, target).map(_ -> append.mib())).toArray();
    }

    private DoubleStream seconds(Transfer append, String target) {
        return index.millis(append, target).map(millis -> millis / MILLIS);
    }

    private Optional<QuadraticFit> fit(String target) {
        return QuadraticFit.ofEnough(sizes(target),
                appends.stream().flatMapToDouble(append -> seconds(append, target)).toArray());
    }
}
