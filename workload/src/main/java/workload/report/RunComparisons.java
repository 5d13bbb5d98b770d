package workload.report;

import java.util.List;
import java.util.Set;

import workload.pairs.JudgedPair;
import workload.pairs.ArmPair;
import workload.pairs.Baselines;
import workload.pairs.PairOptions;
import workload.result.StudyException;
import workload.stats.Family;
import workload.stats.StoppingRule;
import workload.study.PhaseName;

/**
 * What a report compares with what.
 *
 * @param judged
 *            the phases with a verdict
 */
record RunComparisons(Summary summary, Baselines baselines, Set<PhaseName> judged) {
    static RunComparisons of(Summary summary, PairOptions options) throws StudyException {
        return new RunComparisons(summary, options.baselines(summary.arms()), options.judged());
    }

    List<ArmPair> pairs(Set<PhaseName> phases) {
        return baselines.pairs(summary.projects(), phases);
    }

    /** The comparisons of a phase, which are a family. */
    List<JudgedPair> family(PhaseName phase) {
        return JudgedPair.family(pairs(Set.of(phase)), summary.data().trials(), alpha());
    }

    /** Likewise, with the first baseline of each arm alone: tmpfs where the run has it. */
    List<JudgedPair> first(PhaseName phase) {
        return family(phase).stream().filter(judged -> baselines.of(judged.pair().arm()).getFirst()
                .equals(judged.pair().other())).toList();
    }

    boolean isJudged(PhaseName phase) {
        return judged.contains(phase);
    }

    /** Whether the intervals decided the number of rounds. */
    boolean isStoppedByRule() {
        return summary.data().info().until() != null;
    }

    /** Of the intervals and of the verdicts. */
    double alpha() {
        return isStoppedByRule() ? StoppingRule.ALPHA : Family.ALPHA;
    }
}
