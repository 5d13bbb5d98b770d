package memfs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

import memfs.mount.MountException;
import memfs.mount.Statistics;
import memfs.sys.FileNames;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A configuration file, JSON or YAML (which JSON is a part of): the long names of the flags, all optional; flags override
 * it.
 *
 * @param options
 *            the mount options, {@code options: {size: 4g, ro: true}}
 */
record Configuration(String name, String cache, LogLevel level, Boolean readonly,
        @JsonProperty("stats-file") @JsonDeserialize(using = FileName.class) Path statsFile, Statistics stats,
        Map<String, String> options) {

    static final Configuration EMPTY = new Configuration(null, null, null, null, null, null, Map.of());

    Configuration {
        options = options == null ? Map.of() : new LinkedHashMap<>(options);
        options.values().removeIf(Objects::isNull);
    }

    /** Not Jackson's own reader of paths, which takes a name with a colon for a URI. */
    static final class FileName extends StdDeserializer<Path> {
        FileName() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getValueAsString();
            if (text == null) {
                return (Path) context.handleUnexpectedToken(Path.class, parser);
            }
            try {
                return FileNames.path(text);
            } catch (InvalidPathException e) {
                throw context.weirdStringException(text, Path.class, e.getReason());
            }
        }
    }

    /**
     * @throws MountException
     *             the file can't be read, or is corrupt: with its line and column
     */
    static Configuration read(Path file) throws MountException {
        YAMLMapper mapper = mapper();
        try (JsonParser parser = mapper.createParser(Files.readAllBytes(file))) {
            return read(file, mapper, parser);
        } catch (IOException e) {
            throw new MountException("configuration file " + file + " can't be read; check its name and permissions",
                    e);
        }
    }

    /** Made where there is a file to read: it costs a start 30 ms. */
    private static YAMLMapper mapper() {
        return YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    private static Configuration read(Path file, YAMLMapper mapper, JsonParser parser) throws MountException {
        try {
            Configuration configuration = mapper.readValue(parser, Configuration.class);
            return configuration == null ? EMPTY : configuration;
        } catch (UnrecognizedPropertyException e) {
            throw new MountException(place(file, e, parser) + "there is no setting '" + e.getPropertyName()
                    + "'; known are name, cache, level, readonly, stats-file, stats, options", e);
        } catch (MismatchedInputException e) {
            throw new MountException(place(file, e, parser) + mismatch(e) + "; correct the file", e);
        } catch (JacksonException e) {
            throw new MountException(e.getCause() instanceof MarkedYamlEngineException yaml
                    ? syntax(file, yaml)
                    : place(file, e, parser) + firstLine(e.getOriginalMessage()) + "; correct the file", e);
        }
    }

    /** In the words of the file: Jackson's own message is about Java's classes. */
    private static String mismatch(MismatchedInputException e) {
        String setting = e.getPath().stream().map(JacksonException.Reference::getPropertyName).filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return setting.isEmpty()
                ? "settings by their names are expected, in one document, like size: 4g within options:"
                : "the value of " + setting + " is none that this setting takes (see memfs --help)";
    }

    /** Jackson reports the parser's position; the YAML library has the position of the error. */
    private static String syntax(Path file, MarkedYamlEngineException e) {
        String place = e.getProblemMark()
                .map(mark -> ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)).orElse("");
        return file + place + ": " + firstLine(e.getProblem()) + "; correct the file";
    }

    /** Where the error is; the parser knows where the exception doesn't. */
    private static String place(Path file, JacksonException e, JsonParser parser) {
        TokenStreamLocation reported = e.getLocation();
        TokenStreamLocation at = reported != null && reported.getLineNr() > 0
                ? reported
                : parser.currentTokenLocation();
        return file + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not understood");
    }
}
