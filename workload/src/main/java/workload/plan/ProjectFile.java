package workload.plan;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The text of a projects.yaml, as strict as its reader can be: an unknown key is most often a misspelt one. */
record ProjectFile(Map<String, Entry> projects) {
    private static final int CLONE_MINUTES = 10;
    private static final int BUILD_MINUTES = 60;

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultNullHandling(nulls -> nulls.withValueNulls(Nulls.SKIP, Nulls.FAIL)).build();

    ProjectFile {
        Required.some(projects == null ? null : projects.keySet(), "projects");
        for (String name : projects.keySet()) {
            Required.name(name);
        }
    }

    /**
     * A project without its name, as it stands in the file.
     *
     * <p>
     * Not a record: Jackson then says where an unknown key stands, and the defaults are the fields' values.
     */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    static final class Entry {
        private String description = "";
        private String repository;
        private String ref;
        private SourcePackage sourcePackage;
        private List<Part> parts = List.of();
        private List<String> packages = List.of();
        private List<Step> steps = List.of();
        private List<Artefact> artefacts = List.of();
        private List<Varying> varying = List.of();
        private Expectation expected = Expectation.NONE;
        private int cloneMinutes = CLONE_MINUTES;
        private int buildMinutes = BUILD_MINUTES;

        private Entry() {}

        private Project named(String name) {
            Required.text(repository, "repository");
            Required.text(ref, "ref");
            Required.some(steps, "steps");
            if (cloneMinutes < 1 || buildMinutes < 1) {
                throw new IllegalArgumentException("a limit is at least one minute");
            }
            Required.apart(name, parts);
            return new Project(name, description, repository, ref, sourcePackage, parts, packages, steps, artefacts,
                    varying, expected, Duration.ofMinutes(cloneMinutes), Duration.ofMinutes(buildMinutes));
        }
    }

    /**
     * Reads the projects of one file in its order.
     *
     * @param label
     *            what messages call the file
     * @throws PlanException
     *             with file, line, column and problem
     */
    static Map<String, Project> read(String label, InputStream text) throws PlanException, IOException {
        try {
            return named(label, MAPPER.readValue(text.readAllBytes(), ProjectFile.class).projects());
        } catch (JacksonException e) {
            throw new PlanException(label + position(e.getLocation()) + ": " + problem(e) + "; correct the file.", e);
        }
    }

    private static Map<String, Project> named(String label, Map<String, Entry> entries) throws PlanException {
        var projects = new LinkedHashMap<String, Project>();
        for (var entry : entries.entrySet()) {
            try {
                projects.put(entry.getKey(), entry.getValue().named(entry.getKey()));
            } catch (IllegalArgumentException e) {
                throw new PlanException(
                        label + ", project " + entry.getKey() + ": " + e.getMessage() + "; correct the file.", e);
            }
        }
        return projects;
    }

    private static String position(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String problem(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key '" + unknown.getPropertyName() + "', known are "
                    + String.join(", ", unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList());
        }
        if (e instanceof InvalidNullException) {
            return "a value is missing";
        }
        if (e.getCause() instanceof IllegalArgumentException own) {
            return own.getMessage();
        }
        return e.getOriginalMessage().lines().findFirst().orElse("can't be read");
    }
}
