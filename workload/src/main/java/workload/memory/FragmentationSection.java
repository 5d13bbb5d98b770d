package workload.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import workload.page.Ink;
import workload.page.Columns;
import workload.page.LineChart;
import workload.page.Numbers;
import workload.page.Page;
import workload.stats.Stats;

/** Memory for each live byte, in the course of random operations. */
record FragmentationSection(Readings readings) implements ExperimentSection {
    private static final int PERCENT = 100;
    private static final int SECONDS_PER_HOUR = 3600;

    /** The samples of a target. */
    private record Course(String target, List<Reading> run) {
        private Optional<Double> first(Quantity quantity) {
            return median(run.subList(0, quarter()), row -> ratio(row, quantity));
        }

        private Optional<Double> last(Quantity quantity) {
            return median(run.subList(run.size() - quarter(), run.size()), row -> ratio(row, quantity));
        }

        private int quarter() {
            return Math.max(1, run.size() / 4);
        }

        private Optional<Double> growth(Quantity quantity) {
            return first(quantity).flatMap(before -> last(quantity).map(after -> (after / before - 1) * PERCENT));
        }

        private double anHour() {
            return run.getLast().count() / run.getLast().seconds() * SECONDS_PER_HOUR;
        }

        private Optional<Double> mib(Function<Reading, Double> bytes) {
            return median(run, row -> Optional.of(bytes.apply(row) / Numbers.MIB));
        }
    }

    @Override
    public void add(Page page) {
        LineChart chart = new LineChart("Memory for each live byte, in the course of random operations", "operations",
                "memory / live bytes").fromZero();
        List<Course> courses = readings.targets().stream()
                .map(of -> new Course(of, readings.of(of, Steps.RUN).toList()))
                .filter(course -> !course.run().isEmpty()).toList();
        courses.forEach(course -> draw(chart, course));
        page.text("On a full tree files are created, appended to, "
                + "truncated, punched and deleted at random, always the same way; sizes are log-uniform from 1 byte to 4 "
                + "MiB. Medians of the samples in the first and in the last quarter of the operations. A tmpfs has its "
                + "pages alone: what it holds, over the bytes in the tree, stands under reserved / live.")
                .figure("fragmentation", chart, "Solid: RssAnon; dashed: reserved, or what the tmpfs holds")
                .table(new Columns<>(courses).text("target", Course::target)
                        .count("operations", course -> course.run().getLast().count())
                        .count("in an hour, at this pace", Course::anHour)
                        .measure("tree, MiB", course -> course.mib(row -> (double) row.bytes()))
                        .measure("live, MiB", course -> course.mib(FragmentationSection::live))
                        .ratio("reserved / live, first quarter", course -> course.first(Quantity.OFF_HEAP_RESERVED))
                        .ratio("last quarter", course -> course.last(Quantity.OFF_HEAP_RESERVED))
                        .measure("growth, %", course -> course.growth(Quantity.OFF_HEAP_RESERVED))
                        .ratio("RssAnon / live, first quarter", course -> course.first(Quantity.RSS_ANON)).ifAny()
                        .ratio("RssAnon, last quarter", course -> course.last(Quantity.RSS_ANON)).ifAny()
                        .measure("RssAnon growth, %", course -> course.growth(Quantity.RSS_ANON)).ifAny()
                        .measure("live when removed, B", course -> readings.last(course.target(), Steps.REMOVED)
                                .flatMap(row -> row.figures().of(Quantity.OFF_HEAP_LIVE)))
                        .ifAny()
                        .measure("RSS when removed, MiB more than empty",
                                course -> readings.growth(course.target(), Steps.EMPTY, Steps.REMOVED)
                                        .flatMap(more -> more.of(Quantity.RSS)).map(bytes -> bytes / Numbers.MIB))
                        .ifAny().table());
    }

    @Override
    public Optional<String> finding() {
        return readings.subject().map(of -> new Course(of, readings.of(of, Steps.RUN).toList()))
                .filter(course -> !course.run().isEmpty())
                .flatMap(course -> course.first(Quantity.OFF_HEAP_RESERVED)
                        .flatMap(before -> course.last(Quantity.OFF_HEAP_RESERVED)
                                .map(after -> "Over " + Numbers.whole(course.run().getLast().count())
                                        + " random operations the memory that " + course.target()
                                        + " reserves for each live byte went from " + Numbers.significant(before)
                                        + " to " + Numbers.significant(after) + ".")));
    }

    private void draw(LineChart chart, Course course) {
        Ink ink = readings.ink(course.target());
        double[] x = course.run().stream().mapToDouble(Reading::count).toArray();
        if (ratio(course.run().getFirst(), Quantity.RSS_ANON).isPresent()) {
            chart.add(course.target() + ", RssAnon", ink, x, ratios(course, Quantity.RSS_ANON));
        }
        chart.addDashed(course.target() + ", reserved", ink, x, ratios(course, Quantity.OFF_HEAP_RESERVED));
    }

    private static double[] ratios(Course course, Quantity quantity) {
        return course.run().stream().mapToDouble(row -> ratio(row, quantity).orElseThrow()).toArray();
    }

    private static Optional<Double> median(List<Reading> rows, Function<Reading, Optional<Double>> value) {
        return Stats.of(rows.stream().map(value).flatMap(Optional::stream).mapToDouble(Double::doubleValue))
                .map(Stats::median);
    }

    private static Optional<Double> ratio(Reading row, Quantity quantity) {
        Optional<Double> bytes = row.figures().of(quantity);
        Optional<Double> held = quantity == Quantity.OFF_HEAP_RESERVED
                ? bytes.or(() -> row.figures().of(Quantity.HELD))
                : bytes;
        return held.map(memory -> memory / live(row));
    }

    private static double live(Reading row) {
        return row.figures().of(Quantity.OFF_HEAP_LIVE).orElse((double) row.bytes());
    }
}
