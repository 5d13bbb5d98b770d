package benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import benchmarks.memory.Experiment;
import benchmarks.memory.MemoryRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;
import workload.memory.Scale;
import workload.result.StudyException;
import workload.run.Machine;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.trial.WorkDirectory;

/** {@code ./benchmark.sh memory}: runs the memory experiments into {@code results/<run-id>/memory/}. */
@Command(name = "memory", mixinStandardHelpOptions = true, version = "benchmarks 1.0", //
        sortOptions = false, usageHelpAutoWidth = true, description = "Measures what files cost in memory, on mounts:"
                + " raw rows and a report with charts go to results/<run-id>/memory/.")
final class MemoryCommand implements Callable<Integer> {
    @Option(names = "--experiment", split = ",", paramLabel = "EXPERIMENT", description = "What to run, of"
            + " ${COMPLETION-CANDIDATES} (default: all).")
    private List<Experiment> experiments = List.of(Experiment.values());

    @Option(names = {"--targets", "--target"}, paramLabel = "NAME[:OPTION,...][,NAME...]", //
            defaultValue = "memfs,memfs-jnr,tmpfs", description = "File systems to measure (default: ${DEFAULT-VALUE})."
                    + " Options go to 'mount -t tmpfs -o' and 'memfs -o'.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--operations", paramLabel = "N", description = "How many random operations fragmentation does"
            + " (default: 500,000; 20,000 with --quick).")
    private int operations;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException, TargetException, StudyException {
        if (operations < 0) {
            throw new StudyException("--operations takes a number from 1 on.");
        }
        List<TargetSpec> specs = TargetSpec.parse(targets);
        Scale scale = new Scale(options.quick(), options.divisor(), operations);
        RunOptions.checkNeeds(specs);
        try (WorkDirectory work = options.openWorkDirectory()) {
            Path folder = options.folder("memory");
            boolean whole = new MemoryRun(specs, scale, RunOptions.HOME, work.trialDirectory(), folder, Machine.look(),
                    options.arguments(), System.out).run(experiments.stream().distinct().toList());
            System.out.println(Files.readString(folder.resolve("report.md")));
            System.out.println("Results: " + folder.resolve("index.html"));
            return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }
}
