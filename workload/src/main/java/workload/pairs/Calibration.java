package workload.pairs;

import java.util.List;
import java.util.Optional;

import workload.result.StudyException;
import workload.stats.Family;
import workload.stats.Judgement;
import workload.study.PhaseName;
import workload.study.Run;

/**
 * The results of comparing a target with itself, and with itself slowed down.
 *
 * @param same
 *            empty if no round has a build on both arms
 * @param slowed
 *            likewise
 */
public record Calibration(Optional<Judgement> same, Optional<Judgement> slowed) {
    private static final String NO_ROUND = "no round has a build on both arms; the report of the run says why";

    /** The verdict on the build in a run of one project with one comparison. */
    public static Optional<Judgement> judge(Run run) throws StudyException {
        List<StudyArm> arms = StudyArm.of(run.info(), run.trials());
        return PairOptions.of(run.info().arguments()).baselines(arms)
                .pairs(run.info().projects(), List.of(PhaseName.BUILD)).stream().findFirst()
                .flatMap(pair -> pair.ratio(run.trials()))
                .map(ratio -> new Family(Family.ALPHA).judge(List.of(ratio)).getFirst());
    }

    /** Whether the comparison shows no difference if there is none, and finds the one that exists. */
    public boolean isPassed() {
        return isSilent() && isFound();
    }

    private boolean isSilent() {
        return same.filter(judgement -> judgement.kind() == Judgement.Kind.NO_DIFFERENCE_BEYOND).isPresent();
    }

    private boolean isFound() {
        return slowed.filter(judgement -> judgement.kind() == Judgement.Kind.SLOWER).isPresent();
    }

    /** A line for each run. */
    public List<String> lines() {
        return List.of(
                "A/A: " + (isSilent() ? "silent, as it should be" : sameWord()) + ": "
                        + sentence(same),
                "A/B: " + (isFound() ? "found" : "NOT found") + ": " + sentence(slowed));
    }

    /** No verdict at all is no false alarm. */
    private String sameWord() {
        boolean isAlarm = same.map(Judgement::kind)
                .filter(kind -> kind == Judgement.Kind.SLOWER || kind == Judgement.Kind.FASTER).isPresent();
        return isAlarm ? "NOT silent, though nothing differs" : "no verdict";
    }

    private static String sentence(Optional<Judgement> judgement) {
        return judgement.map(Judgement::sentence).orElse(NO_ROUND);
    }
}
