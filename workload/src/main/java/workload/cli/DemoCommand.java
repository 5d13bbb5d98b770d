package workload.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import workload.corpus.CorpusException;
import workload.plan.PlanException;
import workload.plan.Projects;
import workload.result.StudyException;
import workload.target.TargetException;

/** {@code benchmark.sh demo}: a whole run that takes a minute. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Clones, builds and removes " + Projects.DEMO
        + " once on disk, tmpfs and memfs, and reports: what a run does, in about a minute. One round shows no small"
        + " difference.", //
        footer = {"", "Status: 0 every trial is OK, 1 error, 2 wrong usage, 3 a trial failed, 130 interrupted."})
final class DemoCommand implements Callable<Integer> {
    private static final String TARGETS = "disk,tmpfs,memfs";

    @Option(names = "--mirror", paramLabel = "DIR|NAME=PATH", description = "As of a run; may be repeated.")
    private List<String> mirrors = new ArrayList<>();

    @Option(names = {"--targets", "--target"}, paramLabel = "NAME[:OPTION,...][,NAME...]", //
            description = "As of a run; default: " + TARGETS + ".")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--ref", paramLabel = "NAME=REF", description = "As of a run.")
    private Map<String, String> refs = new LinkedHashMap<>();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private FolderOptions folderOptions = new FolderOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StudyException, PlanException, CorpusException, TargetException, IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--quick", "--after-remove", "0", "--clone", "git"));
        if (targets.isEmpty()) {
            arguments.addAll(List.of("--targets", TARGETS));
        }
        arguments.addAll(Arguments.given(spec.commandLine().getParseResult(), Set.of("--verbose")));
        arguments.add(Projects.DEMO);
        return RunCommand.of(arguments).call();
    }
}
