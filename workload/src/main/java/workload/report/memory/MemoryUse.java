package workload.report.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import workload.report.Summary;
import workload.pairs.StudyArm;
import workload.study.MemorySample;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.ServerMemory;
import workload.study.Trial;
import workload.stats.Stats;

/**
 * The memory that one trial held: the server's RSS, or what a tmpfs held; a disk holds none of its own.
 *
 * @param samples
 *            at least one, in order of time
 */
record MemoryUse(Trial trial, List<MemorySample> samples) {
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;
    /** Samples count whole milliseconds. */
    private static final double ROUNDING_SECONDS = 1e-3;

    /** Every use of a project on an arm. */
    record OfArm(String project, StudyArm arm, List<MemoryUse> uses) {
        /** Whether the arm has memory of its own, besides the kernel's caches. */
        boolean holds() {
            return uses.stream().anyMatch(use -> use.samples.stream().anyMatch(s -> use.held(s) > 0));
        }

        /** The repetition with the median peak; the lower one of two. */
        MemoryUse typical() {
            List<MemoryUse> byPeak = uses.stream().sorted(Comparator.comparingDouble(MemoryUse::peak)).toList();
            return byPeak.get((byPeak.size() - 1) / 2);
        }

        Optional<Double> median(ToDoubleFunction<MemoryUse> quantity) {
            return stats(quantity).map(Stats::median);
        }

        /** Off the heap, of all repetitions: a median would hide what leaks now and then. */
        Optional<Double> mostLiveAfterRemove() {
            return stats(MemoryUse::offHeapLiveAfterRemove).map(Stats::max);
        }

        private Optional<Stats> stats(ToDoubleFunction<MemoryUse> quantity) {
            return Stats.of(uses.stream().mapToDouble(quantity).filter(v -> !Double.isNaN(v)));
        }
    }

    /**
     * A point of a figure.
     *
     * @param x
     *            percent of the time from the first phase to the end of the last, or seconds since the removal
     */
    record Point(double x, double bytes) {}

    static List<OfArm> read(Summary summary) throws IOException {
        List<OfArm> all = new ArrayList<>();
        for (Summary.Cell cell : summary.cells()) {
            List<MemoryUse> uses = new ArrayList<>();
            for (Trial trial : summary.good(cell.project(), cell.arm())) {
                List<MemorySample> samples = summary.data().samples(trial);
                if (!samples.isEmpty()) {
                    uses.add(new MemoryUse(trial, samples));
                }
            }
            if (!uses.isEmpty()) {
                all.add(new OfArm(cell.project(), cell.arm(), uses));
            }
        }
        return all;
    }

    boolean hasServer() {
        return trial.rssAtMountBytes() != null;
    }

    private double held(MemorySample sample) {
        return hasServer() ? sample.rssBytes() : sample.fileSystemBytes();
    }

    private MemorySample peakSample() {
        return samples.stream().max(Comparator.comparingDouble(this::held)).orElseThrow();
    }

    /** Of a server its own high-water mark, which no sampling can miss. */
    double peak() {
        return trial.peakRssBytes() == null ? held(peakSample()) : trial.peakRssBytes();
    }

    /** What it held before the first phase: the server as mounted; a tmpfs that others use too (/dev/shm). */
    double atMount() {
        return hasServer() ? trial.rssAtMountBytes() : held(samples.getFirst());
    }

    double growth() {
        return peak() - atMount();
    }

    /** NaN for a tmpfs, as for the other parts. */
    double anonAtPeak() {
        return hasServer() ? peakSample().rssAnonBytes() : Double.NaN;
    }

    double fileAtPeak() {
        return hasServer() ? peakSample().rssFileBytes() : Double.NaN;
    }

    double shmemAtPeak() {
        return hasServer() ? peakSample().rssShmemBytes() : Double.NaN;
    }

    /** Bytes of the tree after the build, NaN where the trial had none. */
    double treeBytes() {
        return trial.phase(PhaseName.BUILD).map(p -> (double) p.tree().bytes()).orElse(Double.NaN);
    }

    /** When the build had just ended; in runs that took no sample then, and none before the removal, a moment earlier. */
    Optional<MemorySample> afterBuild() {
        Optional<PhaseResult> build = trial.phase(PhaseName.BUILD);
        if (build.isEmpty()) {
            return Optional.empty();
        }
        double end = Math.floor(endMillis(build.get()));
        double removal = trial.phases().getLast().startedAtNanos() / NANOS_PER_MILLI;
        Optional<MemorySample> since = samples.stream().filter(s -> s.elapsedMillis() >= end)
                .filter(s -> s.elapsedMillis() < removal).findFirst();
        return since.or(() -> samples.stream().filter(s -> s.elapsedMillis() < end).reduce((_, later) -> later));
    }

    private static double endMillis(PhaseResult phase) {
        return (phase.startedAtNanos() + phase.nanos()) / NANOS_PER_MILLI;
    }

    private Stream<MemorySample> afterRemove() {
        return samples.stream().filter(s -> s.phase().equals(MemorySample.AFTER_REMOVE));
    }

    private Optional<MemorySample> last() {
        return afterRemove().reduce((_, later) -> later);
    }

    /** How long after the removal of the tree the last sample was taken, s; NaN without one, as the figures of it. */
    double secondsAfterRemove() {
        return last().map(this::sinceRemove).orElse(Double.NaN);
    }

    private double sinceRemove(MemorySample sample) {
        return (sample.elapsedMillis() - endMillis(trial.phases().getLast())) / MILLIS_PER_SECOND;
    }

    double heldAfterRemove() {
        return last().map(this::held).orElse(Double.NaN);
    }

    double overMount() {
        return heldAfterRemove() - atMount();
    }

    /** By files, as the server reported it last; NaN where it didn't. */
    double offHeapLiveAfterRemove() {
        return afterRemove().map(MemorySample::server).filter(Objects::nonNull).reduce((_, later) -> later)
                .map(s -> (double) s.offHeapLiveBytes()).orElse(Double.NaN);
    }

    /** Seconds since the removal of the tree, and bytes; none in runs that ended with it. */
    List<Point> pointsAfterRemove() {
        return last().isEmpty()
                ? List.of()
                : samples.stream().filter(s -> sinceRemove(s) > -ROUNDING_SECONDS)
                        .map(s -> new Point(Math.max(0, sinceRemove(s)), held(s))).toList();
    }

    /** Of what the server told, its greatest value; NaN where it told nothing. */
    double greatest(ToLongFunction<ServerMemory> quantity) {
        return told().mapToDouble(s -> quantity.applyAsLong(s.server())).max().orElse(Double.NaN);
    }

    /** What the server told while the phases ran. */
    List<Point> points(ToLongFunction<ServerMemory> quantity) {
        return told().map(s -> new Point(PERCENT * share(s), quantity.applyAsLong(s.server())))
                .filter(p -> p.x() >= 0 && p.x() <= PERCENT).toList();
    }

    private Stream<MemorySample> told() {
        return samples.stream().filter(s -> s.server() != null);
    }

    /** Of the time from the first phase to the end of the last: what was before and after is below 0 and from 1 on. */
    private double share(MemorySample sample) {
        double start = trial.phases().getFirst().startedAtNanos() / NANOS_PER_MILLI;
        return (sample.elapsedMillis() - start) / (endMillis(trial.phases().getLast()) - start);
    }

    /** At most so many points, each the greatest of its share of the time, so that no peak is lost. */
    List<Point> points(int limit) {
        return thinned(samples.stream().map(sample -> new Point(PERCENT * share(sample), held(sample)))
                .filter(point -> point.x() >= 0 && point.x() < PERCENT).toList(), limit, PERCENT);
    }

    /**
     * At most so many points, each the greatest of its part of the axis; all of them if they are no more.
     *
     * @param end
     *            of the axis
     */
    static List<Point> thinned(List<Point> points, int limit, double end) {
        if (points.size() <= limit) {
            return points;
        }
        Point[] greatest = new Point[limit];
        for (Point point : points) {
            int slot = (int) Math.min(limit - 1.0, Math.floor(point.x() / end * limit));
            greatest[slot] = greatest[slot] == null || greatest[slot].bytes() < point.bytes() ? point : greatest[slot];
        }
        return Arrays.stream(greatest).filter(Objects::nonNull).toList();
    }
}
