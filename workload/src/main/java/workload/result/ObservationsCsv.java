package workload.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code observations.csv}: a row for each observation, a column for each level of its variant and for each of its values.
 *
 * <p>
 * Values within values have both names, with a dot between them: {@code counts.messages}.
 */
final class ObservationsCsv {
    private static final List<String> KEY = List.of("experiment", "subject", "target", "repetition");
    private static final List<String> END = List.of("outcome", "message", "environment", "mount");

    private ObservationsCsv() {}

    static <V> String of(List<Observation<V>> observations) {
        Set<String> variants = new TreeSet<>();
        Set<String> values = new LinkedHashSet<>();
        List<Map<String, Object>> flat = new ArrayList<>();
        for (Observation<V> observation : observations) {
            variants.addAll(observation.key().variant().keySet());
            Map<String, Object> own = flatten(observation.values());
            values.addAll(own.keySet());
            flat.add(own);
        }
        List<String> header = new ArrayList<>(KEY);
        header.addAll(variants);
        header.addAll(values);
        header.addAll(END);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < flat.size(); i++) {
            rows.add(row(observations.get(i), variants, values, flat.get(i)));
        }
        return Csv.of(header, rows.stream());
    }

    private static List<Object> row(Observation<?> of, Set<String> variants, Set<String> names,
            Map<String, Object> values) {
        ObservationKey key = of.key();
        List<Object> cells = new ArrayList<>(List.of(key.experiment(), key.subject(), key.target(), key.repetition()));
        variants.forEach(name -> cells.add(key.variant().get(name)));
        names.forEach(name -> cells.add(values.get(name)));
        cells.addAll(Arrays.asList(of.outcome(), of.message(), of.environment(), of.mount()));
        return cells;
    }

    /** The numbers and words among the values, by their names. */
    private static Map<String, Object> flatten(Object values) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", JsonMapper.shared().valueToTree(values), flat);
        return flat;
    }

    private static void flatten(String name, JsonNode node, Map<String, Object> flat) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(entry -> flatten(name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                            entry.getValue(), flat));
        } else if (node.isNumber()) {
            flat.put(name, node.numberValue());
        } else if (node.isString()) {
            flat.put(name, node.stringValue());
        }
    }
}
