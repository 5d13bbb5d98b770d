package workload.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import workload.report.memory.MemorySection;
import workload.pairs.PairOptions;
import workload.result.StudyException;

/** Writes the report of a run: {@code report/index.html}, {@code report/report.md} and their charts. */
public final class Report {
    private Report() {}

    /**
     * Draws the report again from the raw files; nothing of an earlier one stays.
     *
     * @param runDirectory
     *            {@code results/<run-id>}
     * @throws IOException
     *             if run.json is missing or can't be read, or if the report can't be written
     */
    public static void write(Path runDirectory) throws IOException {
        try {
            write(runDirectory, PairOptions.USUAL);
        } catch (StudyException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Likewise, with other comparisons.
     *
     * @param options
     *            what isn't given is taken from the run's command line
     * @throws StudyException
     *             they name what the run doesn't have
     */
    public static void write(Path runDirectory, PairOptions options) throws IOException, StudyException {
        RunComparisons comparisons = comparisons(runDirectory, options);
        new StudyPage(folder(runDirectory), comparisons.summary(), comparisons, Original.read()).page()
                .write(StudyPage.title(comparisons.summary().data().info()));
    }

    private static RunComparisons comparisons(Path runDirectory, PairOptions options)
            throws IOException, StudyException {
        Summary summary = new Summary(RunData.read(runDirectory));
        return RunComparisons.of(summary, options.orElse(PairOptions.of(summary.data().info().arguments())));
    }

    /** Not where a link leads: the run may be another user's. */
    private static Path folder(Path runDirectory) throws IOException {
        Path folder = runDirectory.resolve("report");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        return folder;
    }

    /** What to say at the end of a run: the finding, a small table of ratios, and the servers' memory. */
    public static List<String> summary(Path runDirectory) throws IOException {
        try {
            RunComparisons comparisons = comparisons(runDirectory, PairOptions.USUAL);
            List<String> lines = new ArrayList<>(new RunSummary(comparisons).lines());
            List<String> memory = new MemorySection(comparisons.summary()).lines();
            if (!memory.isEmpty()) {
                lines.add("");
                lines.addAll(memory);
            }
            return lines;
        } catch (StudyException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
