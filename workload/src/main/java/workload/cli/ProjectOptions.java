package workload.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import picocli.CommandLine.Option;
import workload.plan.PlanException;
import workload.plan.Project;
import workload.plan.Projects;

/** Which projects there are. */
final class ProjectOptions {
    /** Every project there is. */
    static final String ALL = "all";

    /** What benchmark.sh understands besides our own commands. */
    private static final Set<String> WORDS = Set.of("mount", "micro", "memory", "package", "test", "help", ALL);

    @Option(names = "--projects", paramLabel = "FILE", description = "A YAML file with projects of yours, in the form"
            + " of workload/src/main/resources/projects.yaml; may be repeated.")
    private List<Path> files = new ArrayList<>();

    Projects load() throws PlanException {
        Projects projects = Projects.load(files);
        for (Project project : projects.all()) {
            if (WORDS.contains(project.name()) || Main.commandLine().getSubcommands().containsKey(project.name())) {
                throw new PlanException("A project can't be named '" + project.name()
                        + "', since that is a word of benchmark.sh; name it otherwise.");
            }
        }
        return projects;
    }
}
