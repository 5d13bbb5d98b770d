package workload.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the rounds show about one comparison.
 *
 * @param interval
 *            empty where the ratio's error is unknown
 * @param pValue
 *            adjusted for the family, likewise
 * @param leastDetectable
 *            the difference that the family's first, strictest test finds with a probability of {@link PairedRatio#POWER},
 *            likewise
 */
public record Judgement(Kind kind, PairedRatio ratio, Optional<PairedRatio.Interval> interval, OptionalDouble pValue,
        OptionalDouble leastDetectable) {
    /** With fewer there is no verdict: how much the rounds scatter is then hardly known. */
    public static final int LEAST_ROUNDS = 5;
    /** Shows a slow-down of 10 % in a build of nginx in 95 of 100 runs, with two targets. */
    public static final int USUAL_ROUNDS = 10;

    /** With fewer the scatter isn't known at all: by chance two rounds agree, or differ by a factor. */
    public static final int LEAST_OF_INTERVAL = 3;

    /** A detectable difference beyond this factor is none that a reader expects. */
    private static final double LARGEST = 10;

    public enum Kind {
        SLOWER, FASTER,
        /** None is shown, and none beyond the interval is left possible. */
        NO_DIFFERENCE_BEYOND, TOO_FEW_ROUNDS,
        /** All rounds have the same ratio, which times of a fine clock never have. */
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

    /** The least detectable difference; empty where it is hardly known, or larger than any that a reader expects. */
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
