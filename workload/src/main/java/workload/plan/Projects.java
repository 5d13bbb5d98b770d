package workload.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The projects that can be run: the study's own and those of the user's files. */
public final class Projects {
    /** The name of the project that {@code benchmark.sh demo} builds. */
    public static final String DEMO = "zlib";
    private static final String OWN = "projects.yaml";

    private final Map<String, Project> byName;
    private final Project demo;

    private Projects(Map<String, Project> byName, Project demo) {
        this.byName = byName;
        this.demo = demo;
    }

    /**
     * Reads the study's projects, then the user's; of equal names the last one counts.
     *
     * @throws PlanException
     *             for a file that is missing or wrong, with its line
     */
    public static Projects load(List<Path> userFiles) throws PlanException {
        var projects = new LinkedHashMap<String, Project>();
        try (InputStream own = Projects.class.getResourceAsStream("/" + OWN)) {
            projects.putAll(ProjectFile.read(OWN, own));
        } catch (IOException e) {
            throw new PlanException("The resource " + OWN + " can't be read; build the study again.", e);
        }
        Project demo = projects.get(DEMO);
        for (Path file : userFiles) {
            projects.putAll(read(file));
        }
        return new Projects(projects, demo);
    }

    private static Map<String, Project> read(Path file) throws PlanException {
        try (InputStream text = Files.newInputStream(file)) {
            return ProjectFile.read(file.toString(), text);
        } catch (NoSuchFileException e) {
            throw new PlanException("There is no projects file " + file + "; check the path after --projects.", e);
        } catch (IOException e) {
            throw new PlanException("The projects file " + file + " can't be read (" + e.getMessage()
                    + "); --projects needs a readable YAML file.", e);
        }
    }

    /**
     * The project of this name.
     *
     * @throws PlanException
     *             that lists the names there are
     */
    public Project get(String name) throws PlanException {
        Project project = byName.get(name);
        if (project == null) {
            throw unknown(name);
        }
        return project;
    }

    private PlanException unknown(String name) {
        return new PlanException("No project is named '" + name + "'; there are " + String.join(", ", byName.keySet())
                + ", and --projects FILE adds others.");
    }

    /**
     * The same projects with other refs, each by the name of a project or of a part.
     *
     * @throws PlanException
     *             for a name that is neither, or no ref
     */
    public Projects withRefs(Map<String, String> refs) throws PlanException {
        var projects = new LinkedHashMap<>(byName);
        for (var ref : refs.entrySet()) {
            if (ref.getValue().isBlank()) {
                throw new PlanException("--ref " + ref.getKey() + "= names no ref; give a tag, a branch or a commit.");
            }
            if (all().stream().noneMatch(project -> project.isOrHas(ref.getKey()))) {
                throw unknown(ref.getKey());
            }
            projects.replaceAll((_, project) -> project.withRef(ref.getKey(), ref.getValue()));
        }
        return new Projects(projects, demo);
    }

    /** All of them, in the order of the files. */
    public List<Project> all() {
        return List.copyOf(byName.values());
    }

    /** Those of a whole study: all but the demo's, unless the user has changed that one. */
    public List<Project> study() {
        return byName.values().stream().filter(project -> project != demo).toList();
    }
}
