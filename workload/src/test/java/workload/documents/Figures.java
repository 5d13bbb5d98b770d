package workload.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import workload.result.Csv;
import workload.stats.Stats;

/** Reads what markers name: fields of studies, and of the CSV and JSON files of any sample. */
final class Figures {
    private static final String DIVIDED_BY = "÷ ";
    private static final String UNIT = "in ";
    private static final Map<String, Double> UNITS = Map.of("%", 100.0, "ms", 1e3, "µs", 1e6, "KiB", 1.0 / (1 << 10),
            "MiB", 1.0 / (1 << 20), "GiB", 1.0 / (1 << 30), "MB", 1e-6, "GB", 1e-9);

    private final Map<Path, List<Map<String, String>>> tables = new HashMap<>();
    private final Map<Path, StudyFigures> studies = new HashMap<>();

    /**
     * The value that a marker names.
     *
     * @throws IllegalArgumentException
     *             if the sample has no such field
     */
    FigureValue of(Marker marker) throws IOException {
        Path source = Documents.SAMPLES.resolve(marker.source());
        if (!Files.exists(source)) {
            throw new IllegalArgumentException("there is no " + Documents.name(source));
        }
        List<String> fields = marker.fields();
        if (fields.isEmpty() || !fields.getLast().startsWith(UNIT)) {
            return read(source, fields);
        }
        String unit = fields.getLast().substring(UNIT.length());
        if (!UNITS.containsKey(unit)) {
            throw new IllegalArgumentException("'" + unit + "' is none of " + new TreeSet<>(UNITS.keySet()));
        }
        return read(source, fields.subList(0, fields.size() - 1)).times(UNITS.get(unit));
    }

    private FigureValue read(Path source, List<String> fields) throws IOException {
        if (Files.isDirectory(source)) {
            if (!studies.containsKey(source)) {
                studies.put(source, StudyFigures.read(source));
            }
            return studies.get(source).of(fields);
        }
        return FigureValue.of(fields.getFirst().startsWith("/") ? json(source, fields) : cell(source, fields));
    }

    /** {@code median COLUMN; NAME=VALUE...}, over {@code ÷ NAME=VALUE...} if that stands behind it. */
    private double cell(Path source, List<String> fields) throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        fields.stream().skip(1).filter(field -> !field.startsWith(DIVIDED_BY)).forEach(field -> put(rows, field));
        double value = cell(source, fields.getFirst(), rows);
        List<String> others = fields.stream().filter(field -> field.startsWith(DIVIDED_BY)).toList();
        others.forEach(field -> put(rows, field.substring(DIVIDED_BY.length())));
        return others.isEmpty() ? value : value / cell(source, fields.getFirst(), rows);
    }

    private static void put(Map<String, String> rows, String field) {
        String[] sides = field.split("=", 2);
        if (sides.length < 2) {
            throw new IllegalArgumentException("'" + field + "' is not COLUMN=VALUE");
        }
        rows.put(sides[0], sides[1]);
    }

    private double cell(Path source, String operation, Map<String, String> where) throws IOException {
        String[] words = operation.split(" ", 2);
        double[] values = rows(source).stream()
                .filter(row -> where.entrySet().stream()
                        .allMatch(condition -> condition.getValue().equals(row.get(condition.getKey()))))
                .mapToDouble(row -> words.length == 1 ? 1 : Double.parseDouble(row.get(words[1]))).toArray();
        if (values.length == 0) {
            throw new IllegalArgumentException("no row has " + where);
        }
        return switch (words[0]) {
            case "median" -> Stats.of(DoubleStream.of(values)).orElseThrow().median();
            case "least" -> DoubleStream.of(values).min().orElseThrow();
            case "most" -> DoubleStream.of(values).max().orElseThrow();
            case "sum" -> DoubleStream.of(values).sum();
            case "rows" -> values.length;
            default ->
                throw new IllegalArgumentException("'" + words[0] + "' is none of median, least, most, sum, rows");
        };
    }

    private List<Map<String, String>> rows(Path source) throws IOException {
        if (!tables.containsKey(source)) {
            String text = Files.readString(source);
            tables.put(source, source.toString().endsWith(".csv") ? Csv.read(text) : samples(text));
        }
        return tables.get(source);
    }

    /** Of {@code micro} in the first format: an array of objects, each a row. */
    private static List<Map<String, String>> samples(String json) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode sample : new ObjectMapper().readTree(json).path("samples")) {
            Map<String, String> row = new HashMap<>();
            sample.properties().stream().filter(field -> field.getValue().isValueNode())
                    .forEach(field -> row.put(field.getKey(), field.getValue().asString()));
            rows.add(row);
        }
        return rows;
    }

    /** {@code /a/0/b}: the number there, or the sum of the numbers in the object there. With {@code or 0} behind it, what isn't there is 0. */
    private static double json(Path source, List<String> fields) throws IOException {
        JsonPointer pointer = JsonPointer.compile(fields.getFirst());
        JsonNode root = new ObjectMapper().readTree(Files.readString(source));
        JsonNode at = root.at(pointer);
        boolean isZero = at.isMissingNode() && fields.size() > 1 && fields.get(1).equals("or 0")
                && root.at(pointer.head()).isObject();
        if (!at.isNumber() && !at.isObject() && !isZero) {
            throw new IllegalArgumentException("nothing is at " + pointer);
        }
        return at.isObject()
                ? StreamSupport.stream(at.spliterator(), false).mapToDouble(JsonNode::asDouble).sum()
                : at.asDouble(0);
    }
}
