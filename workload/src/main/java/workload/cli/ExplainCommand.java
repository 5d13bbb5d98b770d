package workload.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workload.clones.Explain;
import workload.clones.Settings;
import workload.corpus.CorpusException;
import workload.corpus.Mirrors;
import workload.corpus.Packing;
import workload.explain.ExplainReport;
import workload.plan.PlanException;
import workload.result.StudyException;
import workload.target.TargetException;
import workload.trial.Progress;

/** {@code benchmark.sh explain clone [PROJECT]}: where the original's time went. */
@Command(name = "explain", mixinStandardHelpOptions = true, synopsisHeading = "", //
        customSynopsis = "Usage: ./benchmark.sh explain clone [OPTIONS] [PROJECT]", //
        description = "Clones a project with one factor changed at a time, from the behaviour of the original of 2017 to"
                + " MemFS's, and says how much of the time each took (docs/explain.md).", //
        footer = {"", "Status: 0 every clone is OK or was cut, 1 error, 2 wrong usage, 3 a clone failed, 130"
                + " interrupted."})
final class ExplainCommand implements Callable<Integer> {
    /** What can be explained. */
    enum Work {
        CLONE
    }

    @Parameters(index = "0", paramLabel = "clone", description = "What is taken apart.")
    private Work work;

    @Parameters(index = "1", paramLabel = "PROJECT", arity = "0..1", defaultValue = "nginx", //
            description = "A name from './benchmark.sh list'; default: ${DEFAULT-VALUE}.")
    private String project;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Clones of each arm; default:"
            + " ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--quick", description = "One round.")
    private boolean quick;

    @Option(names = "--cap", paramLabel = "SECONDS", defaultValue = "600", description = "After which a clone is ended;"
            + " its arm is then extrapolated from shorter histories, and says so. Default: ${DEFAULT-VALUE}.")
    private int cap;

    @Option(names = "--mirror", paramLabel = "DIR|NAME=PATH", description = "Repositories on this machine, such as the"
            + " project's whole history: as of a run.")
    private List<String> mirrors = new ArrayList<>();

    @Option(names = "--as-packed", description = "Clone the pack as its origin has it, not packed anew: more like what the"
            + " original cloned, and for nginx six times as large.")
    private boolean asPacked;

    @Option(names = "--waterfall", description = "Only the six arms from the original's way to tmpfs, without those that"
            + " tell how factors work on each other.")
    private boolean waterfall;

    @Option(names = "--seed", paramLabel = "N", description = "Of the order of the arms in each round; default: the"
            + " time.")
    private long seed = System.currentTimeMillis();

    @Option(names = "--redraw", paramLabel = "RUN", description = "Only draw the page of an earlier run again, by its id"
            + " or folder.")
    private String redraw;

    @Mixin
    private ProjectOptions projects = new ProjectOptions();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StudyException, PlanException, CorpusException, TargetException, IOException {
        require(rounds > 0, "--rounds must be at least 1.");
        require(cap > 0, "--cap must be at least 1.");
        if (redraw != null) {
            Path named = folders.results().resolve(redraw);
            System.out.println(ExplainReport.write(Files.isDirectory(named) ? named : Path.of(redraw)));
            return Main.OK;
        }
        try (Progress progress = Terminal.progress()) {
            Path run = new Explain(settings(), progress).run();
            Path page = ExplainReport.write(run);
            ExplainReport.verdict(run).forEach(progress::say);
            progress.say("Report: " + page);
            return ExplainReport.hasFailures(run) ? Main.TRIALS_FAILED : Main.OK;
        }
    }

    private Settings settings() throws PlanException, CorpusException {
        return new Settings(List.copyOf(spec.commandLine().getParent().getParseResult().originalArgs()),
                projects.load().get(project), quick ? 1 : rounds, Duration.ofSeconds(cap), seed,
                Mirrors.parse(mirrors), asPacked ? Packing.AS_ORIGIN : Packing.ANEW, waterfall, folders.folders());
    }

    private void require(boolean met, String message) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
