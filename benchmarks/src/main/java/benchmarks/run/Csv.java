package benchmarks.run;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows for people's own programs; RFC 4180. */
final class Csv {
    private Csv() {}

    static String of(String header, Stream<String> rows) {
        return Stream.concat(Stream.of(header), rows).collect(Collectors.joining("\n", "", "\n"));
    }

    static String row(Object... cells) {
        return Stream.of(cells).map(cell -> quote(cell.toString())).collect(Collectors.joining(","));
    }

    private static String quote(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
