package workload.memory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;

/** What a hole costs. */
record SparseSection(Readings readings) implements ExperimentSection {
    @Override
    public void add(Page page) {
        List<Reading> rows = readings.targets().stream()
                .flatMap(of -> Stream.of(Steps.TRUNCATED, Steps.WRITTEN_AT_END, Steps.REMOVED)
                        .flatMap(step -> readings.first(of, step).stream()))
                .toList();
        page.text("A file is made 1 TiB long, and 1 MiB is written at its end; what is held more than "
                + "when the target was empty, once it has settled.")
                .table(new Columns<>(rows).text("target", Reading::target).text("after", Reading::step)
                        .measure("off heap live, MiB more", row -> more(row, Quantity.OFF_HEAP_LIVE)).ifAny()
                        .measure("RSS, MiB more", row -> more(row, Quantity.RSS)).ifAny()
                        .measure("held by the tmpfs, MiB more", row -> more(row, Quantity.HELD)).ifAny()
                        .measure("st_blocks × 512, MiB", row -> row.bytes() / Numbers.MIB).table());
    }

    @Override
    public Optional<String> finding() {
        return readings.subject().flatMap(target -> readings.first(target, Steps.WRITTEN_AT_END))
                .flatMap(
                        row -> more(row, Quantity.OFF_HEAP_LIVE).map(mib -> "A file of 1 TiB with 1 MiB written at its "
                                + "end takes " + Numbers.significant(mib) + " MiB of " + row.target() + "'s pages."));
    }

    private Optional<Double> more(Reading row, Quantity quantity) {
        return readings.growth(row.target(), Steps.EMPTY, row.step()).flatMap(growth -> growth.of(quantity))
                .map(bytes -> bytes / Numbers.MIB);
    }
}
