package benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import benchmarks.run.ResultFiles;
import benchmarks.run.RoundSettings;
import benchmarks.run.Rounds;
import benchmarks.run.Suite;
import benchmarks.run.Variant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import workload.result.Environment;
import workload.run.Machine;
import workload.run.StudyException;
import workload.run.WorkDirectory;
import workload.target.TargetException;
import workload.target.TargetSpec;

/** {@code ./benchmark.sh micro}: runs suites of JMH benchmarks into {@code results/<run-id>/jmh/}. */
@Command(name = "micro", mixinStandardHelpOptions = true, version = "benchmarks 1.0", //
        sortOptions = false, usageHelpAutoWidth = true, description = "Runs the JMH benchmarks in process,"
                + " and of mounts: their raw samples and a summary go to results/<run-id>/jmh/.")
final class MicroCommand implements Callable<Integer> {
    @Option(names = "--suite", split = ",", paramLabel = "SUITE", description = "What to run, of ${COMPLETION-CANDIDATES}"
            + " (default: all).")
    private List<Suite> suites = List.of(Suite.values());

    @Option(names = {"--targets", "--target"}, paramLabel = "NAME[:OPTION,...][,NAME...]", //
            defaultValue = "tmpfs,disk,memfs", description = "File systems to compare (default: ${DEFAULT-VALUE}); also"
                    + " memfs-jnr. Options go to 'mount -t tmpfs -o' and 'memfs -o'.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--variants", split = ",", paramLabel = "VARIANT", description = "Only these of a suite's"
            + " conditions: ${COMPLETION-CANDIDATES} (default: all that the suite has).")
    private Set<Variant> variants = EnumSet.allOf(Variant.class);

    @Option(names = "--rounds", paramLabel = "N", description = "How often each target has its turn (default: 5 or 7,"
            + " by suite).")
    private int rounds;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws RunnerException, IOException, TargetException, StudyException {
        RoundSettings settings = checked();
        List<Suite> mounted = suites.stream().filter(Suite::isMounted).toList();
        if (!mounted.isEmpty()) {
            checkNeeds(settings, mounted);
        }
        ResultFiles files = new ResultFiles(options.folder("jmh"));
        for (Suite suite : suites) {
            if (!suite.isMounted()) {
                new Runner(inProcess(suite, files.jmh(suite)).build()).run();
                System.out.println("Results: " + files.jmh(suite));
            }
        }
        if (!mounted.isEmpty()) {
            run(mounted, settings, files);
        }
        return CommandLine.ExitCode.OK;
    }

    private RoundSettings checked() throws TargetException, StudyException {
        if (rounds < 0) {
            throw new StudyException("--rounds takes a number from 1 on.");
        }
        return new RoundSettings(TargetSpec.parse(targets), variants, rounds, options.quick(), options.divisor(),
                RunOptions.HOME);
    }

    private static void checkNeeds(RoundSettings settings, List<Suite> mounted)
            throws TargetException, StudyException {
        RunOptions.checkNeeds(settings.targets());
        for (Suite suite : mounted) {
            if (settings.variantsOf(suite).isEmpty()) {
                throw new StudyException("The suite " + suite + " isn't measured " + settings.variants()
                        + "; leave it out with --suite.");
            }
        }
    }

    private void run(List<Suite> mounted, RoundSettings settings, ResultFiles files)
            throws IOException, TargetException, RunnerException, StudyException {
        Environment environment = Machine.look();
        try (WorkDirectory directory = options.openWorkDirectory()) {
            for (Suite suite : mounted) {
                new Rounds(suite, settings, environment, directory.trialDirectory(), files, System.out).run();
            }
        }
        System.out.println(Files.readString(files.summary()));
        System.out.println("Results: " + files.summary());
    }

    private ChainedOptionsBuilder inProcess(Suite suite, Path json) {
        ChainedOptionsBuilder jmh = new OptionsBuilder().include(suite.include())
                .resultFormat(ResultFormatType.JSON).result(json.toString()).shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        return options.quick()
                ? jmh.forks(1).warmupIterations(2).warmupTime(TimeValue.milliseconds(500)).measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(500))
                : jmh;
    }
}
