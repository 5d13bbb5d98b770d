package memfs.cli;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One line of JSON from plain values, without Jackson's data binding: loading that costs a start 25 ms. */
final class JsonLine {

    private JsonLine() {}

    /** Maps become objects, collections arrays; int, long, double and booleans stay what they are, all else is its text. */
    static String of(Map<String, ?> content) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
            write(json, content);
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((name, entry) -> write(json.writeName(name.toString()), entry));
                json.writeEndObject();
            }
            case Collection<?> collection -> {
                json.writeStartArray();
                collection.forEach(element -> write(json, element));
                json.writeEndArray();
            }
            case Boolean flag -> json.writeBoolean(flag);
            case Double number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            default -> json.writeString(value.toString());
        }
    }
}
