package memfs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import memfs.mount.MountException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A configuration file, JSON or YAML (which JSON is a part of): the long names of the flags, all optional; flags override
 * it.
 *
 * @param options
 *            the mount options, {@code options: {size: 4g, ro: true}}
 */
record Configuration(String name, String cache, LogLevel level, Boolean readonly,
        @JsonProperty("stats-file") Path statsFile, Map<String, String> options) {

    static final Configuration EMPTY = new Configuration(null, null, null, null, null, Map.of());

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Configuration {
        options = options == null ? Map.of() : Map.copyOf(options);
    }

    /**
     * @throws MountException
     *             the file can't be read, or is corrupt: with its line and column
     */
    static Configuration read(Path file) throws MountException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Configuration configuration = MAPPER.readValue(bytes, Configuration.class);
            return configuration == null ? EMPTY : configuration;
        } catch (IOException e) {
            throw new MountException("configuration file " + file + " can't be read; check its name and permissions",
                    e);
        } catch (JacksonException e) {
            throw new MountException(place(file, e) + firstLine(e.getOriginalMessage()) + "; correct the file", e);
        }
    }

    private static String place(Path file, JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 0
                ? file + ": "
                : file + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not understood");
    }
}
