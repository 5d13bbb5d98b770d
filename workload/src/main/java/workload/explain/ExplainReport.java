package workload.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import workload.result.StudyException;

/** Writes the experiment's page beside its raw results: {@code index.html}, {@code report.md} and the charts. */
public final class ExplainReport {
    private ExplainReport() {}

    /** Whether a run's folder holds one of this experiment. */
    public static boolean isIn(Path run) throws IOException {
        return ExplainStore.isIn(run.resolve(ExplainStore.FOLDER));
    }

    /**
     * Draws it from its raw files, also of a run that was interrupted.
     *
     * @param run
     *            {@code results/<run-id>}
     * @return the page
     * @throws StudyException
     *             when it is no run of this experiment
     */
    public static Path write(Path run) throws IOException, StudyException {
        Path folder = run.resolve(ExplainStore.FOLDER);
        if (!ExplainStore.isIn(folder)) {
            throw new StudyException("There is no explanation in " + run
                    + "; name a run of ./benchmark.sh explain by its id or folder.");
        }
        Explanation explanation = ExplainStore.read(folder);
        return ExplainPage.of(explanation, folder).write(ExplainPage.title(explanation));
    }

    /** The finding in sentences. */
    public static List<String> verdict(Path run) throws IOException {
        Explanation explanation = ExplainStore.read(run.resolve(ExplainStore.FOLDER));
        return Verdict.of(Findings.of(explanation), explanation);
    }

    /** Whether a clone failed; one that was cut or an arm that this machine can't run is no failure. */
    public static boolean hasFailures(Path run) throws IOException {
        Explanation explanation = ExplainStore.read(run.resolve(ExplainStore.FOLDER));
        return explanation.measurements().stream().anyMatch(m -> m.outcome() == Measurement.Outcome.FAILED);
    }
}
