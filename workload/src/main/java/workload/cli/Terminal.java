package workload.cli;

import java.io.Console;

import workload.run.Progress;

/** Chooses how progress is told. */
final class Terminal {
    private Terminal() {}

    static Progress progress() {
        Console console = System.console();
        return console != null && console.isTerminal() ? new BarProgress(System.out) : new PlainProgress(System.out);
    }
}
