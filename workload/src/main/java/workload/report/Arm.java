package workload.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import workload.result.Trial;

/**
 * What is compared: a target in one variant; the arms of a project did the same work.
 *
 * @param label
 *            the target's name, and of the variant only what tells it from the run's other arms
 */
record Arm(String target, SortedMap<String, String> variant, String label) {
    /** The base name of the arm that the others are compared with. */
    static final String BASELINE = "disk";

    /** The arms of a run: by target in the order of the command line, then by variant. */
    static List<Arm> of(List<Trial> trials, List<String> targets) {
        List<SortedMap<String, String>> variants = trials.stream().map(t -> t.key().variant()).distinct()
                .sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
        List<String> names = new ArrayList<>(targets);
        trials.stream().map(t -> t.key().target()).filter(t -> !names.contains(t)).distinct().sorted()
                .forEach(names::add);
        List<Arm> arms = new ArrayList<>();
        for (SortedMap<String, String> variant : variants) {
            String suffix = difference(variant, variants);
            names.stream().map(name -> new Arm(name, variant, name + suffix)).forEach(arms::add);
        }
        return arms;
    }

    private static String difference(SortedMap<String, String> variant, List<SortedMap<String, String>> all) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> e : variant.entrySet()) {
            if (all.stream().anyMatch(other -> !e.getValue().equals(other.get(e.getKey())))) {
                text.append(", ").append(e.getKey()).append(' ').append(e.getValue());
            }
        }
        return text.toString();
    }

    boolean holds(Trial trial) {
        return trial.key().target().equals(target) && trial.key().variant().equals(variant);
    }

    /** The target without its options: {@code memfs-jnr} of {@code memfs-jnr:noxattr}. */
    String kind() {
        return target.split(":", 2)[0];
    }

    /** Whether it is a MemFS, on whatever transport. */
    boolean isMemfs() {
        return kind().startsWith("memfs");
    }

    boolean isBaseline() {
        return kind().equals(BASELINE);
    }
}
