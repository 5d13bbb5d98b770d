package benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

import benchmarks.client.ClientSettings;
import benchmarks.client.MountProfiler;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import workload.micro.Condition;
import workload.phase.Cancellation;

/**
 * One fork of a suite on one mount.
 *
 * @param log
 *            for what JMH says meanwhile
 */
record Fork(Suite suite, Condition variant, String target, ClientSettings client, Path log) {
    private static final int ITERATIONS = 3;
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final TimeValue QUICK_ITERATION = TimeValue.milliseconds(300);

    Collection<RunResult> run(Cancellation cancellation) throws IOException {
        try (ForkEnd _ = new ForkEnd(cancellation)) {
            return new Runner(options().build()).run();
        } catch (RunnerException e) {
            throw new IOException(
                    "the benchmark " + suite + " failed on " + target + " (" + e.getMessage() + "); see " + log, e);
        }
    }

    private ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options = new OptionsBuilder().include(suite.include()).output(log.toString())
                .shouldFailOnError(true).forks(1).param("target", target).param("variant", variant.toString())
                .addProfiler(MountProfiler.class)
                .jvmArgsAppend(jvmArguments())
                .warmupIterations(client.load().quick() ? Math.min(1, suite.warmUps()) : suite.warmUps());
        return suite.hasPhases()
                ? options.mode(Mode.SingleShotTime).measurementIterations(shots())
                : timed(options, client.load().quick());
    }

    /** Messages are the same in every shot. */
    private int shots() {
        return variant == Condition.COUNTED ? 1 : suite.shots(client.load());
    }

    private String[] jvmArguments() {
        Stream<String> common = Stream.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
        return Stream.concat(common, client.jvmArguments().stream()).toArray(String[]::new);
    }

    private static ChainedOptionsBuilder timed(ChainedOptionsBuilder options, boolean quick) {
        TimeValue time = quick ? QUICK_ITERATION : ITERATION;
        return options.warmupTime(time).measurementTime(time).measurementIterations(quick ? 1 : ITERATIONS);
    }
}
