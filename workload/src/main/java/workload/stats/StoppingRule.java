package workload.stats;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Ends a run when each interval is narrow enough; it is checked after each round.
 *
 * <p>
 * A run that ends when its rounds happen to agree has too narrow an interval. What such a run shows is therefore judged at
 * {@link #ALPHA}, and never before {@link Judgement#LEAST_ROUNDS}: by simulation its intervals then hold the true ratio in
 * at least 95 of 100 runs (docs/statistics.md).
 *
 * @param halfWidth
 *            of each interval at most: 0.05 for 5 %
 */
public record StoppingRule(double halfWidth) {
    /** Half of {@link Family#ALPHA}, which compensates for the check after each round. */
    public static final double ALPHA = Family.ALPHA / 2;

    /** Whether no further round is needed; a comparison without an interval always needs one. */
    public boolean isMet(Collection<PairedRatio> ratios) {
        return ratios.stream().allMatch(ratio -> ratio.rounds() >= Judgement.LEAST_ROUNDS)
                && widest(ratios).orElse(Double.MAX_VALUE) <= halfWidth;
    }

    /** The greatest half-width; empty if a comparison has no interval, or if there is no comparison. */
    public static OptionalDouble widest(Collection<PairedRatio> ratios) {
        return ratios.stream().allMatch(PairedRatio::hasError)
                ? ratios.stream().map(ratio -> ratio.interval(1 - ALPHA)).flatMap(Optional::stream)
                        .mapToDouble(PairedRatio.Interval::halfWidth).max()
                : OptionalDouble.empty();
    }
}
