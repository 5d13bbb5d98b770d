package workload.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;
import workload.corpus.CorpusException;
import workload.corpus.Mirrors;
import workload.pairs.Until;
import workload.phase.CloneEngine;
import workload.plan.PlanException;
import workload.plan.Project;
import workload.plan.Projects;
import workload.report.Report;
import workload.result.Outcome;
import workload.study.ResultStore;
import workload.study.RunInfo;
import workload.result.StudyException;
import workload.study.Trial;
import workload.run.RunFolder;
import workload.run.Study;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.trial.Progress;
import workload.trial.RunSettings;
import workload.writers.WriterTrial;

/** {@code benchmark.sh [options] PROJECT…}: a run. */
@Command(name = "benchmark.sh", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class, //
        subcommands = {ReportCommand.class, CompareCommand.class, CalibrateCommand.class, ListCommand.class,
                ExplainCommand.class, DemoCommand.class}, //
        synopsisHeading = "", abbreviateSynopsis = true, //
        customSynopsis = {"Usage: ./benchmark.sh [OPTIONS] PROJECT...",
                "       ./benchmark.sh report [RUN] | compare RUN_A RUN_B | calibrate PROJECT | list",
                "       ./benchmark.sh explain clone [PROJECT] | demo"}, //
        description = "Clones, builds and removes projects on each target, and reports times and memory.", //
        footer = {"", "Status: 0 every trial is OK, 1 error, 2 wrong usage, 3 a trial failed, 130 interrupted."})
final class RunCommand implements Callable<Integer> {
    private static final int AFTER_REMOVE = 30;
    private static final int QUICK_AFTER_REMOVE = 5;

    @Parameters(paramLabel = "PROJECT", arity = "0..*", description = "Names from './benchmark.sh list', or 'all'"
            + " (the study's six and those of --projects).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "One repetition.")
    private boolean quick;

    @Option(names = "--repetitions", paramLabel = "N", defaultValue = "3", description = "Of each project on each"
            + " target; default: ${DEFAULT-VALUE}.")
    private int repetitions;

    @Option(names = {"--targets", "--target"}, paramLabel = "NAME[:OPTION,...][,NAME...]", //
            defaultValue = "disk,tmpfs,memfs,memfs-jnr", description = "Where the trials run; may be repeated. Options go to"
                    + " 'mount -t tmpfs -o' and 'memfs -o'. Your own: NAME=/mounted/path, or 'NAME=cmd: SERVER ..."
                    + " {mount}'. One target twice: a=memfs,b=memfs (docs/targets.md). Default: ${DEFAULT-VALUE}.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--clone", split = ",", paramLabel = "ENGINE", defaultValue = "jgit", description = "jgit, git (of"
            + " the PATH), archive (unpacks the sources), or several: jgit,git. Default: ${DEFAULT-VALUE}.")
    private List<CloneEngine> engines = new ArrayList<>();

    @Mixin
    private ComparisonArguments comparisonArguments = new ComparisonArguments();

    @Option(names = "--until", paramLabel = "PERCENT", converter = PercentConverter.class, description = "5%%: repeat rounds"
            + " beyond --repetitions until half of the width of each interval that has a verdict is at most that"
            + " (docs/statistics.md).")
    private Double until;

    @Option(names = "--max-time", paramLabel = "TIME", converter = DurationConverter.class, description = "With --until:"
            + " no further round begins after it; default: 8h.")
    private Duration maxTime;

    @Option(names = "--slow-down", paramLabel = "TARGET=PERCENT", converter = {TextConverter.class,
            PercentConverter.class}, description = "b=10%%: let the builds on a target go on"
                    + " for that share of their time, to see whether the difference is found (docs/statistics.md).")
    private Map<String, Double> slowDowns = new LinkedHashMap<>();

    @Option(names = "--jobs", split = ",", paramLabel = "N", description = "Parallel jobs of a build, or several to see"
            + " how it scales: 1,2,4. Default: the cores.")
    private List<Integer> jobs = new ArrayList<>();

    @Option(names = "--yes", description = "Don't ask before a run that is forecast to take over an hour, or more memory"
            + " than there is.")
    private boolean yes;

    @Option(names = "--mirror", paramLabel = "DIR|NAME=PATH", description = "Repositories on this machine:"
            + " DIR/NAME.git or DIR/NAME, or one by its path; may be repeated.")
    private List<String> mirrors = new ArrayList<>();

    @Option(names = "--ref", paramLabel = "NAME=REF", description = "Another ref of a project or part.")
    private Map<String, String> refs = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of the order of the trials; default: the time.")
    private long seed = System.currentTimeMillis();

    @Option(names = "--build-limit", paramLabel = "TIME", converter = DurationConverter.class, //
            description = "90s, 30m, 2h: after it a build counts as failed; default: each project's own.")
    private Duration buildLimit;

    @Option(names = "--after-remove", paramLabel = "SECONDS", description = "How long the memory is sampled when the"
            + " tree is gone, in no timing; default: 30, with --quick 5.")
    private Integer afterRemove;

    @Option(names = "--ops", description = "Let MemFS count and time its operations; costs it a little.")
    private boolean statistics;

    @Option(names = "--writers", description = "Count writes by program and size: one more trial of each project, in no"
            + " timing, cloned by git and JGit and built on a memfs that is written through; needs strace.")
    private boolean writers;

    @Option(names = "--resume", paramLabel = "RUN", description = "Continue a run that was interrupted, by its id;"
            + " everything else is as it was started.")
    private String resume;

    @Option(names = "--mixed", description = "With --resume: continue even on another machine, kernel or JDK, or with another"
            + " build of MemFS; the tables then show which trials ran where.")
    private boolean mixed;

    @Option(names = "--retry", description = "With --resume: run what failed again, too, when its reason is mended. The"
            + " report says which trials were.")
    private boolean retry;

    @Option(names = "--verbose", scope = CommandLine.ScopeType.INHERIT, description = "Show the stack of an error.")
    private boolean verbose;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private FolderOptions folderOptions = new FolderOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StudyException, PlanException, CorpusException, TargetException, IOException {
        try (Progress progress = Terminal.progress()) {
            return finish(study(progress), progress);
        }
    }

    /** The command that these arguments of a run give. */
    static RunCommand of(List<String> arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.parseArgs(arguments.toArray(String[]::new));
        return commandLine.getCommand();
    }

    /** Runs as a part of another command, which continues even if a trial failed. */
    Path studyAndReport() throws StudyException, PlanException, CorpusException, TargetException, IOException {
        try (Progress progress = Terminal.progress()) {
            Path folder = study(progress);
            finish(folder, progress);
            return folder;
        }
    }

    private Path study(Progress progress)
            throws StudyException, PlanException, CorpusException, TargetException, IOException {
        check();
        Path resumed = resume == null ? null : RunFolder.findOwn(folderOptions.results(), resume);
        return new Study(resumed == null ? settings() : settings(resumed), resumed, retry, mixed, progress,
                Question.on(yes)).run();
    }

    private void check() {
        require(resume != null || !names.isEmpty(), "Name a project, such as redis or nginx.");
        require(resume != null || !retry, "--retry goes with --resume RUN.");
        require(resume != null || !mixed, "--mixed goes with --resume RUN.");
        require(resume == null || names.isEmpty(), "--resume goes on with the projects of its run: name none.");
        require(!names.contains(ProjectOptions.ALL) || names.size() == 1,
                "'all' stands alone: name no other beside it.");
        require(maxTime == null || until != null, "--max-time limits the rounds of --until: name it, too.");
        require(maxTime == null || maxTime.isPositive(), "--max-time must be above 0.");
        require(repetitions > 0, "--repetitions must be at least 1.");
        require(jobs.stream().allMatch(count -> count > 0), "--jobs must be at least 1.");
        require(afterRemove == null || afterRemove >= 0, "--after-remove must be at least 0.");
    }

    private void require(boolean met, String message) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private RunSettings settings() throws PlanException, CorpusException, TargetException {
        Projects known = projectOptions.load().withRefs(refs);
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        return new RunSettings(List.copyOf(arguments), chosen(known), TargetSpec.parse(targets),
                List.copyOf(new LinkedHashSet<>(engines)), quick ? 1 : repetitions, jobs(), seed, buildLimit,
                afterRemove(), statistics, writers, Mirrors.parse(mirrors), folderOptions.folders(), comparison());
    }

    private RunSettings.Comparison comparison() {
        return new RunSettings.Comparison(comparisonArguments.options(), until == null
                ? null
                : new Until(until, Objects.requireNonNullElse(maxTime, Until.USUAL_LIMIT)),
                Map.copyOf(slowDowns));
    }

    private List<Project> chosen(Projects known) throws PlanException {
        if (names.contains(ProjectOptions.ALL)) {
            return known.study();
        }
        List<Project> chosen = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            chosen.add(known.get(name));
        }
        return chosen;
    }

    private List<Integer> jobs() {
        return jobs.isEmpty()
                ? List.of(Runtime.getRuntime().availableProcessors())
                : jobs.stream().distinct().sorted().toList();
    }

    private Duration afterRemove() {
        int usual = quick ? QUICK_AFTER_REMOVE : AFTER_REMOVE;
        return Duration.ofSeconds(Objects.requireNonNullElse(afterRemove, usual));
    }

    /** The settings that a run was started with: those of its command line, and what was chosen for it. */
    private static RunSettings settings(Path run)
            throws IOException, PlanException, CorpusException, TargetException {
        RunInfo info = ResultStore.read(run).info();
        RunCommand command = of(info.arguments());
        // Of "all", those that there were then.
        command.names = info.projects();
        command.seed = info.seed();
        command.jobs = info.jobs();
        return command.settings();
    }

    private static int finish(Path run, Progress progress) throws IOException {
        Report.write(run);
        progress.close();
        Report.summary(run).forEach(progress::say);
        progress.say("Report: " + run.resolve("report/index.html"));
        List<String> failed = new ArrayList<>(ResultStore.read(run).trials().stream()
                .filter(trial -> trial.outcome() != Outcome.OK).map(RunCommand::describe).toList());
        WriterTrial.readAll(run, failed).stream().filter(trial -> trial.failure() != null)
                .forEach(trial -> failed.add("writers of " + trial.project()));
        if (failed.isEmpty()) {
            return Main.OK;
        }
        progress.say("Failed: " + String.join(", ", failed));
        return Main.TRIALS_FAILED;
    }

    private static String describe(Trial trial) {
        return trial.key().project() + " on " + trial.key().target() + " #" + trial.key().repetition() + " ("
                + trial.outcome() + ")";
    }
}
