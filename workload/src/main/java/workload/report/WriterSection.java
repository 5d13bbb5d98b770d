package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tech.tablesaw.api.Table;
import workload.result.WriterPhase;
import workload.result.WriterTrial;

/** The report's section on who writes in pieces of which size; nothing where nobody counted. */
final class WriterSection {
    private static final String GIT = "git";
    private static final String CLONE = "clone";
    /** Lines in a chart that can still be told apart. */
    private static final int LINES = 7;
    /** Below it they are files and ends of files that happen to be as long, in percent. */
    private static final double CHANCE = 1;

    private static final String EXPLANATION = "One more trial of each project, in no timing, on a MemFS without the "
            + "write-back cache. \"Application\": the calls (write, pwrite, writev, sendfile, copy_file_range) that wrote "
            + "to files in the project's tree, as strace saw them, by the bytes that each wrote; JGit works in the "
            + "study's own process, which isn't traced. \"Server\": the WRITE requests in which they arrived, by the "
            + "program that the request names; the kernel splits a call where it fills only a part of a page, and above "
            + "the largest request. What is written through a mapping is no call: the kernel sends its pages later, in "
            + "requests that name no process (pid 0). \"(kernel writeback)\" is thus no program, and which program it was "
            + "isn't known. A copy_file_range is a request of its own kind. A compiler's files in /tmp are not in the "
            + "tree.";

    private final Summary summary;
    private final List<Block> blocks = new ArrayList<>();

    private WriterSection(Summary summary) {
        this.summary = summary;
    }

    static List<Block> of(Summary summary, Charts charts) throws IOException {
        List<WriterTrial> trials = summary.data().writers();
        WriterSection section = new WriterSection(summary);
        if (!trials.isEmpty()) {
            section.blocks.add(new Block.Heading(2, "Write sizes by program"));
            section.text(EXPLANATION);
            section.addVerdict(trials);
        }
        for (WriterTrial trial : trials) {
            section.add(trial, charts);
        }
        return section.blocks;
    }

    /** Whether the git of this run writes in the pieces that the original blamed. */
    private void addVerdict(List<WriterTrial> trials) {
        WriteCounts git = WriteCounts.sum(trials.stream().flatMap(trial -> trial.phases().stream())
                .filter(phase -> phase.name().startsWith(CLONE)).map(WriterPhase::application).filter(Objects::nonNull)
                .map(application -> application.get(GIT)).filter(Objects::nonNull).toList());
        if (git.writes() > 0) {
            String version = summary.data().info().environment().tools().getOrDefault(GIT, GIT);
            text("The original explained its slow clone by git's writes of 4107 bytes. In the clones of this run ("
                    + version + ") git made " + Numbers.whole(git.writes())
                    + " write calls, "
                    + share(git, WriterTable.ORIGINAL) + " and " + share(git, WriterTable.PAGE)
                    + "; the commonest sizes are " + git.commonest(3) + ". " + verdict(git));
        }
    }

    private static String share(WriteCounts git, long bytes) {
        return Numbers.whole(git.count(bytes)) + " of them (" + Numbers.significant(git.percent(bytes)) + " %) of "
                + bytes + " bytes";
    }

    private static String verdict(WriteCounts git) {
        double percent = git.percent(WriterTable.ORIGINAL);
        if (percent == 0) {
            return "This git has no writes of 4107 bytes.";
        }
        return percent < CHANCE
                ? "So few writes of 4107 bytes are not the pieces that this git writes in."
                : "This git does write pieces of 4107 bytes.";
    }

    private void add(WriterTrial trial, Charts charts) throws IOException {
        if (trial.failure() != null) {
            text("The trial of " + trial.project() + " came to no good end: " + trial.failure() + " (" + trial.logFile()
                    + "); what was counted before is here.");
        }
        addChart(trial, "application", WriterPhase::application, charts);
        addChart(trial, "server", WriterPhase::server, charts);
        for (WriterPhase phase : trial.phases()) {
            Table table = WriterTable.of(phase);
            if (table.rowCount() > 0) {
                blocks.add(new Block.Heading(3, "Writes of " + trial.project() + ", " + phase.name()));
                blocks.add(new Block.TableBlock(table));
            }
        }
    }

    /** Of the programs that write most often, each with the same colour at both places. */
    private void addChart(WriterTrial trial, String place, Place counts, Charts charts) throws IOException {
        Map<String, WriteCounts> here = byLabel(trial, counts);
        List<WriteCounts.Of> lines = byLabel(trial, WriterSection::both).entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue().writes())).limit(LINES)
                .map(e -> new WriteCounts.Of(e.getKey(), here.getOrDefault(e.getKey(), WriteCounts.NONE))).toList();
        blocks.addAll(charts.writers(trial.project(), place, lines));
    }

    /** Where one phase was counted: null where it wasn't. */
    private interface Place {
        SortedMap<String, SortedMap<Long, Long>> of(WriterPhase phase);
    }

    private static SortedMap<String, SortedMap<Long, Long>> both(WriterPhase phase) {
        return phase.application() == null
                ? phase.server()
                : WriteCounts.sumByProgram(phase.application(), phase.server());
    }

    private static Map<String, WriteCounts> byLabel(WriterTrial trial, Place place) {
        Map<String, WriteCounts> counts = new TreeMap<>();
        trial.phases().stream().filter(phase -> place.of(phase) != null)
                .forEach(phase -> place.of(phase).forEach((program, sizes) -> counts.merge(
                        program + ", " + phase.name().split(" ", 2)[0], new WriteCounts(sizes), WriteCounts::plus)));
        return counts;
    }

    private void text(String text) {
        blocks.add(new Block.Paragraph(text));
    }
}
