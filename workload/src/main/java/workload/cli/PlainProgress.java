package workload.cli;

import java.io.PrintStream;
import java.time.Duration;

import workload.result.Outcome;
import workload.study.PhaseResult;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Variant;
import workload.trial.Progress;

/** A line for each trial: for logs and pipes. */
final class PlainProgress implements Progress {
    private final PrintStream out;
    private int trials;
    private int number;

    PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String line) {
        out.println(line);
    }

    @Override
    public void begin(int all, int done) {
        trials = all;
        number = done;
    }

    @Override
    public void start(TrialKey key, Duration remaining) {
        number++;
        String left = remaining == null ? "" : ", about " + (remaining.toSeconds() + 30) / 60 + " min left";
        out.println("[" + number + "/" + trials + "] " + name(key) + left);
    }

    @Override
    public void phase(String name) {}

    @Override
    public void end(Trial trial) {
        out.println("      " + result(trial));
    }

    static String name(TrialKey key) {
        return key.project() + " on " + key.target() + " (" + key.variant().get(Variant.CLONE) + ", #"
                + key.repetition()
                + ")";
    }

    /** The times in seconds, or why there are none. */
    static String result(Trial trial) {
        if (trial.outcome() != Outcome.OK) {
            return trial.outcome() + ": " + trial.message() + " (" + trial.logFile() + ")";
        }
        StringBuilder times = new StringBuilder("OK");
        for (PhaseResult phase : trial.phases()) {
            times.append(String.format(", %s %.3f s", phase.name().label(), phase.nanos() / 1e9));
        }
        return times.toString();
    }

    @Override
    public void close() {}
}
