package workload.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import workload.pairs.StudyArm;
import workload.stats.PairedRatio;
import workload.study.PhaseName;
import workload.study.Run;

/** The ratios to the baseline of all phases that two runs have in common, not judged yet. */
final class PhaseRatios {
    private final Run first;
    private final Run second;
    private final CompareSettings options;
    private final List<String> projects;
    private final List<StudyArm> arms;
    private final Baseline baseline;
    /** The disk and tmpfs are judged only if there are no other targets. */
    private final boolean onlyReferences;

    PhaseRatios(Run first, Run second, CommonWork work, CompareSettings options) {
        this.first = first;
        this.second = second;
        this.options = options;
        this.projects = work.projects();
        this.arms = work.arms();
        this.baseline = work.baseline().orElseThrow();
        this.onlyReferences = arms.stream().allMatch(StudyArm::isReference);
    }

    /** A phase without times is included only if it is judged. */
    List<ComparedPhase> all() {
        List<ComparedPhase> all = new ArrayList<>();
        for (String project : projects) {
            for (StudyArm arm : arms) {
                for (PhaseName phase : PhaseName.values()) {
                    all.add(of(project, arm, phase));
                }
            }
        }
        all.removeIf(phase -> !phase.judged() && (phase.first().isEmpty() || phase.second().isEmpty()));
        return all;
    }

    private ComparedPhase of(String project, StudyArm arm, PhaseName phase) {
        boolean judged = options.judged().contains(phase) && (onlyReferences || !arm.isReference());
        Optional<PairedRatio> one = Baseline.ratio(first, project, phase, arm, baseline.first());
        Optional<PairedRatio> other = Baseline.ratio(second, project, phase, arm, baseline.second());
        return new ComparedPhase(project, arm.label(), arm.variant(), phase, judged, one, other, Optional.empty());
    }
}
