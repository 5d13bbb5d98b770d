package benchmarks.run;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import workload.report.Numbers;
import workload.result.Environment;
import workload.result.TargetSettings;

/** A whole run as Markdown: its conditions, then its suites. */
final class RunSummary {
    private RunSummary() {}

    /**
     * @param name
     *            of the run
     * @param suites
     *            at least one, in their order
     */
    static String of(String name, Collection<SuiteResult> suites) {
        SuiteResult first = suites.iterator().next();
        Map<String, TargetSettings> targets = new TreeMap<>();
        suites.forEach(suite -> targets.putAll(suite.targets()));
        return "# Micro-benchmarks of mounts, " + name + "\n\n" + conditions(first)
                + targets.entrySet().stream().map(e -> target(e.getKey(), e.getValue())).collect(Collectors.joining())
                + "\n" + suites.stream().map(SuiteSummary::of).collect(Collectors.joining("\n"));
    }

    private static String conditions(SuiteResult first) {
        Environment machine = first.environment();
        StringBuilder text = new StringBuilder("Medians of the rounds; ratios are taken within each round, then their"
                + " median. What each row measures, and how it can mislead: docs/benchmarks.md.\n\n- " + machine.os()
                + ", kernel " + machine.kernel() + ", " + machine.cpu() + ", " + machine.cores() + " cores, load "
                + Numbers.significant(machine.loadAverage()) + " at the start\n");
        if (!machine.quiet()) {
            text.append("- THE MACHINE WAS BUSY at the start: on idle cores times are quite different ones.\n");
        }
        if (first.quick()) {
            text.append("- A quick run: short iterations, one round where --rounds didn't say otherwise.\n");
        }
        if (first.divisor() > 1) {
            text.append("- Only 1/").append(first.divisor()).append(" of the work was done.\n");
        }
        return text.toString();
    }

    private static String target(String name, TargetSettings mount) {
        return "- " + name + ": " + mount.fileSystemType() + " " + mount.mountOptions()
                + (mount.negotiated().isEmpty() ? "" : " " + mount.negotiated())
                + (mount.note() == null ? "" : " " + mount.note()) + "\n";
    }
}
