package workload.compare;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import workload.stats.Family;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.StoppingRule;
import workload.study.PhaseName;
import workload.study.Run;
import workload.study.RunInfo;

/**
 * Two runs of the same work, compared: how many times as long each phase took in the second.
 *
 * @param alpha
 *            of the intervals and of the family of the judged phases
 * @param baseline
 *            the target by whose times each run's are divided; null if the runs have none in common
 * @param refusals
 *            sentences: why the runs can't be compared
 * @param notes
 *            sentences: what else a reader has to know
 * @param phases
 *            empty if the comparison is refused
 */
public record Comparison(RunInfo first, RunInfo second, CompareSettings options, double alpha, String baseline,
        List<String> refusals, List<RunDifference> differences, List<String> notes, List<ComparedPhase> phases) {

    public static Comparison of(Run first, Run second, CompareSettings options) {
        CommonWork work = new CommonWork(first, second, options.against());
        double alpha = Stream.of(first, second).anyMatch(Comparison::endedByRule) ? StoppingRule.ALPHA : Family.ALPHA;
        List<String> refusals = new ArrayList<>(work.refusals());
        List<ComparedPhase> phases = refusals.isEmpty()
                ? judge(new PhaseRatios(first, second, work, options).all(), alpha)
                : List.of();
        if (refusals.isEmpty() && judged(phases).allMatch(phase -> phase.judgement().isEmpty())) {
            refusals.add("No round has times of a judged phase on a target and on " + work.baseline().get().first()
                    + " in both runs.");
        }
        return new Comparison(first.info(), second.info(), options, alpha,
                work.baseline().map(Baseline::first).orElse(null), refusals, RunDifferences.between(first, second),
                Stream.of(RunNotes.of(first, second, options.judged()), RunNotes.of(second, first, options.judged()))
                        .flatMap(List::stream).toList(),
                phases);
    }

    /** The intervals of a run that ended when they were narrow enough are too narrow. */
    private static boolean endedByRule(Run run) {
        return run.info().until() != null;
    }

    /** The judged phases are one family; every other phase is a family of its own. */
    private static List<ComparedPhase> judge(List<ComparedPhase> phases, double alpha) {
        Family family = new Family(alpha);
        Iterator<Judgement> judgements = family
                .judge(judged(phases).flatMap(phase -> change(phase).stream()).toList()).iterator();
        return phases.stream().map(phase -> change(phase)
                .map(ratio -> phase.judged() ? judgements.next() : family.judge(List.of(ratio)).getFirst())
                .map(judgement -> new ComparedPhase(phase.project(), phase.target(), phase.variant(), phase.phase(),
                        phase.judged(), phase.first(), phase.second(), Optional.of(judgement)))
                .orElse(phase)).toList();
    }

    private static Optional<PairedRatio> change(ComparedPhase phase) {
        return phase.second().flatMap(second -> phase.first().map(second::dividedBy));
    }

    private static Stream<ComparedPhase> judged(List<ComparedPhase> phases) {
        return phases.stream().filter(ComparedPhase::judged);
    }

    /** A slow-down that is shown takes precedence over an inconclusive phase, and that over one within the limit. */
    public ComparisonStatus status() {
        if (!refusals.isEmpty()) {
            return ComparisonStatus.NOT_COMPARABLE;
        }
        if (!judged(ComparisonStatus.SLOWER).isEmpty()) {
            return ComparisonStatus.SLOWER;
        }
        return judged(ComparisonStatus.WITHIN_LIMIT).size() == judged(phases).count()
                ? ComparisonStatus.WITHIN_LIMIT
                : ComparisonStatus.INCONCLUSIVE;
    }

    /** The judged phases with this status. */
    List<ComparedPhase> judged(ComparisonStatus status) {
        return judged(phases).filter(phase -> phase.status(options.limit()) == status).toList();
    }

    /** The judged phases whose slow-down is neither shown nor excluded. */
    List<ComparedPhase> open() {
        return Stream.of(ComparisonStatus.INCONCLUSIVE, ComparisonStatus.NOT_COMPARABLE)
                .flatMap(status -> judged(status).stream()).toList();
    }
}
