package workload.result;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows for people's own programs; RFC 4180. */
public final class Csv {
    private Csv() {}

    /** A whole file. */
    public static String of(String header, Stream<String> rows) {
        return Stream.concat(Stream.of(header), rows).collect(Collectors.joining("\n", "", "\n"));
    }

    /** A cell that is null is empty. */
    public static String row(Object... cells) {
        return Stream.of(cells).map(Csv::quote).collect(Collectors.joining(","));
    }

    private static String quote(Object cell) {
        String text = Objects.toString(cell, "");
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
