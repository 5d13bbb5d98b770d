package workload.cli;

import java.io.Console;

import workload.trial.Progress;

/** Chooses how progress is told. */
final class Terminal {
    private Terminal() {}

    /** Whether a person reads what is written, and can answer. */
    static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    static Progress progress() {
        return isThere() ? new BarProgress(System.out) : new PlainProgress(System.out);
    }
}
