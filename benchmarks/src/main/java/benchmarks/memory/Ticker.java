package benchmarks.memory;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import workload.page.Numbers;
import workload.phase.Cancellation;

/** Shows people how far the work is and how long it will take, and ends it when they don't want it any more. */
final class Ticker {
    private static final int BAR_PACE_MILLIS = 500;
    private static final long LINE_PACE_NANOS = Duration.ofSeconds(10).toNanos();
    /** Operations between two steps of the bar. */
    private static final int BATCH = 64;

    private final PrintStream out;
    private final boolean terminal;
    private final Cancellation cancellation;

    /**
     * @param terminal
     *            whether out shows a bar; a line now and then otherwise
     */
    Ticker(PrintStream out, boolean terminal, Cancellation cancellation) {
        this.out = out;
        this.terminal = terminal;
        this.cancellation = cancellation;
    }

    /** The n-th of many operations, from 0 on. */
    interface Operation {
        void run(int n) throws IOException;
    }

    /** Is told how many operations are done. */
    private interface Progress {
        void at(int n);
    }

    /**
     * Does an operation again and again.
     *
     * @return the seconds from the first one's start to the last one's end
     * @throws Stopped
     *             when the user wants the end
     */
    double repeat(String name, int times, Operation operation) throws IOException {
        if (!terminal) {
            return repeat(times, operation, new Lines(name, times)::at);
        }
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("  " + name).setInitialMax(times).showSpeed()
                .setUpdateIntervalMillis(BAR_PACE_MILLIS).setConsumer(new ConsoleProgressBarConsumer(out)).build()) {
            double seconds = repeat(times, operation, bar::stepTo);
            bar.stepTo(times);
            return seconds;
        }
    }

    private double repeat(int times, Operation operation, Progress progress) throws IOException {
        long start = System.nanoTime();
        for (int n = 0; n < times; n++) {
            if (cancellation.isCancelled()) {
                throw new Stopped();
            }
            operation.run(n);
            if (n % BATCH == 0) {
                progress.at(n);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** A line every ten seconds, with the time that is left at the pace so far; none for what is short. */
    private final class Lines {
        private final String name;
        private final int times;
        private final long start = System.nanoTime();
        private long last = start;

        Lines(String name, int times) {
            this.name = name;
            this.times = times;
        }

        void at(int n) {
            long now = System.nanoTime();
            if (n > 0 && now - last > LINE_PACE_NANOS) {
                last = now;
                double left = (now - start) / 1e9 / n * (times - n);
                out.println("  " + name + ": " + Numbers.whole(n) + " of " + Numbers.whole(times) + ", about "
                        + Numbers.whole(left) + " s left");
            }
        }
    }

    /** The work ends because the user wants it. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Stopped() {
            super("interrupted", null, false, false);
        }
    }
}
