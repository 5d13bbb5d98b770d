package workload.stats;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Comparisons that are judged together, so that the probability of any false verdict among all of them stays below
 * {@link #ALPHA}. The primary family of a report is the build of each project on each target.
 */
public final class Family {
    public static final double ALPHA = 0.05;

    private final double alpha;

    /**
     * @param alpha
     *            {@link #ALPHA}, or {@link StoppingRule#ALPHA} if that rule decided the number of rounds
     */
    public Family(double alpha) {
        this.alpha = alpha;
    }

    /**
     * A judgement for each ratio, in their order. Each interval is that of its comparison alone, and a difference that is shown
     * lies outside it; only the verdict depends on the family.
     */
    public List<Judgement> judge(List<PairedRatio> ratios) {
        double[] adjusted = Holm.adjust(ratios.stream().map(PairedRatio::pValue).flatMapToDouble(OptionalDouble::stream)
                .toArray());
        Iterator<Double> pValues = DoubleStream.of(adjusted).iterator();
        return ratios.stream().map(ratio -> ratio.hasError()
                ? judge(ratio, pValues.next(), alpha / adjusted.length)
                : new Judgement(withoutError(ratio), ratio, Optional.empty(), OptionalDouble.empty(),
                        OptionalDouble.empty()))
                .toList();
    }

    private Judgement judge(PairedRatio ratio, double pValue, double strictest) {
        return new Judgement(kind(ratio, pValue), ratio, ratio.interval(1 - alpha), OptionalDouble.of(pValue),
                ratio.leastDetectable(strictest));
    }

    private static Judgement.Kind withoutError(PairedRatio ratio) {
        return ratio.rounds() < Judgement.LEAST_ROUNDS
                ? Judgement.Kind.TOO_FEW_ROUNDS
                : Judgement.Kind.CLOCK_TOO_COARSE;
    }

    private Judgement.Kind kind(PairedRatio ratio, double pValue) {
        if (ratio.rounds() < Judgement.LEAST_ROUNDS) {
            return Judgement.Kind.TOO_FEW_ROUNDS;
        }
        if (pValue > alpha) {
            return Judgement.Kind.NO_DIFFERENCE_BEYOND;
        }
        return ratio.ratio() > 1 ? Judgement.Kind.SLOWER : Judgement.Kind.FASTER;
    }
}
