package workload.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

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
        // Before the first use of AWT, which looks for a display otherwise.
        System.setProperty("java.awt.headless", "true");
        Summary summary = new Summary(RunData.read(runDirectory));
        RunComparisons comparisons = RunComparisons.of(summary,
                options.orElse(PairOptions.of(summary.data().info().arguments())));
        Path folder = folder(runDirectory);
        deleteCharts(folder);
        new StudyPage(folder, summary, comparisons, Original.read()).page()
                .write(StudyPage.title(summary.data().info()));
    }

    /** Not where a link leads: the run may be another user's. */
    private static Path folder(Path runDirectory) throws IOException {
        Path folder = runDirectory.resolve("report");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        return folder;
    }

    /** What to say of the servers' memory at the end of a run: a line for each project on each MemFS. */
    public static List<String> memory(Path runDirectory) throws IOException {
        return new MemorySection(new Summary(RunData.read(runDirectory))).lines();
    }

    /** A chart that this report doesn't have must not be taken for one of its own. */
    private static void deleteCharts(Path folder) throws IOException {
        try (DirectoryStream<Path> charts = Files.newDirectoryStream(folder, "*.{png,svg}")) {
            for (Path chart : charts) {
                Files.delete(chart);
            }
        }
    }
}
