package workload.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the rounds show about one comparison.
 *
 * @param interval
 *            empty if the ratio's error is unknown
 * @param pValue
 *            adjusted for the family, likewise
 * @param leastDetectable
 *            the difference that the family's first, strictest test finds with a probability of {@link PairedRatio#POWER},
 *            likewise
 */
public record Judgement(Kind kind, PairedRatio ratio, Optional<PairedRatio.Interval> interval, OptionalDouble pValue,
        OptionalDouble leastDetectable) {
    /** Fewer rounds give no verdict, since their scatter is hardly known. */
    public static final int LEAST_ROUNDS = 5;
    /** Shows a slow-down of 10 % in a build of nginx in 95 of 100 runs, with two targets. */
    public static final int USUAL_ROUNDS = 10;

    /** With fewer rounds the scatter is unknown: two rounds may agree, or differ by a factor, by chance. */
    public static final int LEAST_OF_INTERVAL = 3;

    /** A larger detectable difference isn't worth printing. */
    private static final double LARGEST = 10;

    public enum Kind {
        SLOWER, FASTER,
        /** No difference is shown, and one beyond the interval is excluded. */
        NO_DIFFERENCE_BEYOND, TOO_FEW_ROUNDS,
        /** All rounds have the same ratio, which doesn't happen with a fine clock. */
        CLOCK_TOO_COARSE;

        public boolean isDifference() {
            return this == SLOWER || this == FASTER;
        }
    }

    /** In plain words, for a table or a line. */
    public String sentence() {
        return switch (kind) {
            case SLOWER -> "slower by " + Percent.range(range().low() - 1, range().high() - 1);
            case FASTER -> "faster by " + Percent.range(1 - range().high(), 1 - range().low());
            case NO_DIFFERENCE_BEYOND -> "no difference larger than " + Percent.ceiling(range().largestDifference())
                    + " can hide here";
            case TOO_FEW_ROUNDS -> detectable()
                    .map(least -> "too few rounds: differences under " + least + " can't be shown")
                    .orElse("too few rounds (" + ratio.rounds() + ") to show a difference");
            case CLOCK_TOO_COARSE -> "the times are equal to the clock's step: no difference can be shown";
        };
    }

    /** The least detectable difference; empty if it is hardly known or too large to be worth printing. */
    public Optional<String> detectable() {
        return ratio.rounds() < LEAST_OF_INTERVAL || leastDetectable.isEmpty()
                || leastDetectable.getAsDouble() > LARGEST
                        ? Optional.empty()
                        : Optional.of(Percent.ceiling(leastDetectable.getAsDouble()));
    }

    private PairedRatio.Interval range() {
        return interval.orElseThrow();
    }
}
