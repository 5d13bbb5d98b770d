package workload.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.trial.Progress;

/** A progress bar with what is running and the time that is left: for terminals. */
final class BarProgress implements Progress {
    /** Redrawing costs the measured work next to nothing at this pace. */
    private static final int UPDATE_MILLIS = 1000;
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private volatile Deadline deadline = new Deadline(null);
    private ProgressBar bar;
    private String running = "";

    /** When the run will be over, as far as known. */
    private record Deadline(Long atNanos) {
        static Deadline in(Duration remaining) {
            return new Deadline(remaining == null ? null : System.nanoTime() + remaining.toNanos());
        }

        Optional<Duration> remaining() {
            return Optional.ofNullable(atNanos).map(at -> Duration.ofNanos(Math.max(0, at - System.nanoTime())));
        }
    }

    BarProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        out.println((bar == null ? "" : CLEAR_LINE) + line);
    }

    @Override
    public synchronized void begin(int trials, int done) {
        bar = new ProgressBarBuilder().setTaskName("trials").setInitialMax(trials).startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(UPDATE_MILLIS).setConsumer(new ConsoleProgressBarConsumer(out))
                .setEtaFunction(_ -> deadline.remaining()).build();
    }

    @Override
    public synchronized void start(TrialKey key, Duration remaining) {
        deadline = Deadline.in(remaining);
        running = PlainProgress.name(key);
        bar.setExtraMessage(" " + running);
    }

    @Override
    public synchronized void phase(String name) {
        bar.setExtraMessage(" " + running + ": " + name);
    }

    @Override
    public synchronized void end(Trial trial) {
        bar.step();
        say(PlainProgress.name(trial.key()) + ": " + PlainProgress.result(trial));
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
