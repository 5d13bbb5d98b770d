package workload.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.SortedMap;

import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.PairedRatio.Interval;
import workload.stats.Percent;
import workload.study.PhaseName;

/**
 * One phase of a project on a target, in both runs.
 *
 * @param target
 *            its name, with what distinguishes the variant
 * @param judged
 *            whether the comparison's status depends on it
 * @param first
 *            the ratio to the baseline in the first run, empty if no round has both times
 * @param second
 *            likewise
 * @param judgement
 *            of the second ratio divided by the first; empty if either is
 */
public record ComparedPhase(String project, String target, SortedMap<String, String> variant, PhaseName phase,
        boolean judged, Optional<PairedRatio> first, Optional<PairedRatio> second, Optional<Judgement> judgement) {
    private static final int DECIMALS = 3;
    /** A larger detectable slow-down isn't worth printing. */
    private static final double LARGEST = 10;

    /** {@link ComparisonStatus#NOT_COMPARABLE} if there are no times. */
    ComparisonStatus status(double limit) {
        if (judgement.isEmpty()) {
            return ComparisonStatus.NOT_COMPARABLE;
        }
        if (hasEnoughRounds() && interval().filter(interval -> interval.high() - 1 <= limit).isPresent()) {
            return ComparisonStatus.WITHIN_LIMIT;
        }
        return judgement.get().kind() == Judgement.Kind.SLOWER
                ? ComparisonStatus.SLOWER
                : ComparisonStatus.INCONCLUSIVE;
    }

    /** Fewer rounds don't show how much they scatter, even if the interval happens to be narrow. */
    boolean hasEnoughRounds() {
        return judgement.filter(of -> of.ratio().rounds() >= Judgement.LEAST_ROUNDS).isPresent();
    }

    Optional<Interval> interval() {
        return judgement.flatMap(Judgement::interval);
    }

    /** The judgement in words; for a phase that isn't judged, only what its rounds can detect. */
    String sentence() {
        if (judgement.isEmpty()) {
            return "no round in both runs";
        }
        if (judged) {
            return judgement.get().sentence();
        }
        return judgement.get().leastDetectable().stream().filter(least -> least <= LARGEST)
                .mapToObj(least -> "not judged; detectable from " + Percent.ceiling(least)).findFirst()
                .orElse("not judged");
    }

    /** "build of nginx on memfs". */
    String name() {
        return phase.label() + " of " + project + " on " + target;
    }

    /** "0.981 to 1.024", rounded outwards. */
    static String print(Interval interval) {
        return round(interval.low(), RoundingMode.FLOOR) + " to " + round(interval.high(), RoundingMode.CEILING);
    }

    private static String round(double value, RoundingMode mode) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, mode).toPlainString();
    }
}
