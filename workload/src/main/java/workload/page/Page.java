package workload.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.AxesChart;
import tech.tablesaw.api.Table;
import workload.result.AtomicFile;

/** A page, or a part of one, declared block by block; its charts are drawn into its folder at once. */
public final class Page {
    private final Path folder;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * @param folder
     *            gets the charts, and the page itself
     */
    public Page(Path folder) {
        this.folder = folder;
    }

    public Page title(String text) {
        return heading(1, text);
    }

    public Page section(String text) {
        return heading(2, text);
    }

    public Page subsection(String text) {
        return heading(3, text);
    }

    public Page heading(int level, String text) {
        blocks.add(new Block.Heading(level, text));
        return this;
    }

    public Page text(String text) {
        blocks.add(new Block.Paragraph(text));
        return this;
    }

    /** Nothing where there are no items. */
    public Page bullets(List<String> items) {
        if (!items.isEmpty()) {
            blocks.add(new Block.Bullets(items));
        }
        return this;
    }

    /** Nothing where the table has no rows. */
    public Page table(Table table) {
        if (table.rowCount() > 0) {
            blocks.add(new Block.TableBlock(table));
        }
        return this;
    }

    /** A table below a heading and a paragraph; nothing of it where the table has no rows. */
    public Page table(String subsection, String explanation, Table table) {
        return table.rowCount() == 0 ? this : subsection(subsection).text(explanation).table(table);
    }

    /**
     * A chart, as NAME.png and NAME.svg; nothing where there is nothing to draw.
     *
     * @param name
     *            of the files; what no file system or URL takes as it is is replaced
     */
    public Page figure(String name, Chart chart, String caption) throws IOException {
        if (!chart.isEmpty()) {
            String file = name.replaceAll("[^A-Za-z0-9._-]", "_");
            AxesChart<?, ?> drawn = chart.draw();
            for (String format : List.of("png", "svg")) {
                AtomicFile.replaceDerived(folder.resolve(file + "." + format),
                        out -> ChartEncoder.saveChart(drawn, out, format));
            }
            blocks.add(new Block.Figure(file, drawn.getTitle(), caption));
        }
        return this;
    }

    public Page add(Page part) {
        blocks.addAll(part.blocks);
        return this;
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The Markdown alone. */
    public String markdown() {
        return PageFormat.MARKDOWN.render("", blocks);
    }

    /** Writes {@code index.html} and {@code report.md}, and returns the former. */
    public Path write(String title) throws IOException {
        AtomicFile.replaceDerived(folder.resolve("report.md"), markdown());
        Path html = folder.resolve("index.html");
        AtomicFile.replaceDerived(html, PageFormat.HTML.render(title, blocks));
        return html;
    }
}
