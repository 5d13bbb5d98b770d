package workload.report;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import workload.page.LineChart;
import workload.page.Numbers;
import workload.page.Page;
import workload.page.Style;
import workload.report.MemoryUse.OfArm;
import workload.study.ServerMemory;

/**
 * Memory over time: the original's third figure, against percent complete and with the tree's bytes after the build as
 * dashed lines; the parts of one server's likewise; and what is left after the removal, against seconds.
 */
record MemoryCharts(Summary summary, Page page) {
    /** More lines in one chart are not distinguishable; the charts of each project show them. */
    private static final int MOST_LINES = 30;
    private static final int POINTS = 50;
    private static final double PERCENT = 100;

    /** All projects, a colour for each and a marker for each target; then a chart for each project. */
    void growth(List<OfArm> holders) throws IOException {
        List<OfArm> memory = charted(holders);
        if (!memory.isEmpty() && memory.size() <= MOST_LINES) {
            LineChart chart = percent("Memory used, by project");
            memory.forEach(of -> add(chart, of.project() + ", " + of.arm().labelWithoutJobs(), of.typical(),
                    colour(of.project()), marker(of)));
            summary.projects().forEach(project -> addTree(chart, project, memory, colour(project)));
            page.figure("memory", chart, "RSS of the "
                    + "server, or bytes that the tmpfs holds, in the repetition with the median peak; each marker is the "
                    + "greatest sample of 2 % of the time; dashed: bytes of the project's tree after the build");
        }
        for (String project : projects(memory)) {
            List<OfArm> own = memory.stream().filter(of -> of.project().equals(project)).toList();
            LineChart chart = percent("Memory used, " + project);
            own.forEach(
                    of -> add(chart, of.arm().labelWithoutJobs(), of.typical(), ArmColour.of(of.arm(), summary.arms()),
                            marker(of)));
            addTree(chart, project, own, Style.TEXT);
            page.figure("memory-" + project, chart, "Of " + project + " alone");
        }
    }

    private List<OfArm> charted(List<OfArm> memory) {
        return memory.stream().filter(of -> summary.charted().contains(of.arm())).toList();
    }

    private static List<String> projects(List<OfArm> memory) {
        return memory.stream().map(OfArm::project).distinct().toList();
    }

    private static LineChart percent(String title) {
        return new LineChart(title, "percent complete", "memory used (in MiB)").fromZero().endX(PERCENT);
    }

    private Color colour(String project) {
        return Style.projectColour(summary.projects().indexOf(project));
    }

    private int marker(OfArm of) {
        return summary.charted().indexOf(of.arm());
    }

    private static void add(LineChart chart, String name, MemoryUse use, Color colour, int marker) {
        add(chart, name, use.points(POINTS), colour, marker);
    }

    private static void add(LineChart chart, String name, List<MemoryUse.Point> points, Color colour, int marker) {
        chart.add(name, colour, marker, points.stream().mapToDouble(MemoryUse.Point::x).toArray(),
                points.stream().mapToDouble(point -> point.bytes() / Numbers.MIB).toArray());
    }

    /** The dashed line of a project, at the bytes of its tree on the first target that has them. */
    private static void addTree(LineChart chart, String project, List<OfArm> memory, Color colour) {
        memory.stream().filter(of -> of.project().equals(project)).map(of -> of.typical().treeBytes())
                .filter(bytes -> !bytes.isNaN()).findFirst().map(bytes -> bytes / Numbers.MIB)
                .ifPresent(mib -> chart.addDashed(project + " tree: " + Numbers.significant(mib) + " MiB", colour,
                        new double[]{0, PERCENT}, new double[]{mib, mib}));
    }

    /** One chart for each server: its RSS, and the parts of it that it reported. */
    void servers(List<OfArm> reporting) throws IOException {
        for (OfArm of : charted(reporting)) {
            MemoryUse use = of.typical();
            LineChart chart = percent(
                    "Where the server's memory is, " + of.project() + " on " + of.arm().labelWithoutJobs());
            add(chart, "RSS", use, Style.TEXT, -1);
            addPart(chart, "off-heap reserved", use, ServerMemory::offHeapReservedBytes, 0);
            addPart(chart, "off-heap live", use, ServerMemory::offHeapLiveBytes, 1);
            addPart(chart, "heap committed", use, ServerMemory::heapCommittedBytes, 2);
            addPart(chart, "heap used", use, ServerMemory::heapUsedBytes, 3);
            page.figure("server-memory-" + of.project() + "-" + of.arm().labelWithoutJobs(), chart,
                    "In the repetition with the median peak; the parts as the server reported them, once a second");
        }
    }

    private static void addPart(LineChart chart, String name, MemoryUse use, ToLongFunction<ServerMemory> part,
            int number) {
        add(chart, name, use.points(part), Style.partColour(number), number);
    }

    /** One chart for each project, from its removal on; what there was at mount is dashed. */
    void afterRemove(List<OfArm> sampled) throws IOException {
        for (String project : projects(charted(sampled))) {
            List<OfArm> own = new ArrayList<>(charted(sampled));
            own.removeIf(of -> !of.project().equals(project));
            double end = own.stream().mapToDouble(of -> of.typical().secondsAfterRemove()).max().orElseThrow();
            LineChart chart = new LineChart("Memory after the tree is removed, " + project,
                    "seconds since the removal", "memory used (in MiB)").fromZero().endX(end);
            for (OfArm of : own) {
                Color colour = ArmColour.of(of.arm(), summary.arms());
                double mount = of.typical().atMount() / Numbers.MIB;
                add(chart, of.arm().labelWithoutJobs(), of.typical().pointsAfterRemove(), colour, -1);
                chart.addUnnamed(of.arm().labelWithoutJobs() + " at mount", colour, new double[]{0, end},
                        new double[]{mount, mount});
            }
            page.figure("memory-after-remove-" + project, chart, "RSS of the server, or bytes that the tmpfs "
                    + "holds, in the repetition with the median peak; dashed: at mount");
        }
    }
}
