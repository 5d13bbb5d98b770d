package benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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
import picocli.CommandLine.Option;
import workload.os.User;
import workload.result.Environment;
import workload.run.Machine;
import workload.run.StudyException;
import workload.run.WorkDirectory;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;

/** {@code ./benchmark.sh micro}: runs suites of JMH benchmarks into {@code results/<run-id>/jmh/}. */
@Command(name = "benchmark.sh micro", mixinStandardHelpOptions = true, version = "benchmarks 1.0", //
        sortOptions = false, usageHelpAutoWidth = true, description = "Runs the JMH benchmarks in process,"
                + " and of mounts: their raw samples and a summary go to results/<run-id>/jmh/.")
public final class Main implements Callable<Integer> {
    private static final DateTimeFormatter RUN_ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Path HOME = Path.of(System.getProperty("study.home", ".")).toAbsolutePath().normalize();

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

    @Option(names = "--quick", description = "One round, or fork, and short iterations: a look, not a figure to quote.")
    private boolean quick;

    @Option(names = "--divide", paramLabel = "N", defaultValue = "1", description = "Work on one N-th of the files and"
            + " bytes only.")
    private int divisor;

    @Option(names = "--work-dir", paramLabel = "DIR", description = "Where targets are made: its file system is the"
            + " target disk (default: /var/tmp/memfs-micro-UID).")
    private Path work = Path.of("/var/tmp/memfs-micro-" + User.uid());

    @Option(names = "--results", paramLabel = "DIR", description = "Where run folders go (default: results/ of the"
            + " study).")
    private Path results = HOME.resolve("results");

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** The exit status. */
    static int execute(String... arguments) {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Suite.class, Suite::parse).setExecutionExceptionHandler(Main::explain)
                .execute(arguments);
    }

    @Override
    public Integer call() throws RunnerException, IOException, TargetException, StudyException {
        RoundSettings settings = checked();
        List<Suite> mounted = suites.stream().filter(Suite::isMounted).toList();
        if (!mounted.isEmpty()) {
            checkNeeds(settings, mounted);
        }
        ResultFiles files = new ResultFiles(folder());
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

    private Path folder() {
        Path folder = results.resolve(RUN_ID.format(Instant.now())).resolve("jmh").toAbsolutePath().normalize();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + folder + ": name another folder with --results", e);
        }
    }

    private RoundSettings checked() throws TargetException, StudyException {
        if (rounds < 0 || divisor < 1) {
            throw new StudyException("--rounds and --divide take a number from 1 on.");
        }
        return new RoundSettings(TargetSpec.parse(targets), variants, rounds, quick, divisor, HOME);
    }

    private static void checkNeeds(RoundSettings settings, List<Suite> mounted)
            throws TargetException, StudyException {
        for (TargetSpec spec : settings.targets()) {
            List<String> needs = Targets.of(spec, HOME).needs();
            if (!needs.isEmpty()) {
                throw new TargetException("The target " + spec + " can't be used. " + String.join(" ", needs)
                        + " Or leave it out with --targets.");
            }
        }
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
        try (WorkDirectory directory = WorkDirectory.open(work.toAbsolutePath(), System.out::println)) {
            for (Suite suite : mounted) {
                new Rounds(suite, settings, environment, directory.trialDirectory(), files, System.out).run();
            }
        }
        System.out.println(Files.readString(files.summary()));
        System.out.println("Results: " + files.summary());
    }

    private ChainedOptionsBuilder inProcess(Suite suite, Path json) {
        ChainedOptionsBuilder options = new OptionsBuilder().include(suite.include())
                .resultFormat(ResultFormatType.JSON).result(json.toString()).shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
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
}
