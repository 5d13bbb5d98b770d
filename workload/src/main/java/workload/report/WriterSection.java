package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import tech.tablesaw.api.Table;
import workload.page.Ink;
import workload.page.Columns;
import workload.page.LineChart;
import workload.page.Numbers;
import workload.page.Page;
import workload.result.Count;
import workload.study.OriginalStudy;
import workload.writers.WriteCounts;
import workload.writers.WriterPhase;
import workload.writers.WriterTrial;

/** The report's section on who writes in pieces of which size; nothing where nobody counted. */
record WriterSection(Summary summary) {
    private static final String GIT = "git";
    private static final String CLONE = "clone";
    private static final long ORIGINAL = OriginalStudy.PIECE;
    private static final long PAGE = 4096;
    private static final int COMMONEST = 3;
    /** Maximum number of programs with a row of their own, and of distinguishable lines in a chart. */
    private static final int TOP = 10;
    private static final int LINES = 7;
    private static final double ALL = 100;
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

    void add(Page page) throws IOException {
        List<WriterTrial> trials = summary.data().writers();
        if (trials.isEmpty()) {
            return;
        }
        page.section("Write sizes by program").text(EXPLANATION);
        addVerdict(trials, page);
        for (WriterTrial trial : trials) {
            add(trial, page);
        }
    }

    /** Whether the git of this run writes in the pieces that the original blamed. */
    private void addVerdict(List<WriterTrial> trials, Page page) {
        WriteCounts git = WriteCounts.sum(trials.stream().flatMap(trial -> trial.phases().stream())
                .filter(phase -> phase.name().startsWith(CLONE)).map(WriterPhase::application).filter(Objects::nonNull)
                .map(application -> application.get(GIT)).filter(Objects::nonNull).toList());
        if (git.writes() > 0) {
            String version = summary.data().info().environment().tools().getOrDefault(GIT, GIT);
            page.text("The original explained its slow clone by git's writes of 4107 bytes. In the clones of this run ("
                    + version + ") git made " + Count.of(git.writes(), "write call") + ", " + share(git, ORIGINAL)
                    + " and " + share(git, PAGE) + "; the commonest sizes are " + git.commonest(COMMONEST) + ". "
                    + verdict(git));
        }
    }

    private static String share(WriteCounts git, long bytes) {
        return Numbers.whole(git.count(bytes)) + " of them (" + Numbers.significant(git.percent(bytes)) + " %) of "
                + bytes + " bytes";
    }

    private static String verdict(WriteCounts git) {
        double percent = git.percent(ORIGINAL);
        if (percent == 0) {
            return "This git has no writes of 4107 bytes.";
        }
        return percent < CHANCE
                ? "So few writes of 4107 bytes are not the pieces that this git writes in."
                : "This git does write pieces of 4107 bytes.";
    }

    private void add(WriterTrial trial, Page page) throws IOException {
        if (trial.failure() != null) {
            page.text("The trial of " + trial.project() + " came to no good end: " + trial.failure() + " ("
                    + trial.logFile() + "); what was counted before is here.");
        }
        addChart(trial, "application", WriterPhase::application, page);
        addChart(trial, "server", WriterPhase::server, page);
        for (WriterPhase phase : trial.phases()) {
            Table table = table(phase);
            if (table.rowCount() > 0) {
                page.subsection("Writes of " + trial.project() + ", " + phase.name()).table(table);
            }
        }
    }

    /** Of the programs that write most often, each with the same colour at both places. */
    private void addChart(WriterTrial trial, String place,
            Function<WriterPhase, SortedMap<String, SortedMap<Long, Long>>> counts, Page page) throws IOException {
        Map<String, WriteCounts> here = byLabel(trial, counts);
        List<WriteCounts.Of> lines = byLabel(trial, WriterSection::both).entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue().writes())).limit(LINES)
                .map(e -> new WriteCounts.Of(e.getKey(), here.getOrDefault(e.getKey(), WriteCounts.NONE))).toList();
        page.figure("writers-" + place + "-" + trial.project(),
                chart("Write sizes at the " + place + ", " + trial.project(), lines),
                "Cumulative: how many of a program's writes bring at most so many bytes; the programs that write "
                        + "most often, in the clones and in the build");
    }

    private static SortedMap<String, SortedMap<Long, Long>> both(WriterPhase phase) {
        return phase.application() == null
                ? phase.server()
                : WriteCounts.sumByProgram(phase.application(), phase.server());
    }

    private static Map<String, WriteCounts> byLabel(WriterTrial trial,
            Function<WriterPhase, SortedMap<String, SortedMap<Long, Long>>> place) {
        Map<String, WriteCounts> counts = new TreeMap<>();
        trial.phases().stream().filter(phase -> place.apply(phase) != null)
                .forEach(phase -> place.apply(phase).forEach((program, sizes) -> counts.merge(
                        program + ", " + phase.name().split(" ", 2)[0], new WriteCounts(sizes), WriteCounts::plus)));
        return counts;
    }

    /** Cumulative shares of programs' writes over their sizes: a stair for each program, a step for each size. */
    static LineChart chart(String title, List<WriteCounts.Of> writers) {
        LineChart chart = new LineChart(title, "bytes of one write, logarithmic", "share of the program's writes, %")
                .logarithmicX().fromZero().endY(ALL);
        double end = Math.pow(10, Math.max(1, Math.ceil(Math.log10(writers.stream()
                .flatMap(of -> of.counts().sizes().keySet().stream()).mapToLong(Long::longValue).max().orElse(1)))));
        for (int i = 0; i < writers.size(); i++) {
            if (writers.get(i).counts().writes() > 0) {
                addStair(chart, writers.get(i), end, i);
            }
        }
        return chart;
    }

    private static void addStair(LineChart chart, WriteCounts.Of writer, double end, int place) {
        List<Double> x = new ArrayList<>(List.of(1.0));
        List<Double> y = new ArrayList<>(List.of(0.0));
        for (Map.Entry<Long, Long> size : writer.counts().sizes().entrySet()) {
            double bytes = Math.max(1, size.getKey());
            x.addAll(List.of(bytes, bytes));
            y.addAll(List.of(y.getLast(), y.getLast() + ALL * size.getValue() / writer.counts().writes()));
        }
        x.add(end);
        y.add(y.getLast());
        chart.addPlain(writer.label(), Ink.part(place), array(x), array(y));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private record Row(String program, String place, WriteCounts counts) {}

    /** A row for each program at each of the two places. */
    private static Table table(WriterPhase phase) {
        SortedMap<String, SortedMap<Long, Long>> application = Objects.requireNonNullElseGet(phase.application(),
                TreeMap::new);
        List<String> programs = byWrites(application, phase.server());
        List<String> others = programs.subList(Math.min(TOP, programs.size()), programs.size());
        List<Row> rows = new ArrayList<>();
        programs.stream().limit(TOP).forEach(name -> add(rows, name, List.of(name), application, phase.server()));
        add(rows, Count.of(others.size(), "other"), others, application, phase.server());
        rows.removeIf(row -> row.counts().writes() == 0);
        return new Columns<>(rows).text("program", Row::program).text("counted at", Row::place)
                .count("writes", row -> row.counts().writes())
                .measure("MiB", row -> row.counts().bytes() / Numbers.MIB)
                .count("median, bytes", row -> row.counts().median())
                .text("commonest sizes, bytes (share of the writes)", row -> row.counts().commonest(COMMONEST))
                .measure("of 4096 bytes, %", row -> row.counts().percent(PAGE))
                .measure("of 4107 bytes, %", row -> row.counts().percent(ORIGINAL)).table();
    }

    private static void add(List<Row> rows, String name, List<String> programs,
            SortedMap<String, SortedMap<Long, Long>> application, SortedMap<String, SortedMap<Long, Long>> server) {
        rows.add(new Row(name, "application", of(application, programs)));
        rows.add(new Row(name, "server", of(server, programs)));
    }

    private static List<String> byWrites(SortedMap<String, SortedMap<Long, Long>> application,
            SortedMap<String, SortedMap<Long, Long>> server) {
        Set<String> names = new TreeSet<>(application.keySet());
        names.addAll(server.keySet());
        return names.stream().sorted(Comparator.comparing((String name) -> of(application, List.of(name)).writes()
                + of(server, List.of(name)).writes()).reversed()).toList();
    }

    private static WriteCounts of(SortedMap<String, SortedMap<Long, Long>> counts, List<String> programs) {
        return WriteCounts.sum(programs.stream().filter(counts::containsKey).map(counts::get).toList());
    }
}
