package workload.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Renders blocks as one HTML page that is well-formed XML too; its style stands in it. */
public final class HtmlWriter {
    private HtmlWriter() {}

    public static String write(String title, List<Block> blocks) throws IOException {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escape(title), style(),
                blocks.stream().map(HtmlWriter::block).collect(Collectors.joining()));
    }

    private static String style() throws IOException {
        try (InputStream in = HtmlWriter.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String block(Block block) {
        return switch (block) {
            case Block.Heading(int level, String text) -> "<h%d>%s</h%d>\n".formatted(level, escape(text), level);
            case Block.Paragraph(String text) -> "<p>" + escape(text) + "</p>\n";
            case Block.Bullets(List<String> items) -> items.stream().map(item -> "<li>" + escape(item) + "</li>\n")
                    .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
            case Block.TableBlock(Table table) -> table(table);
            case Block.Figure figure -> figure(figure);
        };
    }

    private static String figure(Block.Figure figure) {
        return """
                <figure>
                <a href="%1$s.svg"><img src="%1$s.png" alt="%2$s"/></a>
                <figcaption>%3$s (<a href="%1$s.png">PNG</a>, <a href="%1$s.svg">SVG</a>)</figcaption>
                </figure>
                """.formatted(figure.name(), escape(figure.title()), escape(figure.caption()));
    }

    private static String table(Table table) {
        StringBuilder text = new StringBuilder("<div class=\"table\"><table>\n<thead><tr>");
        table.columns().forEach(c -> text.append(cell("th", c, escape(c.name()))));
        text.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < table.rowCount(); i++) {
            int row = i;
            text.append("<tr>");
            table.columns().forEach(c -> text.append(cell("td", c, content(c, row))));
            text.append("</tr>\n");
        }
        return text.append("</tbody>\n</table></div>\n").toString();
    }

    private static String cell(String tag, Column<?> column, String content) {
        return (Columns.isNumber(column) ? "<" + tag + " class=\"n\">" : "<" + tag + ">") + content + "</" + tag + ">";
    }

    private static String content(Column<?> column, int row) {
        String text = column.getString(row);
        if (column.name().equals(Block.TableBlock.LINK) && !text.equals(Numbers.NONE)) {
            return "<a href=\"" + escape(Links.href(text)) + "\">" + escape(text) + "</a>";
        }
        return escape(text);
    }

    /** For text and for attribute values in double quotes. */
    static String escape(String text) {
        return Links.printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
