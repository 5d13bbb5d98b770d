package workload.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.explain.Measurement.Outcome;
import workload.stats.Stats;

/**
 * What came of one arm.
 *
 * @param seconds
 *            over its rounds; a clone that was cut counts as long as it was let; where it is extrapolated, over the curves that
 *            may be
 * @param rounds
 *            the same by round; none where it is extrapolated
 * @param counts
 *            of the clone with the median time; null without a server, or where the time is extrapolated
 */
record ArmFigures(Arm arm, Stats seconds, Map<Integer, Double> rounds, Counts counts, Basis basis) {

    /**
     * Empty where nothing of it can be told.
     *
     * @param wholePackBytes
     *            of the clone that is extrapolated to
     */
    static Optional<ArmFigures> of(Arm arm, List<Measurement> measurements, long wholePackBytes) {
        List<Measurement> own = measurements.stream().filter(m -> m.arm().equals(arm)).toList();
        List<Measurement> cut = own.stream().filter(Measurement::isCutWhole).toList();
        List<Measurement> whole = own.stream().filter(Measurement::isWhole)
                .sorted(Comparator.comparing(Measurement::nanos)).toList();
        return whole.isEmpty() ? extrapolated(arm, own, cut, wholePackBytes) : measured(arm, whole, cut);
    }

    /** Without the clones that were cut the median would be of the fast ones alone. */
    private static Optional<ArmFigures> measured(Arm arm, List<Measurement> whole, List<Measurement> cut) {
        Counts counts = whole.get(whole.size() / 2).counts();
        Map<Integer, Double> rounds = Stream.concat(whole.stream(), cut.stream())
                .collect(Collectors.toMap(Measurement::round, Measurement::seconds));
        return Stats.of(rounds.values().stream().mapToDouble(Double::doubleValue))
                .map(seconds -> new ArmFigures(arm, seconds, rounds, counts,
                        cut.isEmpty() ? Basis.WHOLE : Basis.CUT));
    }

    /** It took at least as long as it was let, whatever the curve says. */
    private static Optional<ArmFigures> extrapolated(Arm arm, List<Measurement> own, List<Measurement> cut,
            long wholePackBytes) {
        double least = cut.stream().mapToDouble(Measurement::seconds).max().orElse(0);
        return Extrapolation
                .seconds(own.stream().filter(m -> m.outcome() == Outcome.OK).toList(), wholePackBytes, least)
                .map(seconds -> new ArmFigures(arm, seconds, Map.of(), null, Basis.EXTRAPOLATED));
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
