package workload.writers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.result.AtomicFile;
import workload.result.TargetSettings;

/**
 * The writes of one project's clones and build, counted in no timing: {@code writers/PROJECT.json} of a run.
 *
 * @param settings
 *            of the MemFS that was written to; null where it didn't start
 * @param jobs
 *            of the build
 * @param phases
 *            that came to their end
 * @param failure
 *            why there are no more of them; null on success
 * @param logFile
 *            relative to the run
 */
public record WriterTrial(String project, TargetSettings settings, int jobs, List<WriterPhase> phases, String failure,
        String logFile) {
    private static final String FOLDER = "writers";

    public WriterTrial {
        Objects.requireNonNull(project, "project");
        phases = List.copyOf(phases);
    }

    /** A file of one project's in a run. */
    public static Path file(Path run, String project, String suffix) {
        return run.resolve(FOLDER).resolve(fileName(project) + suffix);
    }

    private static Path file(Path run, String project) {
        return file(run, project, ".json");
    }

    /** A project's name in the names of its files. */
    public static String fileName(String project) {
        return project.replaceAll("[^A-Za-z0-9._=-]", "_");
    }

    /** Whether a run has one of a project already. */
    public static boolean exists(Path run, String project) {
        return Files.exists(file(run, project));
    }

    /** Saves it; readers see it whole or not at all. */
    public void write(Path run) throws IOException {
        Path file = file(run, project);
        Files.createDirectories(file.getParent());
        AtomicFile.replace(file, JsonMapper.shared().writeValueAsString(this) + "\n");
    }

    /**
     * Those of a run, by the names of their files; none where it has none.
     *
     * @param unreadable
     *            gets a sentence for each that is no such file
     */
    public static List<WriterTrial> readAll(Path run, List<String> unreadable) throws IOException {
        List<WriterTrial> trials = new ArrayList<>();
        if (Files.isDirectory(run.resolve(FOLDER))) {
            try (Stream<Path> files = Files.list(run.resolve(FOLDER))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                    read(file, trials, unreadable);
                }
            }
        }
        return trials;
    }

    private static void read(Path file, List<WriterTrial> trials, List<String> unreadable) throws IOException {
        try {
            byte[] json = Files.readAllBytes(file);
            trials.add(Objects.requireNonNull(JsonMapper.shared().readValue(json, WriterTrial.class)));
        } catch (JacksonException | NullPointerException _) {
            unreadable.add(FOLDER + "/" + file.getFileName() + " is not readable JSON of a trial; it is left out.");
        }
    }
}
