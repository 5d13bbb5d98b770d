package workload.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import workload.page.Style;
import workload.study.Trial;

/**
 * What is compared: a target in one variant; the arms of a project did the same work.
 *
 * @param label
 *            the target's name, and of the variant only what tells it from the run's other arms
 */
record StudyArm(String target, SortedMap<String, String> variant, String label) {
    /** The base name of the arm that the others are compared with. */
    static final String BASELINE = "disk";
    static final String TMPFS = "tmpfs";
    private static final Set<String> MEMFS = Set.of("memfs", "memfs-jnr");

    private static final String JOBS = "jobs";
    /** By the clone engine, then by jobs: 10 comes after 2. */
    private static final Comparator<SortedMap<String, String>> ORDER = Comparator
            .comparing((SortedMap<String, String> variant) -> withoutJobs(variant).toString())
            .thenComparingInt(StudyArm::jobs);

    /** The arms of a run: by target in the order of the command line, then by variant. */
    static List<StudyArm> of(List<Trial> trials, List<String> targets) {
        List<SortedMap<String, String>> variants = trials.stream().map(t -> t.key().variant()).distinct()
                .sorted(ORDER).toList();
        List<String> names = new ArrayList<>(targets);
        trials.stream().map(t -> t.key().target()).filter(t -> !names.contains(t)).distinct().sorted()
                .forEach(names::add);
        List<StudyArm> arms = new ArrayList<>();
        for (SortedMap<String, String> variant : variants) {
            String suffix = difference(variant, variants);
            names.stream().map(name -> new StudyArm(name, variant, name + suffix)).forEach(arms::add);
        }
        return arms;
    }

    private static String difference(SortedMap<String, String> variant, List<SortedMap<String, String>> all) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> e : variant.entrySet()) {
            if (all.stream().anyMatch(other -> !e.getValue().equals(other.get(e.getKey())))) {
                text.append(suffix(e.getKey(), e.getValue()));
            }
        }
        return text.toString();
    }

    private static SortedMap<String, String> withoutJobs(SortedMap<String, String> variant) {
        SortedMap<String, String> rest = new TreeMap<>(variant);
        rest.remove(JOBS);
        return rest;
    }

    private static int jobs(SortedMap<String, String> variant) {
        return Integer.parseInt(variant.getOrDefault(JOBS, "0"));
    }

    /** Of a parallel build; 0 where the run doesn't say. */
    int jobs() {
        return jobs(variant);
    }

    /** All of the variant but the jobs. */
    SortedMap<String, String> engine() {
        return withoutJobs(variant);
    }

    /** For a chart whose bars and lines don't differ by their jobs, or that says them otherwise. */
    String labelWithoutJobs() {
        return label.replace(suffix(JOBS, variant.get(JOBS)), "");
    }

    private static String suffix(String key, String value) {
        return ", " + key + " " + value;
    }

    /** The same in every chart: a colour for each target, paler with each further clone engine. */
    Color colour(List<StudyArm> arms) {
        return Style.colour(arms.stream().map(StudyArm::target).distinct().toList().indexOf(target),
                arms.stream().map(StudyArm::engine).distinct().toList().indexOf(engine()));
    }

    boolean holds(Trial trial) {
        return trial.key().target().equals(target) && trial.key().variant().equals(variant);
    }

    /** The target without its options: {@code memfs-jnr} of {@code memfs-jnr:noxattr}. */
    String kind() {
        return target.split(":", 2)[0];
    }

    /** Whether it is a MemFS, on whatever transport; a target of the user may have any other name. */
    boolean isMemfs() {
        return MEMFS.contains(kind());
    }

    /** Whether it is what others are compared with. */
    boolean isReference() {
        return isBaseline() || kind().equals(TMPFS);
    }

    boolean isBaseline() {
        return kind().equals(BASELINE);
    }
}
