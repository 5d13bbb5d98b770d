package benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table for people; columns that no row fills are left out, and numbers stand to the right. */
final class MarkdownTable {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... header) {
        this.header = List.of(header);
    }

    void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    @Override
    public String toString() {
        int[] columns = IntStream.range(0, header.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty())).toArray();
        StringBuilder text = new StringBuilder();
        text.append(line(header, columns));
        text.append(line(IntStream.range(0, header.size()).mapToObj(i -> isNumbers(i) ? "---:" : "---").toList(),
                columns));
        rows.forEach(row -> text.append(line(row, columns)));
        return text.toString();
    }

    private boolean isNumbers(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(cell -> cell.isEmpty() || isDigit(cell.charAt(0)));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static String line(List<String> cells, int[] columns) {
        return "| " + String.join(" | ", IntStream.of(columns).mapToObj(cells::get).toList()) + " |\n";
    }
}
