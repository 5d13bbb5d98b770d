package workload.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import tech.tablesaw.api.Table;
import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.pairs.StudyArm;
import workload.report.Summary.Cell;
import workload.result.Count;
import workload.study.FileDifference;
import workload.study.ManifestCheck.KnownVarying;
import workload.study.ManifestCheck;
import workload.result.Outcome;
import workload.study.Trial;
import workload.study.TrialKey;

/** The section on what the builds left: whether it was the same on every target, and what wasn't. */
final class BuiltFiles {
    private static final int HASH_LENGTH = 64;
    private static final String EXPLANATION = "After each build, and outside of its time, everything below the checkout "
            + "but .git is read: names, types, permissions, sizes and contents, where symlinks point to. What a trial "
            + "built must be what the first OK trial on the disk built of the same project with the same clone engine; "
            + "without the disk the first target's takes its place. Files that are known to vary from build to build may "
            + "differ as projects.yaml says; any other difference makes a trial INVALID. Manifests are in manifests/.";
    private final Summary summary;
    private final List<Trial> checked;

    BuiltFiles(Summary summary) {
        this.summary = summary;
        this.checked = summary.data().trials().stream().filter(trial -> trial.check() != null).toList();
    }

    void add(Page page) {
        page.section("Built files");
        if (checked.isEmpty()) {
            page.text("Nothing was compared: no trial of this run has a manifest of what its build left.");
            return;
        }
        page.text(EXPLANATION);
        if (checked.stream().allMatch(BuiltFiles::isReference)) {
            page.text(
                    "Nothing was compared: each project was built well once at most, and there is nothing to compare with.");
        }
        page.table(comparisons());
        addNamesOnly(page);
        addDifferences(page);
        addKnown(page);
    }

    /** The trial that others are compared with: that it is like itself proves nothing. */
    private static boolean isReference(Trial trial) {
        return trial.check().reference().equals(trial.key());
    }

    /** How what was built on each target compares with the reference: the worst of its trials. */
    private Table comparisons() {
        return summary.columns(summary.cells().stream().filter(cell -> !built(cell).isEmpty()).toList())
                .count("trials compared", cell -> checks(cell).size())
                .count("files", cell -> most(cell, ManifestCheck::compared))
                .count("same", cell -> figure(checks(cell).stream().mapToLong(ManifestCheck::same).min()))
                .count("known to vary", cell -> most(cell, ManifestCheck::excused))
                .count("differ", cell -> most(cell, ManifestCheck::differing)).text("verdict", this::verdict).table();
    }

    private List<Trial> built(Cell cell) {
        return summary.trials(cell.project(), cell.arm()).stream()
                .filter(trial -> trial.check() != null || trial.outcome() == Outcome.OK).toList();
    }

    private List<ManifestCheck> checks(Cell cell) {
        return built(cell).stream().filter(trial -> trial.check() != null).filter(trial -> !isReference(trial))
                .map(Trial::check).toList();
    }

    private Long most(Cell cell, ToLongFunction<ManifestCheck> part) {
        LongStream values = checks(cell).stream().mapToLong(part);
        return figure(values.max());
    }

    private static Long figure(OptionalLong value) {
        return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
    }

    /** Nothing that wasn't compared passes for the same. */
    private String verdict(Cell cell) {
        List<Trial> built = built(cell);
        List<ManifestCheck> checks = checks(cell);
        long unknown = built.stream().filter(trial -> trial.check() == null).count();
        boolean reference = built.stream().anyMatch(trial -> trial.check() != null && isReference(trial));
        String text = checks.isEmpty() ? reference ? "the reference" : "" : compared(checks);
        if (reference && !checks.isEmpty()) {
            text += ", the reference among them";
        }
        return unknown == 0 ? text : text + (text.isEmpty() ? "" : ", ") + "not compared: " + unknown;
    }

    private static String compared(List<ManifestCheck> checks) {
        TrialKey with = checks.getFirst().reference();
        String reference = with.target() + " #" + with.repetition();
        long differ = checks.stream().filter(check -> check.differing() > 0).count();
        if (differ > 0) {
            return differ + " of " + checks.size() + " differ from " + reference;
        }
        boolean varies = checks.stream().anyMatch(check -> check.excused() > 0);
        return "as on " + reference + (varies ? " but for what is known to vary" : "");
    }

    private void addNamesOnly(Page page) {
        List<String> arms = summary.arms().stream()
                .filter(arm -> checked.stream().anyMatch(trial -> arm.holds(trial) && trial.check().namesOnly()))
                .map(StudyArm::label).toList();
        if (!arms.isEmpty()) {
            page.text("On " + String.join(", ", arms)
                    + " only names, types and permissions were compared: the trials or their "
                    + "reference were at a path of their own, which a build writes into its files.");
        }
    }

    private record Differing(Trial trial, FileDifference difference) {}

    private void addDifferences(Page page) {
        List<Trial> trials = checked.stream().filter(trial -> trial.check().differing() > 0).toList();
        if (trials.isEmpty()) {
            return;
        }
        List<Differing> rows = trials.stream()
                .flatMap(trial -> trial.check().differences().stream().map(d -> new Differing(trial, d))).toList();
        page.subsection("Built files that differ")
                .table(new Columns<>(rows).text("project", row -> row.trial().key().project())
                        .text("target", row -> summary.label(row.trial()))
                        .count("repetition", row -> row.trial().key().repetition())
                        .text("file", row -> row.difference().path())
                        .text("differs in", row -> row.difference().aspect().name().toLowerCase(Locale.ROOT))
                        .text("here", row -> value(row.difference().here()))
                        .text("reference", row -> value(row.difference().there())).table());
        trials.forEach(trial -> addRest(trial, page));
    }

    private static String value(String value) {
        return value == null || value.length() == HASH_LENGTH ? TreeTable.shorten(value) : value;
    }

    private void addRest(Trial trial, Page page) {
        long more = trial.check().differing() - trial.check().differences().size();
        if (more > 0) {
            page.text(trial.key().project() + " on " + summary.label(trial) + " #" + trial.key().repetition()
                    + " differs in " + Count.of(more, "further file") + ": zdiff of the two manifests shows them.");
        }
    }

    private record Known(String project, KnownVarying files) {}

    private void addKnown(Page page) {
        List<Known> known = summary.projects().stream().flatMap(this::known).toList();
        if (!known.isEmpty()) {
            page.subsection("Built files that are known to vary")
                    .table(new Columns<>(known).text("project", Known::project)
                            .text("files", one -> one.files().files())
                            .text("may differ in", one -> one.files().differ())
                            .count("differed in a trial, at most", one -> one.files().count())
                            .text("because", one -> one.files().because()).table())
                    .text("0: they never differed in this run. Where that stays so they need not be listed any more.");
        }
    }

    /** Of a project that was compared, the most that a trial needed of each allowed difference. */
    private Stream<Known> known(String project) {
        Map<String, KnownVarying> most = new LinkedHashMap<>();
        checked.stream().filter(trial -> Objects.equals(trial.key().project(), project))
                .filter(trial -> !isReference(trial)).flatMap(trial -> trial.check().known().stream())
                .forEach(files -> most.merge(files.files() + files.differ(), files,
                        (one, other) -> one.count() >= other.count() ? one : other));
        return most.values().stream().map(files -> new Known(project, files));
    }
}
