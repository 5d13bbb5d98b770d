package workload.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Renders blocks as GitHub's Markdown. */
public final class MarkdownWriter {
    private static final String SPECIAL = "\\`*_[]<>|~&$";

    private MarkdownWriter() {}

    public static String write(List<Block> blocks) {
        return blocks.stream().map(MarkdownWriter::block).collect(Collectors.joining("\n"));
    }

    private static String block(Block block) {
        return switch (block) {
            case Block.Heading(int level, String text) -> "#".repeat(level) + " " + escape(text) + "\n";
            case Block.Paragraph(String text) -> escape(text) + "\n";
            case Block.Bullets(List<String> items) ->
                items.stream().map(item -> "- " + escape(item) + "\n").collect(Collectors.joining());
            case Block.TableBlock(Table table) -> table(table);
            case Block.Figure(String name, String title, String caption) ->
                "![%s](%s.png)\n\n%s ([SVG](%s.svg))\n".formatted(escape(title), name, escape(caption), name);
        };
    }

    private static String table(Table table) {
        StringBuilder text = new StringBuilder();
        text.append(row(table.columnNames().stream().map(MarkdownWriter::escape).toList()));
        text.append(row(table.columns().stream().map(c -> Columns.isNumber(c) ? "---:" : "---").toList()));
        for (int i = 0; i < table.rowCount(); i++) {
            int line = i;
            text.append(row(table.columns().stream().map(column -> cell(column, line)).toList()));
        }
        return text.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String cell(Column<?> column, int row) {
        String text = column.getString(row);
        if (column.name().equals(Block.TableBlock.LINK) && !text.equals(Numbers.NONE)) {
            return "[" + escape(text) + "](" + Links.href(text) + ")";
        }
        return escape(text);
    }

    /** Text from outside must stay text, and on one line. */
    static String escape(String text) {
        String line = Links.printable(text).replace('\n', ' ');
        return IntStream.range(0, line.length()).mapToObj(line::charAt)
                .map(c -> SPECIAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c))
                .collect(Collectors.joining());
    }
}
