package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void valuesStayWhatTheyAre() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("event", "ready");
        content.put("size", 1L << 40);
        content.put("workers", 2);
        content.put("timeout", 1.5);
        content.put("on", true);
        content.put("names", List.of("a", "b"));
        content.put("none", List.of());
        content.put("inner", Map.of("number", -1));
        assertThat(JsonLine.of(content)).isEqualTo("{\"event\":\"ready\",\"size\":1099511627776,\"workers\":2,"
                + "\"timeout\":1.5,\"on\":true,\"names\":[\"a\",\"b\"],\"none\":[],\"inner\":{\"number\":-1}}");
    }

    @Test
    void anyMountPointStaysOneLine() {
        assertThat(JsonLine.of(Map.of("mountPoint", "/tmp/a \"b\"\n\\ü"))).isEqualTo(
                "{\"mountPoint\":\"/tmp/a \\\"b\\\"\\n\\\\ü\"}");
    }
}
