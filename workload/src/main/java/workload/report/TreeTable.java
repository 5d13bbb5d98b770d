package workload.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.pairs.StudyArm;
import workload.report.Summary.Cell;
import workload.result.CorpusInfo;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.TreeSize;
import workload.study.Trial;

/** Whether every target held the same tree: the verdict without which no two times can be compared. */
record TreeTable(Summary summary) {
    private static final int HASH_DIGITS = 12;

    static void add(Summary summary, Page page) {
        TreeTable trees = new TreeTable(summary);
        List<Cell> good = summary.cells().stream().filter(cell -> !trees.good(cell).isEmpty()).toList();
        Columns<Cell> columns = summary.columns(good).text("tree hash", cell -> shorten(trees.first(cell).treeHash()));
        for (PhaseName phase : List.of(PhaseName.CLONE, PhaseName.BUILD)) {
            columns.count("files after " + phase.label(), cell -> number(trees.first(cell), phase, TreeSize::files))
                    .count("bytes after " + phase.label(), cell -> number(trees.first(cell), phase, TreeSize::bytes));
        }
        page.section("Same tree on every target")
                .text("Each trial that is OK against the disk's first (or the first there is): the Git tree of the files must be "
                        + "the corpus's, and the counts and bytes must agree.")
                .table(columns.text("verdict", trees::verdict).table());
    }

    private List<Trial> good(Cell cell) {
        return summary.good(cell.project(), cell.arm());
    }

    private Trial first(Cell cell) {
        return good(cell).getFirst();
    }

    private static Long number(Trial trial, PhaseName phase, ToLongFunction<TreeSize> part) {
        TreeSize size = size(trial, phase);
        return size == null ? null : Long.valueOf(part.applyAsLong(size));
    }

    /** Compares every repetition with the first good trial of the arm that the others are compared with. */
    private String verdict(Cell cell) {
        Trial reference = reference(cell);
        Map<String, String> differences = new TreeMap<>();
        for (Trial trial : good(cell)) {
            compareHash(cell.project(), trial, differences);
            for (PhaseName phase : List.of(PhaseName.CLONE, PhaseName.BUILD)) {
                compare("after " + phase.label(), size(trial, phase), size(reference, phase), differences);
            }
        }
        return differences.isEmpty()
                ? "same"
                : "differs: " + differences.entrySet().stream().map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private Trial reference(Cell cell) {
        Stream<StudyArm> baseline = summary.like(cell.arm(), StudyArm.BASELINE).stream();
        Stream<StudyArm> alike = summary.arms().stream().filter(a -> a.variant().equals(cell.arm().variant()));
        return Stream.concat(baseline, alike).flatMap(a -> summary.good(cell.project(), a).stream()).findFirst()
                .orElseThrow();
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
        return trial.phase(phase).map(PhaseResult::tree).orElse(null);
    }

    static String shorten(String hash) {
        return hash == null ? Numbers.NONE : hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
    }
}
