package benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import workload.phase.Cancellation;
import workload.result.FailedWork;
import workload.trial.Interruption;

/** A suite without a mount, one benchmark after the other: what one has brought is kept where the next one fails. */
public final class InProcess {
    private final Suite suite;
    private final boolean quick;
    private final ResultFiles files;
    private final Interruption interruption;
    private final PrintStream progress;

    public InProcess(Suite suite, boolean quick, ResultFiles files, Interruption interruption, PrintStream progress) {
        this.suite = suite;
        this.quick = quick;
        this.files = files;
        this.interruption = interruption;
        this.progress = progress;
    }

    public void run() throws IOException {
        List<FailedWork> failures = new ArrayList<>();
        for (String method : suite.methods()) {
            String log = suite + "-" + method + ".log";
            progress.print(suite + ", " + method + ":");
            progress.flush();
            try {
                long start = System.nanoTime();
                interruption.guard(cancellation -> measure(method, log, cancellation));
                progress.printf(" %.0f s%n", (System.nanoTime() - start) / 1e9);
            } catch (RunnerException e) {
                failures.add(new FailedWork(suite.toString(), method, Sentences.of(e),
                        files.relative(files.logs().resolve(log))));
                progress.println(" failed: " + Sentences.of(e));
            }
            files.keep(suite, failures);
            files.writePage();
        }
        files.next();
    }

    private void measure(String method, String log, Cancellation cancellation)
            throws RunnerException, IOException {
        try (ForkEnd _ = new ForkEnd(cancellation)) {
            files.add(new Runner(options(method, log).build()).run());
        }
    }

    private ChainedOptionsBuilder options(String method, String log) throws IOException {
        ChainedOptionsBuilder jmh = new OptionsBuilder().include(suite.include() + method + "$")
                .output(files.logs().resolve(log).toString()).shouldFailOnError(true).addProfiler(GCProfiler.class)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        return quick
                ? jmh.forks(1).warmupIterations(1).warmupTime(TimeValue.milliseconds(300)).measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(300))
                : jmh;
    }
}
