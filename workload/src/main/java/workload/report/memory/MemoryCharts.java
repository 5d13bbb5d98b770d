package workload.report.memory;

import java.util.List;
import java.util.function.ToLongFunction;

import workload.pairs.StudyArm;
import workload.page.Ink;
import workload.page.LineChart;
import workload.page.Numbers;
import workload.page.Page;
import workload.report.Summary;
import workload.report.memory.MemoryUse.OfArm;
import workload.study.ServerMemory;

/**
 * Memory over time: the original's third figure, against percent complete and with the tree's bytes after the build as
 * dashed lines; the parts of one server's likewise; and what is left after the removal, against seconds.
 */
record MemoryCharts(Summary summary, Page page) {
    private static final String HELD = "memory used, MiB";
    private static final int POINTS = 50;
    private static final double PERCENT = 100;

    /** The original's: a line for each project on the first MemFS; then a chart of all targets for each project. */
    void growth(List<OfArm> holders) {
        List<OfArm> memory = charted(holders);
        memory.stream().map(OfArm::arm).filter(StudyArm::isMemfs).findFirst().ifPresent(arm -> byProject(arm,
                memory.stream().filter(of -> of.arm().equals(arm)).toList()));
        for (String project : projects(memory)) {
            List<OfArm> own = memory.stream().filter(of -> of.project().equals(project)).toList();
            LineChart chart = percent("Memory of each target, " + project);
            own.forEach(of -> add(chart, of.arm().labelWithoutJobs(), of.typical(), summary.ink(of.arm())));
            addTree(chart, project, own, Ink.TOTAL);
            page.figure("memory-" + project, chart, "RSS of the server, or bytes that the tmpfs holds, in the "
                    + "repetition with the median peak of n = " + repetitions(own)
                    + "; each point is the greatest of 2 % of the time; dashed: bytes of the tree after the build.");
        }
    }

    /** All in the target's colour, with a mark for each project. */
    private void byProject(StudyArm arm, List<OfArm> own) {
        if (own.size() > 1) {
            LineChart chart = percent("Memory of " + arm.labelWithoutJobs() + ", by project");
            for (OfArm of : own) {
                Ink ink = summary.ink(arm).shaped(own.indexOf(of));
                add(chart, of.project(), of.typical(), ink);
                addTree(chart, of.project(), List.of(of), ink);
            }
            page.figure("memory", chart, "As the original's third figure: RSS of the server in the repetition with the "
                    + "median peak; dashed: bytes of the project's tree after the build.");
        }
    }

    private static int repetitions(List<OfArm> own) {
        return own.stream().mapToInt(of -> of.uses().size()).max().orElse(0);
    }

    private List<OfArm> charted(List<OfArm> memory) {
        return memory.stream().filter(of -> summary.charted().contains(of.arm())).toList();
    }

    private static List<String> projects(List<OfArm> memory) {
        return memory.stream().map(OfArm::project).distinct().toList();
    }

    private static LineChart percent(String title) {
        return new LineChart(title, "percent complete", HELD).fromZero().endX(PERCENT);
    }

    private static void add(LineChart chart, String name, MemoryUse use, Ink ink) {
        List<MemoryUse.Point> points = use.points(POINTS);
        chart.add(name, ink, xs(points), mibs(points));
    }

    private static double[] xs(List<MemoryUse.Point> points) {
        return points.stream().mapToDouble(MemoryUse.Point::x).toArray();
    }

    private static double[] mibs(List<MemoryUse.Point> points) {
        return points.stream().mapToDouble(point -> point.bytes() / Numbers.MIB).toArray();
    }

    /** The dashed line of a project, at the bytes of its tree on the first target that has them. */
    private static void addTree(LineChart chart, String project, List<OfArm> memory, Ink ink) {
        memory.stream().filter(of -> of.project().equals(project)).map(of -> of.typical().treeBytes())
                .filter(bytes -> !bytes.isNaN()).findFirst().map(bytes -> bytes / Numbers.MIB)
                .ifPresent(mib -> chart.addDashed(project + " tree: " + Numbers.significant(mib) + " MiB", ink,
                        new double[]{0, PERCENT}, new double[]{mib, mib}));
    }

    /** One chart for each server: its RSS, and the parts of it that it reported. */
    void servers(List<OfArm> reporting) {
        for (OfArm of : charted(reporting)) {
            MemoryUse use = of.typical();
            LineChart chart = percent(
                    "Where the server's memory is, " + of.project() + " on " + of.arm().labelWithoutJobs());
            add(chart, "RSS", use, summary.ink(of.arm()));
            addPart(chart, "off-heap reserved", use, ServerMemory::offHeapReservedBytes, 0);
            addPart(chart, "off-heap live", use, ServerMemory::offHeapLiveBytes, 1);
            addPart(chart, "heap committed", use, ServerMemory::heapCommittedBytes, 2);
            addPart(chart, "heap used", use, ServerMemory::heapUsedBytes, 3);
            page.figure("server-memory-" + of.project() + "-" + of.arm().labelWithoutJobs(), chart,
                    "In the repetition with the median peak; the parts as the server reported them, once a second.");
        }
    }

    private static void addPart(LineChart chart, String name, MemoryUse use, ToLongFunction<ServerMemory> part,
            int number) {
        List<MemoryUse.Point> points = MemoryUse.thinned(use.points(part), POINTS, PERCENT);
        chart.add(name, Ink.part(number), xs(points), mibs(points));
    }

    /** One chart for each project, from its removal on; what there was at mount is dashed. */
    void afterRemove(List<OfArm> sampled) {
        for (String project : projects(charted(sampled))) {
            List<OfArm> own = charted(sampled).stream().filter(of -> of.project().equals(project)).toList();
            double end = own.stream().mapToDouble(of -> of.typical().secondsAfterRemove()).max().orElseThrow();
            LineChart chart = new LineChart("Memory after the tree is removed, " + project,
                    "seconds since the removal", HELD).fromZero().endX(end);
            for (OfArm of : own) {
                Ink ink = summary.ink(of.arm());
                double mount = of.typical().atMount() / Numbers.MIB;
                List<MemoryUse.Point> points = MemoryUse.thinned(of.typical().pointsAfterRemove(), POINTS, end);
                chart.add(of.arm().labelWithoutJobs(), ink, xs(points), mibs(points));
                chart.addUnnamed(of.arm().labelWithoutJobs() + " at mount", ink, new double[]{0, end},
                        new double[]{mount, mount});
            }
            page.figure("memory-after-remove-" + project, chart, "RSS of the server, or bytes that the tmpfs "
                    + "holds, in the repetition with the median peak; dashed: at mount.");
        }
    }
}
