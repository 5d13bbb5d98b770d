package benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import benchmarks.run.InProcess;
import benchmarks.run.ResultFiles;
import benchmarks.run.RoundSettings;
import benchmarks.run.Rounds;
import benchmarks.run.Suite;
import benchmarks.run.TurnEstimate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;
import workload.micro.Condition;
import workload.result.Environment;
import workload.result.StudyException;
import workload.run.Machine;
import workload.target.TargetException;
import workload.trial.Interruption;
import workload.trial.WorkDirectory;

/** {@code ./benchmark.sh micro}: runs suites of JMH benchmarks into {@code results/<run-id>/jmh/}. */
@Command(name = "micro", mixinStandardHelpOptions = true, version = "benchmarks 1.0", //
        sortOptions = false, usageHelpAutoWidth = true, description = "Runs the JMH benchmarks in process,"
                + " and of mounts: their raw samples and a report with charts go to results/<run-id>/jmh/.")
final class MicroCommand implements Callable<Integer> {
    @Option(names = "--suite", split = ",", paramLabel = "SUITE", description = "What to run, of ${COMPLETION-CANDIDATES}"
            + " (default: all).")
    private List<Suite> suites = List.of(Suite.values());

    @Option(names = {"--targets", "--target"}, paramLabel = "NAME[:OPTION,...][,NAME...]", description = "File systems"
            + " to compare, of disk, tmpfs, memfs, memfs-jnr (default: tmpfs, disk and memfs; for write-size and read-size"
            + " also memfs:writeback_cache, memfs-jnr, memfs:content=contiguous and memfs:content=null). Options go to"
            + " 'mount -t tmpfs -o' and 'memfs -o'.")
    private List<String> targets = List.of();

    @Option(names = "--variants", split = ",", paramLabel = "VARIANT", description = "Only these of a suite's"
            + " conditions: ${COMPLETION-CANDIDATES} (default: all that the suite has).")
    private Set<Condition> variants = EnumSet.allOf(Condition.class);

    @Option(names = "--rounds", paramLabel = "N", description = "How often each target has its turn (default: 5 or 7,"
            + " by suite).")
    private int rounds;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException, TargetException, StudyException {
        TargetChoice choice = TargetChoice.of(targets);
        RoundSettings settings = checked(choice);
        choice.unknown().forEach(System.err::println);
        System.out.println(TurnEstimate.of(suites, settings));
        Environment environment = Machine.look();
        // In-process suites need no directory, but its lock: two runs at once would disturb each other.
        try (WorkDirectory directory = options.openWorkDirectory()) {
            ResultFiles files = new ResultFiles(options.folder("jmh"), environment, options.quick(), options.divisor(),
                    choice.unknown(), options.arguments());
            run(settings, environment, directory, files);
            System.out.println(Files.readString(files.report()));
            System.out.println("Results: " + files.page());
            return files.isWhole() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void run(RoundSettings settings, Environment environment, WorkDirectory directory, ResultFiles files)
            throws IOException, TargetException, StudyException {
        try (Interruption interruption = new Interruption(() -> sayFarewell(files))) {
            for (Suite suite : suites) {
                if (!suite.isMounted()) {
                    new InProcess(suite, options.quick(), files, interruption, System.out).run();
                }
            }
            for (Suite suite : suites.stream().filter(Suite::isMounted).toList()) {
                new Rounds(suite, settings, environment, directory.trialDirectory(), files, interruption, System.out)
                        .run();
            }
        }
    }

    /** A page that can't be drawn must not hide where the samples are. */
    private static void sayFarewell(ResultFiles files) {
        String sentence = "Interrupted. What was measured is in " + files.page().getParent() + ".";
        try {
            files.writePage();
            System.out.println("\n" + sentence);
        } catch (IOException e) {
            System.out.println("\n" + sentence + " The page can't be written: " + e.getMessage());
        }
    }

    private RoundSettings checked(TargetChoice choice) throws StudyException {
        if (rounds < 0) {
            throw new StudyException("--rounds takes a number from 1 on.");
        }
        RoundSettings settings = new RoundSettings(choice.known(), variants, rounds, options.quick(),
                options.divisor(), RunOptions.HOME);
        for (Suite suite : suites) {
            if (suite.isMounted() && settings.variantsOf(suite).isEmpty()) {
                throw new StudyException("The suite " + suite + " isn't measured " + settings.variants()
                        + "; leave it out with --suite.");
            }
        }
        return settings;
    }
}
