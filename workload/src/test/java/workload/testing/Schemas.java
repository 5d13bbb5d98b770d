package workload.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON Schemas of docs/schema. */
public final class Schemas {
    private static final Path FOLDER = Path.of("../docs/schema").toAbsolutePath().normalize();
    private static final SchemaRegistry REGISTRY = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    /** Fails with what is wrong. */
    public static void assertValid(String schema, String json) throws IOException {
        Schema rules = REGISTRY.getSchema(Files.readString(FOLDER.resolve(schema + ".schema.json")), InputFormat.JSON);

        assertThat(rules.validate(json, InputFormat.JSON)).as(schema).isEmpty();
    }

    public static void assertValid(String schema, Path file) throws IOException {
        assertValid(schema, Files.readString(file));
    }
}
