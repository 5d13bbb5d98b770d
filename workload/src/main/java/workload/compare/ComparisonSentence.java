package workload.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import workload.stats.PairedRatio;
import workload.stats.Percent;

/** The result of a comparison in one sentence. */
final class ComparisonSentence {
    private ComparisonSentence() {}

    static String of(Comparison comparison) {
        String limit = percent(comparison.options().limit());
        return switch (comparison.status()) {
            case WITHIN_LIMIT -> "No slow-down larger than " + limit + " can hide: "
                    + list(comparison.judged(ComparisonStatus.WITHIN_LIMIT), ComparisonSentence::bounds) + ".";
            case SLOWER -> "SLOWER: " + list(comparison.judged(ComparisonStatus.SLOWER), ComparisonSentence::slower)
                    + "; the limit is " + limit + ".";
            case INCONCLUSIVE -> "INCONCLUSIVE: a slow-down larger than " + limit
                    + " is neither shown nor excluded for " + list(comparison.open(), ComparisonSentence::bounds)
                    + "; compare runs with more rounds.";
            case NOT_COMPARABLE -> "NOT COMPARABLE: " + String.join(" ", comparison.refusals());
        };
    }

    /** As the user wrote it. */
    static String percent(double limit) {
        return BigDecimal.valueOf(limit).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String list(List<ComparedPhase> phases, Function<ComparedPhase, String> words) {
        return phases.stream().map(words).collect(Collectors.joining(", "));
    }

    private static String slower(ComparedPhase phase) {
        PairedRatio.Interval interval = phase.interval().orElseThrow();
        return phase.name() + " by " + Percent.range(interval.low() - 1, interval.high() - 1);
    }

    private static String bounds(ComparedPhase phase) {
        return phase.name() + " ("
                + phase.interval().filter(_ -> phase.hasEnoughRounds())
                        .map(interval -> ComparedPhase.print(interval) + " times as long").orElseGet(phase::sentence)
                + ")";
    }
}
