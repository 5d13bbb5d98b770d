package workload.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workload.result.Environment;
import workload.study.MemorySample;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.RunInfo;
import workload.study.SamplesCsv;
import workload.study.Trial;
import workload.writers.WriterTrial;

/**
 * The raw files of one run, read as they are: what can't be read is named in {@link #problems} and left out.
 *
 * @param folder
 *            {@code results/<run-id>}
 * @param environments
 *            by the ids that trials have
 * @param problems
 *            sentences for the reader of the report; grows while samples and statistics are read
 */
public record RunData(Path folder, RunInfo info, Map<String, Environment> environments, List<Trial> trials,
        List<String> problems) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * @throws IOException
     *             if run.json is missing or is not the head of a run: there is nothing to report then
     */
    static RunData read(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("run.json"))) {
            throw new NoSuchFileException(folder + " holds no run.json: name the folder of a run, results/<run-id>.");
        }
        Run run = ResultStore.read(folder);
        RunData data = new RunData(folder, run.info(), run.environments(), run.trials(), new ArrayList<>());
        if (run.torn()) {
            data.addProblem("The last line of the trials is torn (the run was killed while it wrote it); "
                    + "that trial is not in this report.");
        }
        run.retried().forEach(failed -> data.addProblem(failed.key().project() + " on " + failed.key().target() + " #"
                + failed.key().repetition() + " was " + failed.outcome() + " (" + failed.message()
                + ") and was run again (--retry); the record of that failure is kept."));
        return data;
    }

    /** The memory samples of a trial in order of time, empty where there are none. */
    public List<MemorySample> samples(Trial trial) throws IOException {
        if (trial.samplesFile() == null || isMissing(trial.samplesFile())) {
            return List.of();
        }
        String file = trial.samplesFile();
        try {
            return SamplesCsv.read(folder.resolve(file),
                    () -> addProblem("A line of " + file + " is torn; it is left out."));
        } catch (IllegalArgumentException e) {
            addProblem(file + " can't be read: " + e.getMessage());
            return List.of();
        }
    }

    /** The server's statistics of a trial, an empty object where there are none. */
    JsonNode statistics(Trial trial) throws IOException {
        if (trial.opsFile() == null || isMissing(trial.opsFile())) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(Files.readString(folder.resolve(trial.opsFile())));
        } catch (JacksonException e) {
            addProblem(trial.opsFile() + " is not readable JSON; its statistics are left out.");
            return JSON.createObjectNode();
        }
    }

    /** What was written by whom, of each project where it was counted. */
    List<WriterTrial> writers() throws IOException {
        List<String> unreadable = new ArrayList<>();
        List<WriterTrial> writers = WriterTrial.readAll(folder, unreadable);
        unreadable.forEach(this::addProblem);
        return writers;
    }

    private boolean isMissing(String file) {
        boolean missing = !Files.isRegularFile(folder.resolve(file));
        if (missing) {
            addProblem(file + " is missing; what it would show is left out.");
        }
        return missing;
    }

    private void addProblem(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
