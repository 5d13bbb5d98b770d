package benchmarks.memory;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import workload.phase.Cancellation;

/** Shows people how far the work is and how long it will take, and ends it when they don't want it any more. */
final class Ticker {
    private static final Duration TERMINAL_PACE = Duration.ofMillis(500);
    private static final Duration LOG_PACE = Duration.ofSeconds(10);
    private static final int WIDTH = 110;
    /** Operations between two looks at the bar, whose every step reads the clock. */
    private static final int BATCH = 64;

    private final PrintStream out;
    private final boolean terminal;
    private final Cancellation cancellation;

    Ticker(PrintStream out, boolean terminal, Cancellation cancellation) {
        this.out = out;
        this.terminal = terminal;
        this.cancellation = cancellation;
    }

    /** The n-th of many operations. */
    interface Operation {
        void run(int n) throws IOException;
    }

    /**
     * Does an operation again and again.
     *
     * @throws Stopped
     *             when the user wants the end
     */
    void repeat(String name, int times, Operation operation) throws IOException {
        try (ProgressBar bar = bar(name, times)) {
            for (int n = 0; n < times; n++) {
                checkWanted();
                operation.run(n);
                if (n % BATCH == 0) {
                    bar.stepTo(n);
                }
            }
            bar.stepTo(times);
        }
    }

    private void checkWanted() {
        if (cancellation.isCancelled()) {
            throw new Stopped();
        }
    }

    private ProgressBar bar(String name, int times) {
        ProgressBarConsumer consumer = terminal
                ? new ConsoleProgressBarConsumer(out)
                : new DelegatingProgressBarConsumer(out::println, WIDTH);
        return new ProgressBarBuilder().setTaskName("  " + name).setInitialMax(times).showSpeed()
                .setUpdateIntervalMillis((int) (terminal ? TERMINAL_PACE : LOG_PACE).toMillis()).setConsumer(consumer)
                .build();
    }

    /** The work ends because the user wants it. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Stopped() {
            super("interrupted", null, false, false);
        }
    }
}
