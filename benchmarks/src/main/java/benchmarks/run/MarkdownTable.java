package benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table for people; columns that no row fills are left out. */
final class MarkdownTable {
    private final List<String> header;
    private final int texts;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param texts
     *            how many columns from the left hold words; numbers stand to the right
     */
    MarkdownTable(int texts, String... header) {
        this.texts = texts;
        this.header = List.of(header);
    }

    void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        int[] columns = IntStream.range(0, header.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty())).toArray();
        StringBuilder text = new StringBuilder();
        text.append(line(header, columns));
        text.append(line(IntStream.range(0, header.size()).mapToObj(i -> i < texts ? "---" : "---:").toList(),
                columns));
        rows.forEach(row -> text.append(line(row, columns)));
        return text.toString();
    }

    private static String line(List<String> cells, int[] columns) {
        return "| " + String.join(" | ", IntStream.of(columns).mapToObj(cells::get).toList()) + " |\n";
    }
}
