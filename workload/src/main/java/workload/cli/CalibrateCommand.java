package workload.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workload.corpus.CorpusException;
import workload.pairs.Calibration;
import workload.pairs.Until;
import workload.plan.PlanException;
import workload.result.StudyException;
import workload.stats.Judgement;
import workload.study.ResultStore;
import workload.study.Run;
import workload.target.TargetException;

/** {@code benchmark.sh calibrate PROJECT}: two runs that show what the comparison finds and what it doesn't. */
@Command(name = "calibrate", mixinStandardHelpOptions = true, description = "Compares a target with itself, then with itself"
        + " slowed down, and says whether the first comparison is silent and the second finds it.", //
        footer = {"", "Status: 0 silent and found, 1 not so, or an error, 2 wrong usage, 130 interrupted."})
final class CalibrateCommand implements Callable<Integer> {
    private static final Set<String> OWN = Set.of("--rounds", "--slow-down", "--target", "--after-remove",
            "--verbose");

    @Parameters(paramLabel = "PROJECT", description = "A name from './benchmark.sh list'; nginx builds fast.")
    private String project;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "" + Judgement.USUAL_ROUNDS, description = "Of each of"
            + " the two runs; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--slow-down", paramLabel = "PERCENT", defaultValue = "10%", converter = PercentConverter.class, //
            description = "Of the second run's builds on one arm; default: ${DEFAULT-VALUE}.")
    private double slowDown;

    @Option(names = "--target", paramLabel = "NAME[:OPTION,...]", defaultValue = "memfs", description = "A built-in"
            + " target; default: ${DEFAULT-VALUE}.")
    private String target;

    @Option(names = "--jobs", paramLabel = "N", description = "Parallel jobs of a build; default: the cores.")
    private Integer jobs;

    @Option(names = "--mirror", paramLabel = "DIR|NAME=PATH", description = "As of a run; may be repeated.")
    private List<String> mirrors = new ArrayList<>();

    @Option(names = "--after-remove", paramLabel = "SECONDS", defaultValue = "0", description = "As of a run, but"
            + " ${DEFAULT-VALUE} by default: only builds are compared.")
    private int afterRemove;

    @Option(names = "--yes", description = "As of a run.")
    private boolean yes;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private FolderOptions folderOptions = new FolderOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StudyException, PlanException, CorpusException, TargetException, IOException {
        if (rounds < Judgement.LEAST_ROUNDS) {
            throw new ParameterException(spec.commandLine(),
                    "--rounds must be at least " + Judgement.LEAST_ROUNDS + ": with fewer there is no verdict.");
        }
        Run same = run(arguments());
        List<String> slowed = arguments();
        slowed.addAll(0, List.of("--slow-down", "b=" + Until.percent(slowDown) + "%"));
        Calibration calibration = new Calibration(Calibration.judge(same), Calibration.judge(run(slowed)));
        calibration.lines().forEach(System.out::println);
        return calibration.isPassed() ? Main.OK : Main.ERROR;
    }

    /** The arguments of an ordinary run, so that it can be resumed and its report drawn again. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--targets", "a=" + target + ",b=" + target, "--against", "a",
                "--repetitions", Integer.toString(rounds), "--after-remove", Integer.toString(afterRemove)));
        arguments.addAll(Arguments.given(spec.commandLine().getParseResult(), OWN));
        arguments.add(project);
        return arguments;
    }

    private static Run run(List<String> arguments)
            throws StudyException, PlanException, CorpusException, TargetException, IOException {
        return ResultStore.read(RunCommand.of(arguments).studyAndReport());
    }
}
