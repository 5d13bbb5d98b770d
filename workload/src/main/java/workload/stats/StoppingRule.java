package workload.stats;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Ends a run when each interval is narrow enough, looked at after each round.
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
    /** Half of {@link Family#ALPHA}: the other half is the price of looking after each round. */
    public static final double ALPHA = Family.ALPHA / 2;

    /** Whether no round is needed any more; a comparison without an interval always needs one. */
    public boolean isMet(Collection<PairedRatio> ratios) {
        return ratios.stream().allMatch(ratio -> ratio.rounds() >= Judgement.LEAST_ROUNDS)
                && widest(ratios).orElse(Double.MAX_VALUE) <= halfWidth;
    }

    /** The greatest half-width that there is now; empty where a comparison has no interval, or there is none. */
    public static OptionalDouble widest(Collection<PairedRatio> ratios) {
        return ratios.stream().allMatch(PairedRatio::hasError)
                ? ratios.stream().map(ratio -> ratio.interval(1 - ALPHA)).flatMap(Optional::stream)
                        .mapToDouble(PairedRatio.Interval::halfWidth).max()
                : OptionalDouble.empty();
    }
}
