package workload.pairs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import workload.result.TargetSettings;
import workload.study.RunInfo;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Variant;

/**
 * What is compared: a target in one variant; the arms of a project did the same work.
 *
 * @param kind
 *            the built-in target behind the name: {@code memfs} of {@code a=memfs:noxattr}; else the user's name
 * @param label
 *            the target's name, and of the variant only what differs from the run's other arms
 */
public record StudyArm(String target, String kind, SortedMap<String, String> variant, String label) {
    /** The kind of the arm that the others are compared with. */
    public static final String BASELINE = "disk";
    public static final String TMPFS = "tmpfs";
    private static final Set<String> MEMFS = Set.of("memfs", "memfs-jnr");
    /** The setting of a labelled target that says which target it is. */
    private static final String LABELLED = "target";

    /** By the clone engine, then by jobs: 10 comes after 2. */
    private static final Comparator<SortedMap<String, String>> ORDER = Comparator
            .comparing((SortedMap<String, String> variant) -> withoutJobs(variant).toString())
            .thenComparingInt(StudyArm::jobs);

    /**
     * The arms of a run, those without a trial yet included: by target in the order of the command line, then by variant.
     */
    public static List<StudyArm> of(RunInfo info, List<Trial> trials) {
        List<TrialKey> keys = new ArrayList<>(trials.stream().map(Trial::key).toList());
        info.targets().stream()
                .flatMap(target -> planned(info, trials).map(variant -> new TrialKey("", target, variant, 1)))
                .forEach(keys::add);
        return of(keys, info.targets(), kinds(trials));
    }

    /** Those of the form that the trials have: a very old run's trials don't say their jobs. */
    private static Stream<SortedMap<String, String>> planned(RunInfo info, List<Trial> trials) {
        return info.cloneEngines().stream()
                .flatMap(engine -> info.jobs().stream().map(jobs -> Variant.of(engine, jobs)))
                .filter(variant -> trials.stream()
                        .allMatch(trial -> trial.key().variant().keySet().equals(variant.keySet())));
    }

    /**
     * The arms of trials that may not have run yet.
     *
     * @param kinds
     *            by the name of a target; without its options the name is the kind of any other
     */
    public static List<StudyArm> of(List<TrialKey> keys, List<String> targets, Map<String, String> kinds) {
        List<SortedMap<String, String>> variants = keys.stream().map(TrialKey::variant).distinct().sorted(ORDER)
                .toList();
        List<String> names = new ArrayList<>(targets);
        keys.stream().map(TrialKey::target).filter(t -> !names.contains(t)).distinct().sorted().forEach(names::add);
        List<StudyArm> arms = new ArrayList<>();
        for (SortedMap<String, String> variant : variants) {
            String suffix = difference(variant, variants);
            names.stream().map(name -> new StudyArm(name, kinds.getOrDefault(name, withoutOptions(name)), variant,
                    name + suffix)).forEach(arms::add);
        }
        return arms;
    }

    /** The kinds of labelled targets, as recorded by the trials that mounted them. */
    public static Map<String, String> kinds(List<Trial> trials) {
        Map<String, String> kinds = new TreeMap<>();
        for (Trial trial : trials) {
            TargetSettings settings = trial.settings();
            if (settings != null && settings.negotiated() != null
                    && settings.negotiated().get(LABELLED) instanceof String spec) {
                kinds.put(trial.key().target(), withoutOptions(spec));
            }
        }
        return kinds;
    }

    private static String withoutOptions(String target) {
        return target.split(":", 2)[0];
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
        rest.remove(Variant.JOBS);
        return rest;
    }

    private static int jobs(SortedMap<String, String> variant) {
        return Integer.parseInt(variant.getOrDefault(Variant.JOBS, "0"));
    }

    /** Of a parallel build; 0 where the run doesn't say. */
    public int jobs() {
        return jobs(variant);
    }

    /** Another target in the same variant. */
    public StudyArm on(String other) {
        return new StudyArm(other, withoutOptions(other), variant, other);
    }

    /** All of the variant but the jobs. */
    public SortedMap<String, String> engine() {
        return withoutJobs(variant);
    }

    /** For a chart whose bars and lines don't differ by their jobs, or that says them otherwise. */
    public String labelWithoutJobs() {
        return label.replace(suffix(Variant.JOBS, variant.get(Variant.JOBS)), "");
    }

    private static String suffix(String key, String value) {
        return ", " + key + " " + value;
    }

    public boolean holds(Trial trial) {
        return trial.key().target().equals(target) && trial.key().variant().equals(variant);
    }

    /** Whether it is a MemFS, on whatever transport; a target of the user may have any other name. */
    public boolean isMemfs() {
        return MEMFS.contains(kind);
    }

    /** Whether it is what others are compared with. */
    public boolean isReference() {
        return isBaseline() || kind.equals(TMPFS);
    }

    public boolean isBaseline() {
        return kind.equals(BASELINE);
    }
}
