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

    /** The words of benchmark.sh: the front door must know which one is meant. */
    private static final Set<String> WORDS = Set.of("report", "compare", "list", "mount", "micro", "memory", "explain",
            "test",
            "help", ALL);

    @Option(names = "--projects", paramLabel = "FILE", description = "A YAML file with projects of yours, in the form"
            + " of workload/src/main/resources/projects.yaml; may be repeated.")
    private List<Path> files = new ArrayList<>();

    Projects load() throws PlanException {
        Projects projects = Projects.load(files);
        for (Project project : projects.all()) {
            if (WORDS.contains(project.name())) {
                throw new PlanException("A project can't be named '" + project.name()
                        + "', since that is a word of benchmark.sh; name it otherwise.");
            }
        }
        return projects;
    }
}
