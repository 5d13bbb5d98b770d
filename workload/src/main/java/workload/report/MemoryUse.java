package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import workload.result.MemorySample;
import workload.result.PhaseName;
import workload.result.PhaseResult;
import workload.result.Trial;

/**
 * The memory that one trial held while its phases ran: the server's RSS, or what a tmpfs held.
 *
 * @param samples
 *            at least one, in order of time
 */
record MemoryUse(Trial trial, List<MemorySample> samples) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Every use of a project on an arm; an arm without any held no memory of its own. */
    record OfArm(String project, Arm arm, List<MemoryUse> uses) {
        /** The repetition with the median peak; the lower one of two. */
        MemoryUse typical() {
            List<MemoryUse> byPeak = uses.stream().sorted(Comparator.comparingDouble(MemoryUse::peak)).toList();
            return byPeak.get((byPeak.size() - 1) / 2);
        }

        Optional<Double> median(ToDoubleFunction<MemoryUse> quantity) {
            return Stats.of(uses.stream().mapToDouble(quantity).filter(v -> !Double.isNaN(v))).map(Stats::median);
        }
    }

    /** A point of the figure: share of the time from the first phase to the end of the last, and bytes. */
    record Point(double percent, double bytes) {}

    static List<OfArm> read(Summary summary) throws IOException {
        List<OfArm> all = new ArrayList<>();
        for (String project : summary.projects()) {
            for (Arm arm : summary.arms()) {
                List<MemoryUse> uses = new ArrayList<>();
                for (Trial trial : summary.good(project, arm)) {
                    of(trial, summary.data().samples(trial)).ifPresent(uses::add);
                }
                if (!uses.isEmpty()) {
                    all.add(new OfArm(project, arm, uses));
                }
            }
        }
        return all;
    }

    private static Optional<MemoryUse> of(Trial trial, List<MemorySample> samples) {
        MemoryUse use = new MemoryUse(trial, samples);
        return samples.stream().anyMatch(s -> use.held(s) > 0) ? Optional.of(use) : Optional.empty();
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
        return Summary.phase(trial, PhaseName.BUILD).map(p -> (double) p.tree().bytes()).orElse(Double.NaN);
    }

    /** At most so many points, each the greatest of its share of the time, so that no peak is lost. */
    List<Point> points(int limit) {
        double start = trial.phases().getFirst().startedAtNanos() / NANOS_PER_MILLI;
        PhaseResult last = trial.phases().getLast();
        double length = (last.startedAtNanos() + last.nanos()) / NANOS_PER_MILLI - start;
        Double[] greatest = new Double[limit];
        for (MemorySample sample : samples) {
            int slot = (int) Math.floor((sample.elapsedMillis() - start) / length * limit);
            if (slot >= 0 && slot < limit) {
                greatest[slot] = greatest[slot] == null ? held(sample) : Math.max(greatest[slot], held(sample));
            }
        }
        return pointsOf(greatest);
    }

    private static List<Point> pointsOf(Double[] greatest) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < greatest.length; i++) {
            if (greatest[i] != null) {
                points.add(new Point((i + 0.5) * 100 / greatest.length, greatest[i]));
            }
        }
        return points;
    }
}
