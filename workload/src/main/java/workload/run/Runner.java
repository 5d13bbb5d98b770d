package workload.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import workload.forecast.CostHistory;
import workload.forecast.TimeEstimate;
import workload.phase.Cancellation;
import workload.plan.Project;
import workload.result.Count;
import workload.result.Environment;
import workload.result.Outcome;
import workload.result.StudyException;
import workload.study.ResultStore;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.trial.Interruption;
import workload.trial.Progress;
import workload.trial.RunSettings;
import workload.trial.TrialLog;
import workload.trial.TrialRunner;
import workload.study.Variant;

/** Runs the trials of a plan that have no result yet, one after the other, and saves each. */
final class Runner {
    /** Of a failed trial's log. */
    private static final int TOLD_LINES = 15;

    private final RunSettings settings;
    private final boolean retry;
    private final Environment machine;
    private final ResultStore store;
    private final TrialRunner trials;
    private final Progress progress;
    private final CostHistory experience;
    private final TimeEstimate estimate;
    private final BuiltFilesGate gate;

    /**
     * @param retry
     *            whether what failed is run again
     * @param machine
     *            that the trials run on
     */
    Runner(RunSettings settings, boolean retry, Environment machine, ResultStore store, TrialRunner trials,
            Progress progress) {
        this.machine = machine;
        this.settings = settings;
        this.retry = retry;
        this.store = store;
        this.trials = trials;
        this.progress = progress;
        this.experience = CostHistory.of(settings.folders().results(), Runtime.getRuntime().availableProcessors());
        this.estimate = new TimeEstimate(settings, experience);
        this.gate = new BuiltFilesGate(store, settings.plan().trials(), settings.targets(),
                settings.projects().stream().collect(Collectors.toMap(Project::name, Project::varying)), store::tools);
    }

    /**
     * @throws InterruptedRun
     *             when the user ended it
     */
    void run(Interruption interruption) throws IOException, StudyException {
        FurtherRounds further = new FurtherRounds(settings, System::nanoTime);
        List<TrialKey> planned = further.begun(store.trials());
        List<TrialKey> remaining = remaining(planned, store.trials(), retry);
        progress.say("Run " + store.info().id() + ": " + Count.of(remaining.size(), "trial") + ", results in "
                + store.directory());
        progress.begin(planned.size(), planned.size() - remaining.size());
        // What was interrupted before it could be judged.
        interruption.guard(_ -> judge(null));
        runAll(remaining, interruption);
        for (List<TrialKey> round = further.next(store.trials()); !round.isEmpty(); round = further
                .next(store.trials())) {
            progress.close();
            progress.begin(store.trials().size() + round.size(), store.trials().size());
            runAll(new ArrayList<>(round), interruption);
        }
        further.ending(store.trials()).ifPresent(progress::say);
    }

    private void runAll(List<TrialKey> remaining, Interruption interruption) throws IOException {
        while (!remaining.isEmpty()) {
            progress.start(remaining.getFirst(), estimate.of(remaining));
            TrialKey key = remaining.removeFirst();
            interruption.guard(cancellation -> runAndSave(key, cancellation));
        }
    }

    /**
     * Those that have no result yet.
     *
     * @param retry
     *            whether a failure is none
     */
    static List<TrialKey> remaining(List<TrialKey> planned, List<Trial> done, boolean retry) {
        Set<TrialKey> keys = done.stream().filter(trial -> !retry || trial.outcome() == Outcome.OK).map(Trial::key)
                .collect(Collectors.toSet());
        List<TrialKey> remaining = new ArrayList<>(planned);
        remaining.removeIf(keys::contains);
        return remaining;
    }

    private void runAndSave(TrialKey key, Cancellation cancellation) throws IOException {
        // A package may be installed, or removed, between two trials.
        store.environment(Machine.withTools(machine));
        Trial ran = trials.run(key, cancellation);
        store.save(ran);
        Trial judged = judge(ran);
        experience.learn(judged);
        progress.end(judged);
        if (ran.outcome() != Outcome.OK) {
            tellLog(store.directory().resolve(ran.logFile()));
        }
    }

    /** Returns the outcome of the trial that has just run; changed outcomes of others are reported here. */
    private Trial judge(Trial ran) throws IOException {
        Trial own = ran;
        for (Trial invalid : gate.judge()) {
            if (ran != null && invalid.key().equals(ran.key())) {
                own = invalid;
            } else {
                progress.say(describe(invalid));
            }
        }
        return own;
    }

    private static String describe(Trial trial) {
        TrialKey key = trial.key();
        return "      " + key.project() + " on " + key.target() + " (" + key.variant().get(Variant.CLONE) + ", #"
                + key.repetition() + ") is " + trial.outcome() + " after all: " + trial.message();
    }

    private void tellLog(Path log) throws IOException {
        for (String line : TrialLog.tail(log, TOLD_LINES)) {
            progress.say("      | " + line);
        }
    }
}
