package workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.CorpusInfo;
import workload.result.PhaseName;
import workload.result.Trial;
import workload.result.TreeSize;

/** Whether every target held the same tree: the verdict without which no two times can be compared. */
final class TreeTable {
    private static final int HASH_DIGITS = 12;

    private final Summary summary;
    private final StringColumn project = Columns.text("project");
    private final StringColumn target = Columns.text("target");
    private final StringColumn hash = Columns.text("tree hash");
    private final List<DoubleColumn> sizes = new ArrayList<>();
    private final StringColumn verdict = Columns.text("verdict");

    private TreeTable(Summary summary) {
        this.summary = summary;
        for (String when : List.of("after clone", "after build")) {
            sizes.add(Columns.count("files " + when));
            sizes.add(Columns.count("bytes " + when));
        }
    }

    static Table of(Summary summary) {
        TreeTable table = new TreeTable(summary);
        for (String project : summary.projects()) {
            summary.arms().stream().filter(arm -> !summary.good(project, arm).isEmpty())
                    .forEach(arm -> table.addRow(project, arm));
        }
        Table built = Table.create(table.project, table.target, table.hash);
        table.sizes.forEach(built::addColumns);
        return built.addColumns(table.verdict);
    }

    private void addRow(String name, Arm arm) {
        Trial first = summary.good(name, arm).getFirst();
        project.append(name);
        target.append(arm.label());
        hash.append(shorten(first.treeHash()));
        appendSize(0, size(first, PhaseName.CLONE));
        appendSize(2, size(first, PhaseName.BUILD));
        verdict.append(verdict(name, arm));
    }

    private void appendSize(int column, TreeSize size) {
        if (size == null) {
            sizes.get(column).appendMissing();
            sizes.get(column + 1).appendMissing();
        } else {
            sizes.get(column).append(size.files());
            sizes.get(column + 1).append(size.bytes());
        }
    }

    /** Compares every repetition with the first good trial of the arm that the others are compared with. */
    private String verdict(String name, Arm arm) {
        Trial reference = reference(name, arm);
        Map<String, String> differences = new TreeMap<>();
        for (Trial trial : summary.good(name, arm)) {
            compareHash(name, trial, differences);
            compare("after clone", size(trial, PhaseName.CLONE), size(reference, PhaseName.CLONE), differences);
            compare("after build", size(trial, PhaseName.BUILD), size(reference, PhaseName.BUILD), differences);
        }
        return differences.isEmpty()
                ? "same"
                : "differs: " + differences.entrySet().stream().map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private Trial reference(String name, Arm arm) {
        Stream<Arm> baseline = summary.baseline(arm).stream();
        Stream<Arm> alike = summary.arms().stream().filter(a -> a.variant().equals(arm.variant()));
        return Stream.concat(baseline, alike).flatMap(a -> summary.good(name, a).stream()).findFirst().orElseThrow();
    }

    private void compareHash(String name, Trial trial, Map<String, String> differences) {
        summary.data().info().corpora().stream().filter(c -> c.project().equals(name)).map(CorpusInfo::tree)
                .filter(tree -> !Objects.equals(tree, trial.treeHash())).findFirst()
                .ifPresent(tree -> differences.put("tree hash", shorten(trial.treeHash()) + " is not the corpus's "
                        + shorten(tree)));
    }

    private static void compare(String when, TreeSize own, TreeSize other, Map<String, String> differences) {
        if (own == null || other == null) {
            if (own != other) {
                differences.put("size " + when, "unknown");
            }
            return;
        }
        note("files " + when, own.files() - other.files(), differences);
        note("directories " + when, own.directories() - other.directories(), differences);
        note("symlinks " + when, own.symlinks() - other.symlinks(), differences);
        note("bytes " + when, own.bytes() - other.bytes(), differences);
    }

    private static void note(String what, long difference, Map<String, String> differences) {
        if (difference != 0) {
            differences.merge(what, (difference > 0 ? "+" : "−") + Numbers.whole(Math.abs(difference)),
                    (a, b) -> a.equals(b) ? a : a + " or " + b);
        }
    }

    private static TreeSize size(Trial trial, PhaseName phase) {
        return Summary.phase(trial, phase).map(p -> p.tree()).orElse(null);
    }

    static String shorten(String hash) {
        return hash == null ? Numbers.NONE : hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
    }
}
