package workload.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import workload.result.Count;
import workload.result.Environment;
import workload.result.Outcome;
import workload.study.PhaseName;
import workload.study.Run;
import workload.study.Trial;

/** What a reader has to know about one of the runs, in sentences. */
final class RunNotes {
    private final Run run;
    private final String name;
    private final List<String> notes = new ArrayList<>();

    private RunNotes(Run run) {
        this.run = run;
        this.name = "Run " + run.info().id();
    }

    static List<String> of(Run run, Run other, List<PhaseName> judged) {
        RunNotes notes = new RunNotes(run);
        notes.addInterrupted();
        notes.addMixed();
        notes.addFailed();
        judged.forEach(notes::addDisturbed);
        notes.addOnlyHere("projects", CommonWork.projects(run), CommonWork.projects(other));
        notes.addOnlyHere("targets", CommonWork.targets(run), CommonWork.targets(other));
        return notes.notes;
    }

    private void addInterrupted() {
        int done = run.trials().size();
        if (run.torn() || done < run.info().planned()) {
            notes.add(name + " has " + done + " of its " + Count.of(run.info().planned(), "trial")
                    + ": it was interrupted, or is still going on.");
        }
    }

    private void addMixed() {
        if (run.environments().values().stream().map(RunNotes::machine).distinct().count() > 1) {
            notes.add(name + " was resumed on another machine, kernel or JDK.");
        }
    }

    private static List<Object> machine(Environment of) {
        return List.of(of.os(), of.kernel(), of.cpu(), of.cores(), of.jdk());
    }

    private void addFailed() {
        List<Trial> failed = run.trials().stream().filter(trial -> trial.outcome() != Outcome.OK).toList();
        if (!failed.isEmpty()) {
            notes.add(name + " has trials without times, since they failed: " + failed.stream()
                    .map(trial -> trial.key().project() + " on " + trial.key().target() + " (" + trial.outcome() + ")")
                    .distinct().collect(Collectors.joining(", ")) + ".");
        }
    }

    private void addDisturbed(PhaseName phase) {
        long disturbed = run.trials().stream().flatMap(trial -> trial.phase(phase).stream())
                .filter(result -> result.conditions() != null && result.conditions().disturbed()).count();
        if (disturbed > 0) {
            notes.add(name + " was disturbed by other processes during the phase " + phase.label() + " of "
                    + Count.of(disturbed, "trial") + ".");
        }
    }

    private void addOnlyHere(String what, Collection<String> here, Collection<String> there) {
        String only = here.stream().filter(one -> !there.contains(one)).collect(Collectors.joining(", "));
        if (!only.isEmpty()) {
            notes.add("Only run " + run.info().id() + " has these " + what + ": " + only + ".");
        }
    }
}
