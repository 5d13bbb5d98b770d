package workload.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import workload.result.ManifestCheck;
import workload.result.ManifestCheck.KnownVarying;
import workload.result.Trial;

/** The section on what the builds left: whether it was the same on every target, and what wasn't. */
final class BuiltFiles {
    private static final String EXPLANATION = "After each build, and outside of its time, everything below the checkout "
            + "but .git is read: names, types, permissions, sizes and contents, where symlinks point to. What a trial "
            + "built must be what the first OK trial on the disk built of the same project with the same clone engine; "
            + "without the disk the first target's takes its place. Files that are known to vary from build to build may "
            + "differ as projects.yaml says; any other difference makes a trial INVALID. Manifests are in manifests/.";

    private final Summary summary;
    private final List<Trial> checked;
    private final List<Block> blocks = new ArrayList<>();

    private BuiltFiles(Summary summary) {
        this.summary = summary;
        this.checked = summary.data().trials().stream().filter(trial -> trial.check() != null).toList();
    }

    static List<Block> of(Summary summary) {
        BuiltFiles section = new BuiltFiles(summary);
        section.blocks.add(new Block.Heading(2, "Built files"));
        section.addAll();
        return section.blocks;
    }

    /** The trial that others are compared with: that it is like itself proves nothing. */
    static boolean isReference(Trial trial) {
        return trial.check().reference().equals(trial.key());
    }

    private void addAll() {
        if (checked.isEmpty()) {
            text("Nothing was compared: no trial of this run has a manifest of what its build left.");
            return;
        }
        text(EXPLANATION);
        if (checked.stream().allMatch(BuiltFiles::isReference)) {
            text("Nothing was compared: each project was built well once at most, and there is nothing to compare with.");
        }
        blocks.add(new Block.TableBlock(BuiltFilesTable.of(summary)));
        addNamesOnly();
        addDifferences();
        addKnown();
    }

    private void addNamesOnly() {
        List<String> arms = summary.arms().stream()
                .filter(arm -> checked.stream().anyMatch(trial -> arm.holds(trial) && trial.check().namesOnly()))
                .map(Arm::label).toList();
        if (!arms.isEmpty()) {
            text("On " + String.join(", ", arms)
                    + " only names, types and permissions were compared: the trials or their "
                    + "reference were at a path of their own, which a build writes into its files.");
        }
    }

    private void addDifferences() {
        List<Trial> differing = checked.stream().filter(trial -> trial.check().differing() > 0).toList();
        if (!differing.isEmpty()) {
            blocks.add(new Block.Heading(3, "Built files that differ"));
            blocks.add(new Block.TableBlock(DifferenceTable.of(summary, differing)));
            differing.forEach(this::addRest);
        }
    }

    private void addRest(Trial trial) {
        ManifestCheck check = trial.check();
        long more = check.differing() - check.differences().size();
        if (more > 0) {
            text("Of " + trial.key().project() + " on " + FailureTable.label(summary, trial) + " #"
                    + trial.key().repetition() + " " + Numbers.whole(more)
                    + " more files differ: zdiff of the two manifests shows them.");
        }
    }

    private void addKnown() {
        Map<String, List<KnownVarying>> known = known();
        if (!known.isEmpty()) {
            blocks.add(new Block.Heading(3, "Built files that are known to vary"));
            blocks.add(new Block.TableBlock(KnownTable.of(known)));
            text("0: they never differed in this run. Where that stays so they need not be listed any more.");
        }
    }

    /** Of each project that was compared, the most that a trial needed of each excuse. */
    private Map<String, List<KnownVarying>> known() {
        Map<String, List<KnownVarying>> known = new LinkedHashMap<>();
        for (String project : summary.projects()) {
            Map<String, KnownVarying> most = new LinkedHashMap<>();
            compared(project).flatMap(trial -> trial.check().known().stream())
                    .forEach(files -> most.merge(files.files() + files.differ(), files,
                            (one, other) -> one.count() >= other.count() ? one : other));
            if (!most.isEmpty()) {
                known.put(project, List.copyOf(most.values()));
            }
        }
        return known;
    }

    private Stream<Trial> compared(String project) {
        return checked.stream().filter(trial -> Objects.equals(trial.key().project(), project))
                .filter(trial -> !isReference(trial));
    }

    private void text(String text) {
        blocks.add(new Block.Paragraph(text));
    }
}
