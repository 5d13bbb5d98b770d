package workload.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import workload.explain.Measurement.Outcome;
import workload.report.Stats;

/**
 * What came of one arm.
 *
 * @param seconds
 *            over its rounds
 * @param counts
 *            of the clone with the median time; null without a server, or where the time is extrapolated
 * @param extrapolated
 *            whether no whole clone came to its end, and the time is reckoned from shorter histories
 */
record ArmFigures(Arm arm, Stats seconds, Counts counts, boolean extrapolated) {

    /**
     * Empty where nothing of it can be told.
     *
     * @param wholePackBytes
     *            of the clone that is extrapolated to
     */
    static Optional<ArmFigures> of(Arm arm, List<Measurement> measurements, long wholePackBytes) {
        List<Measurement> good = measurements.stream()
                .filter(m -> m.arm().equals(arm) && m.outcome() == Outcome.OK).toList();
        List<Measurement> whole = good.stream().filter(Measurement::isWhole)
                .sorted(Comparator.comparing(Measurement::nanos)).toList();
        return whole.isEmpty()
                ? Extrapolation.of(good).map(curve -> of(arm, curve.at(wholePackBytes)))
                : Stats.of(whole.stream().mapToDouble(Measurement::seconds))
                        .map(seconds -> new ArmFigures(arm, seconds, whole.get(whole.size() / 2).counts(), false));
    }

    private static ArmFigures of(Arm arm, double seconds) {
        return new ArmFigures(arm, new Stats(1, seconds, seconds, seconds), null, true);
    }

    double median() {
        return seconds.median();
    }

    /** Messages that the server was sent; empty where nobody counted them, 0 without a server. */
    Optional<Long> messages() {
        if (arm.transport() == Arm.Transport.TMPFS) {
            return Optional.of(0L);
        }
        return Optional.ofNullable(counts).map(Counts::messages);
    }

    double copiedBytes() {
        return counts == null ? 0 : counts.copiedBytes();
    }
}
