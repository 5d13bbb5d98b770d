package benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code ./benchmark.sh micro}: runs suites of JMH benchmarks, each into {@code results/<run-id>/jmh/}. */
@Command(name = "benchmark.sh micro", mixinStandardHelpOptions = true, version = "benchmarks 1.0", //
        description = "Runs the JMH benchmarks; results go to results/<run-id>/jmh/jmh-<suite>.json.")
public final class Main implements Callable<Integer> {
    private static final DateTimeFormatter RUN_ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Option(names = "--suite", split = ",", paramLabel = "SUITE", converter = SuiteConverter.class, //
            description = "What to run: store (default: all).")
    private List<Suite> suites = List.of(Suite.values());

    @Option(names = "--quick", description = "One fork and short iterations: a look, not a figure to quote.")
    private boolean quick;

    @Option(names = "--results", paramLabel = "DIR", description = "Where run folders go (default: ${DEFAULT-VALUE}).", //
            defaultValue = "${sys:study.home:-.}/results")
    private Path results;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain).execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException, IOException {
        Path folder = results.resolve(RUN_ID.format(Instant.now())).resolve("jmh").normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + folder + ": name another folder with --results", e);
        }
        for (Suite suite : suites) {
            Path json = folder.resolve("jmh-" + suite + ".json");
            new Runner(options(suite, json).build()).run();
            System.out.println("Results: " + json);
        }
        return CommandLine.ExitCode.OK;
    }

    private ChainedOptionsBuilder options(Suite suite, Path json) {
        ChainedOptionsBuilder options = new OptionsBuilder().include(suite.include())
                .resultFormat(ResultFormatType.JSON)
                .result(json.toString()).shouldFailOnError(true).addProfiler(GCProfiler.class)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        return quick
                ? options.forks(1).warmupIterations(2).warmupTime(TimeValue.milliseconds(500)).measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(500))
                : options;
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("benchmark.sh micro: " + e.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static final class SuiteConverter implements ITypeConverter<Suite> {
        @Override
        public Suite convert(String value) {
            for (Suite suite : Suite.values()) {
                if (suite.toString().equals(value)) {
                    return suite;
                }
            }
            throw new CommandLine.TypeConversionException("there is no suite '" + value + "'; choose one of "
                    + List.of(Suite.values()));
        }
    }
}
