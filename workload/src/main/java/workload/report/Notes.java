package workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import workload.page.Numbers;
import workload.pairs.StudyArm;
import workload.result.Count;
import workload.result.Environment;
import workload.result.Outcome;
import workload.study.PhaseName;
import workload.study.RunInfo;
import workload.result.TargetSettings;
import workload.study.Trial;

/** What a reader must know before he believes a number; every sentence comes from the data. */
final class Notes {
    private final Summary summary;
    private final List<String> notes = new ArrayList<>();

    private Notes(Summary summary) {
        this.summary = summary;
    }

    static List<String> of(Summary summary) {
        Notes notes = new Notes(summary);
        notes.addCompleteness();
        notes.addConditions();
        notes.addTargets();
        notes.addPhases();
        notes.notes.addAll(summary.data().problems());
        return notes.notes;
    }

    private void addCompleteness() {
        RunInfo info = summary.data().info();
        int recorded = summary.data().trials().size();
        addIf(recorded < info.planned(), "The run is not complete: " + recorded + " of "
                + Count.of(info.planned(), "planned trial") + " recorded; --resume " + info.id() + " goes on.");
        addIf(!summary.failed().isEmpty(), "Without times, since they failed: " + summary.failed().size() + " of "
                + Count.of(recorded, "trial") + "; they are named below.");
        long unjudged = summary.data().trials().stream()
                .filter(trial -> trial.outcome() == Outcome.OK && trial.manifestFile() != null && trial.check() == null)
                .count();
        addIf(unjudged > 0, "What was built has not been compared yet in " + Count.of(unjudged, "trial")
                + " that ended well; --resume " + info.id() + " does that.");
        addIf(info.repetitions() == 1 && info.until() == null,
                "Each trial ran once: there is no spread, and a difference may be chance.");
    }

    private void addConditions() {
        Environment machine = summary.data().info().environment();
        long disturbed = summary.data().trials().stream().filter(MachineSection::isDisturbed).count();
        addIf(new Machines(summary.data()).isMixed(),
                "The run was resumed on another machine or with another build of"
                        + " MemFS (--mixed): times from there can't be compared with the others; the tables name where each ran.");
        addIf(disturbed > 0, "Disturbed by other processes or by the host: " + disturbed + " of "
                + Count.of(summary.data().trials().size(), "trial") + "; section \"Machine during the phases\".");
        addIf(!MachineSection.isRecorded(summary) && !machine.quiet(),
                "The machine was busy when the run started: its load was "
                        + Numbers.significant(machine.loadAverage()) + " on " + Count.of(machine.cores(), "core")
                        + ".");
        addIf(!summary.arms().isEmpty() && summary.arms().stream().noneMatch(StudyArm::isBaseline),
                "The run has no target \"disk\": there are no ratios to it.");
    }

    private void addTargets() {
        for (String target : summary.arms().stream().map(StudyArm::target).distinct().toList()) {
            summary.data().trials().stream().filter(t -> t.key().target().equals(target)).map(Trial::settings)
                    .filter(Objects::nonNull).map(TargetSettings::note).filter(Objects::nonNull).distinct()
                    .forEach(note -> notes.add(target + ": " + note));
        }
    }

    private void addPhases() {
        boolean warm = summary.has(PhaseName.STAT_CLONE_WARM) || summary.has(PhaseName.STAT_BUILD_WARM);
        boolean cold = summary.has(PhaseName.STAT_CLONE_COLD) || summary.has(PhaseName.STAT_BUILD_COLD);
        addIf(warm && !cold, "There are no cold stat walks: the kernel's caches could not be dropped (it takes root).");
    }

    private void addIf(boolean condition, String note) {
        if (condition) {
            notes.add(note);
        }
    }
}
