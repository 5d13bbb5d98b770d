package benchmarks.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tech.tablesaw.api.StringColumn;
import workload.report.Block;
import workload.report.Columns;
import workload.report.Numbers;
import workload.result.Environment;
import workload.result.TargetSettings;

/** The head of a run's page: its conditions, and what failed. */
final class MicroPage {
    private MicroPage() {}

    /**
     * What the suites have in common.
     *
     * @param divisor
     *            1 where the whole work was done
     */
    record Conditions(String run, Environment environment, boolean quick, int divisor) {
        String title() {
            return "Micro-benchmarks, " + run;
        }
    }

    static List<Block> head(Conditions conditions, Collection<SuiteResult> suites, List<Failure> failures) {
        List<Block> blocks = new ArrayList<>(List.of(new Block.Heading(1, conditions.title()),
                new Block.Paragraph("Medians of the rounds; ratios are taken within each round, then their median."
                        + " ± is JMH's error: half of the 99.9 % confidence interval of the mean. What each row"
                        + " measures, and how it can mislead: docs/benchmarks.md. Raw samples are in the CSV and JSON"
                        + " files beside this page."),
                new Block.Bullets(items(conditions, suites))));
        if (!failures.isEmpty()) {
            blocks.add(new Block.Heading(2, "Failed"));
            blocks.add(table(failures));
        }
        return blocks;
    }

    private static List<String> items(Conditions conditions, Collection<SuiteResult> suites) {
        Environment machine = conditions.environment();
        List<String> items = new ArrayList<>(List.of(machine.os() + ", kernel " + machine.kernel() + ", "
                + machine.cpu() + ", " + machine.cores() + " cores, load "
                + Numbers.significant(machine.loadAverage()) + " at the start"));
        if (!machine.quiet()) {
            items.add("THE MACHINE WAS BUSY at the start: on idle cores times are quite different ones.");
        }
        if (conditions.quick()) {
            items.add("A quick run: short iterations, small files, one round where --rounds didn't say otherwise.");
        }
        if (conditions.divisor() > 1) {
            items.add("Only 1/" + conditions.divisor() + " of the work was done.");
        }
        Map<String, TargetSettings> targets = new TreeMap<>();
        suites.forEach(suite -> targets.putAll(suite.targets()));
        targets.forEach((name, mount) -> items.add(target(name, mount)));
        return items;
    }

    private static String target(String name, TargetSettings mount) {
        return name + ": " + mount.fileSystemType() + " " + mount.mountOptions()
                + (mount.negotiated().isEmpty() ? "" : " " + mount.negotiated())
                + (mount.note() == null ? "" : " " + mount.note());
    }

    private static Block table(List<Failure> failures) {
        StringColumn suite = Columns.text("suite");
        StringColumn target = Columns.text("target");
        StringColumn message = Columns.text("what went wrong");
        StringColumn log = Columns.text("see");
        for (Failure failure : failures) {
            suite.append(failure.suite());
            target.append(failure.target());
            message.append(failure.message());
            log.append(failure.log());
        }
        return FilledTable.of(suite, target, message, log);
    }
}
