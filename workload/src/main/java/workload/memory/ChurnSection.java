package workload.memory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import workload.page.Columns;
import workload.page.LineChart;
import workload.page.Numbers;
import workload.page.Page;
import workload.result.Count;

/** Memory after each round of writing and deleting. */
record ChurnSection(Readings readings) implements ExperimentSection {
    private static final int PERCENT = 100;

    @Override
    public void add(Page page) {
        LineChart chart = new LineChart("Memory after each round of writing and deleting", "round",
                "RSS, or held by a tmpfs, MiB").fromZero();
        List<String> targets = readings.targets().stream().filter(of -> deleted(of).findAny().isPresent()).toList();
        targets.forEach(of -> chart.add(of, readings.ink(of),
                deleted(of).mapToDouble(Reading::count).toArray(),
                deleted(of).mapToDouble(ChurnSection::heldMib).toArray()));
        page.text("So many bytes are written and deleted, over "
                + "and over; the RSS of the server, or what a tmpfs holds, each time it has settled.")
                .figure("churn", chart, "Each point when memory fell no more")
                .table(new Columns<>(targets).text("target", of -> of)
                        .count("rounds", of -> readings.last(of, Steps.DELETED).map(Reading::count))
                        .measure("a round, MiB",
                                of -> readings.last(of, Steps.WRITTEN).map(row -> row.bytes() / Numbers.MIB))
                        .measure("empty, MiB", of -> readings.first(of, Steps.EMPTY).map(ChurnSection::heldMib))
                        .measure("greatest when written, MiB",
                                of -> readings.of(of, Steps.WRITTEN).map(ChurnSection::heldMib).max(Double::compare))
                        .measure("after the first, MiB",
                                of -> readings.first(of, Steps.DELETED).map(ChurnSection::heldMib))
                        .measure("after the last, MiB",
                                of -> readings.last(of, Steps.DELETED).map(ChurnSection::heldMib))
                        .measure("last over first, %", of -> growth(deleted(of).toList()).map(share -> share * PERCENT))
                        .measure("off heap live after the last, MiB", of -> last(of, Quantity.OFF_HEAP_LIVE)).ifAny()
                        .measure("reserved after the last, MiB", of -> last(of, Quantity.OFF_HEAP_RESERVED)).ifAny()
                        .table());
    }

    @Override
    public Optional<String> finding() {
        return readings.subject().filter(of -> deleted(of).findAny().isPresent())
                .flatMap(of -> growth(deleted(of).toList())
                        .map(share -> "After " + Count.of(deleted(of).count(), "round")
                                + " of writing and deleting " + of + " holds "
                                + Numbers.significant(heldMib(readings.last(of, Steps.DELETED).orElseThrow()))
                                + " MiB: " + Numbers.tenths(Math.abs(share) * PERCENT) + " % "
                                + (share < 0 ? "less" : "more") + " than after the first."));
    }

    private Stream<Reading> deleted(String target) {
        return readings.of(target, Steps.DELETED);
    }

    private Optional<Double> last(String target, Quantity quantity) {
        return readings.last(target, Steps.DELETED).flatMap(row -> row.figures().of(quantity))
                .map(bytes -> bytes / Numbers.MIB);
    }

    /** Of the last round over the first, as a share; empty where nothing was held after the first. */
    static Optional<Double> growth(List<Reading> deleted) {
        double before = heldMib(deleted.getFirst());
        return before == 0 ? Optional.empty() : Optional.of(heldMib(deleted.getLast()) / before - 1);
    }

    private static double heldMib(Reading row) {
        return row.figures().of(Quantity.RSS).or(() -> row.figures().of(Quantity.HELD)).orElse(0.0) / Numbers.MIB;
    }
}
