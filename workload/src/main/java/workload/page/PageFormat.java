package workload.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** How a page is written: a template of the blocks, and what escapes text in it. */
enum PageFormat {
    /** Well-formed XML too. */
    HTML("page.html.mustache", Xml.ESCAPES),
    /** A chart alone. */
    PICTURE("picture.svg.mustache", Xml.ESCAPES),
    /** GitHub's; text stays on one line. */
    MARKDOWN("page.md.mustache", new String[][]{{"\n", " "}, {"\\", "\\\\"}, {"`", "\\`"}, {"*", "\\*"}, {"_", "\\_"},
            {"[", "\\["}, {"]", "\\]"}, {"<", "\\<"}, {">", "\\>"}, {"|", "\\|"}, {"~", "\\~"}, {"&", "\\&"},
            {"$", "\\$"}});

    private static final class Xml {
        private static final String[][] ESCAPES = {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}};
    }

    private static final int SECTION = 2;
    /** Characters of a first sentence that stands out: a longer one would be harder to read. */
    private static final int LEAD = 160;
    private final Template template;

    PageFormat(String resource, String[][] replacements) {
        Mustache.Escaper escaper = Escapers.simple(replacements);
        this.template = Mustache.compiler().nullValue("").withEscaper(text -> escaper.escape(printable(text)))
                .compile(new InputStreamReader(PageFormat.class.getResourceAsStream(resource), StandardCharsets.UTF_8));
    }

    /**
     * @param hasFiles
     *            whether the charts are beside the page too
     */
    String page(String title, List<Block> blocks, boolean hasFiles) {
        Set<String> ids = new HashSet<>();
        List<Map<String, Object>> fields = new ArrayList<>();
        List<Map<String, Object>> contents = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Heading(int level, String text)) {
                Map<String, Object> heading = Map.of("level", level, "marks", "#".repeat(level), "text", text, "id",
                        id(text, ids));
                fields.add(Map.of("heading", heading));
                if (level == SECTION) {
                    contents.add(heading);
                }
            } else {
                fields.add(fields(block));
            }
        }
        return render(Map.of("title", title, "hasFiles", hasFiles, "blocks", fields, "contents", contents, "pageCss",
                resource("page.css"),
                "script", resource("page.js")));
    }

    String render(Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("chartCss", resource("chart.css"));
        return template.execute(all);
    }

    private static String resource(String name) {
        try (InputStream in = PageFormat.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a heading, as GitHub makes them, and the only one on the page. */
    private static String id(String text, Set<String> ids) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").strip().replace(' ', '-');
        String id = plain;
        for (int i = 1; !ids.add(id); i++) {
            id = plain + "-" + i;
        }
        return id;
    }

    /** A block under the name of its kind. */
    private static Map<String, Object> fields(Block block) {
        return switch (block) {
            case Block.Heading heading -> throw new IllegalArgumentException("numbered by the page: " + heading);
            case Block.Paragraph paragraph -> Map.of("paragraph", paragraph);
            case Block.Bullets bullets -> Map.of("bullets", bullets);
            case Block.Finding(List<String> sentences) -> Map.of("finding", Map.of("sentences", sentences.stream()
                    .map(text -> Map.of("text", text, "lead", text == sentences.getFirst() && text.length() <= LEAD))
                    .toList()));
            case Block.Figure figure -> Map.of("figure", figure);
            case Block.Files(List<FileLink> files) -> Map.of("files", Map.of("files", files.stream()
                    .map(file -> Map.of("path", file.path(), "what", file.what(), "link", href(file.path())))
                    .toList()));
            case Block.TableBlock(String caption, String note, Table table, boolean isNamed, boolean isOpen) -> Map.of(
                    "table",
                    Map.of(
                            "caption", caption, "note", note, "hasNote", !note.isEmpty(), "named", isNamed, "open",
                            isOpen, "columns",
                            table.columns().stream().map(PageFormat::header).toList(),
                            "rows", IntStream.range(0, table.rowCount()).mapToObj(row -> row(table, row)).toList()));
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
