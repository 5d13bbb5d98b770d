package workload.pairs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.result.Outcome;
import workload.stats.PairedRatio;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.Trial;

/** A project's phase on one arm against another. */
public record ArmPair(String project, PhaseName phase, StudyArm arm, StudyArm other) {
    /**
     * A round in which both arms have a time of the phase.
     *
     * @param ratio
     *            of the arm's time to the other's
     */
    public record Round(Trial own, Trial other, double ratio) {
        public int number() {
            return own.key().repetition();
        }
    }

    /** The rounds in which both trials are OK, in the trials' order. */
    public List<Round> rounds(List<Trial> trials) {
        Map<Integer, Trial> others = good(trials, other)
                .collect(Collectors.toMap(trial -> trial.key().repetition(), Function.identity(), (first, _) -> first));
        return good(trials, arm).map(own -> round(own, others.get(own.key().repetition()))).flatMap(Optional::stream)
                .toList();
    }

    /** Empty if there is no round. */
    public Optional<PairedRatio> ratio(List<Trial> trials) {
        return PairedRatio.of(rounds(trials).stream().mapToDouble(Round::ratio));
    }

    private Stream<Trial> good(List<Trial> trials, StudyArm of) {
        return trials.stream().filter(trial -> trial.outcome() == Outcome.OK)
                .filter(trial -> trial.key().project().equals(project) && of.holds(trial));
    }

    private Optional<Round> round(Trial own, Trial otherOrNull) {
        return nanos(own).flatMap(nanos -> nanos(otherOrNull).filter(others -> others > 0)
                .map(others -> new Round(own, otherOrNull, (double) nanos / others)));
    }

    private Optional<Long> nanos(Trial trialOrNull) {
        return Optional.ofNullable(trialOrNull).flatMap(trial -> trial.phase(phase)).map(PhaseResult::nanos);
    }
}
