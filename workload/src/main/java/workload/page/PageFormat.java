package workload.page;

import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** How a page is written: a template of the blocks, and what escapes text in it. */
enum PageFormat {
    /** Well-formed XML too. */
    HTML("page.html.mustache", new String[][]{{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}}),
    /** GitHub's; text stays on one line. */
    MARKDOWN("page.md.mustache", new String[][]{{"\n", " "}, {"\\", "\\\\"}, {"`", "\\`"}, {"*", "\\*"}, {"_", "\\_"},
            {"[", "\\["}, {"]", "\\]"}, {"<", "\\<"}, {">", "\\>"}, {"|", "\\|"}, {"~", "\\~"}, {"&", "\\&"},
            {"$", "\\$"}});

    private final Template template;

    PageFormat(String resource, String[][] replacements) {
        Mustache.Escaper escaper = Escapers.simple(replacements);
        this.template = Mustache.compiler().nullValue("").withEscaper(text -> escaper.escape(printable(text)))
                .compile(new InputStreamReader(PageFormat.class.getResourceAsStream(resource), StandardCharsets.UTF_8));
    }

    String render(String title, List<Block> blocks) {
        return template.execute(Map.of("title", title, "blocks", blocks.stream().map(PageFormat::fields).toList()));
    }

    /** A block under the name of its kind. */
    private static Map<String, Object> fields(Block block) {
        return switch (block) {
            case Block.Heading(int level, String text) ->
                Map.of("heading", Map.of("level", level, "marks", "#".repeat(level), "text", text));
            case Block.Paragraph paragraph -> Map.of("paragraph", paragraph);
            case Block.Bullets bullets -> Map.of("bullets", bullets);
            case Block.Figure figure -> Map.of("figure", figure);
            case Block.TableBlock(Table table) -> Map.of("table", Map.of("columns",
                    table.columns().stream().map(PageFormat::header).toList(), "rows",
                    IntStream.range(0, table.rowCount()).mapToObj(row -> row(table, row)).toList()));
        };
    }

    private static List<Map<String, Object>> row(Table table, int row) {
        return table.columns().stream().map(column -> cell(column, column.getString(row))).toList();
    }

    private static Map<String, Object> header(Column<?> column) {
        return Map.of("text", column.name(), "number", Columns.isNumber(column));
    }

    private static Map<String, Object> cell(Column<?> column, String text) {
        Map<String, Object> cell = new HashMap<>(header(column));
        cell.put("text", text);
        if (column.name().equals(Columns.LINK) && !text.equals(Numbers.NONE)) {
            cell.put("link", href(text));
        }
        return cell;
    }

    /** The way from the page's folder to a file of the run, with every special character encoded. */
    static String href(String fileOfRun) {
        try {
            return new URI(null, null, "../" + fileOfRun, null).toASCIIString().replace("(", "%28").replace(")", "%29");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a relative path: " + fileOfRun, e);
        }
    }

    /** XML 1.0 has no control characters besides tab and line ends; a log's last line may hold any. */
    static String printable(String text) {
        return text.codePoints().map(c -> isPrintable(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0xD800 || c == '\n' || c == '\t' || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF;
    }
}
