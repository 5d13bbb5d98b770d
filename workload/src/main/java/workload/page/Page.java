package workload.page;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tech.tablesaw.api.Table;
import workload.result.AtomicFile;

/** A page, or a part of one, declared block by block; it is one file, and its charts are also written beside it. */
public final class Page {
    private final Path folder;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * @param folder
     *            gets the page and its charts; null for a part of a page, and for one that isn't written
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

    /** The answer in a few sentences; nothing where there are none. */
    public Page finding(List<String> sentences) {
        if (!sentences.isEmpty()) {
            blocks.add(new Block.Finding(sentences));
        }
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

    /** A table that the page shows folded, named after the heading above it; nothing where the table has no rows. */
    public Page table(Table table) {
        return table(lastHeading(), "", table, false, false);
    }

    /** Likewise, with a caption of its own. */
    public Page table(String caption, Table table) {
        return table(caption, "", table, true, false);
    }

    /** A table that the page shows at once, named after the heading above it; nothing where the table has no rows. */
    public Page openTable(Table table) {
        return table(lastHeading(), "", table, false, true);
    }

    private Page table(String caption, String note, Table table, boolean isNamed, boolean isOpen) {
        if (table.rowCount() > 0) {
            blocks.add(new Block.TableBlock(caption, note, table, isNamed, isOpen));
        }
        return this;
    }

    private String lastHeading() {
        return blocks.stream().filter(Block.Heading.class::isInstance).map(Block.Heading.class::cast)
                .reduce((_, later) -> later).map(Block.Heading::text).orElse("Figures");
    }

    /** A folded table with a paragraph on how to read it; nothing where the table has no rows. */
    public Page table(String caption, String note, Table table) {
        return table(caption, note, table, true, false);
    }

    /**
     * A chart; nothing where there is nothing to draw.
     *
     * @param name
     *            of its file; what no file system or URL takes as it is is replaced
     */
    public Page figure(String name, Chart chart, String caption) {
        if (!chart.isEmpty()) {
            blocks.add(new Block.Figure(name.replaceAll("[^A-Za-z0-9._-]", "_"), chart.draw(), chart.picture(),
                    caption));
        }
        return this;
    }

    /** Nothing where there are none. */
    public Page files(List<FileLink> files) {
        if (!files.isEmpty()) {
            blocks.add(new Block.Files(files));
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
        return PageFormat.MARKDOWN.page("", blocks, true);
    }

    /** The page alone, without files beside it. */
    public String html(String title) {
        return PageFormat.HTML.page(title, blocks, false);
    }

    /**
     * Writes {@code index.html}, {@code report.md} and the charts, and returns the first. No chart of an earlier page stays: it
     * would be taken for one of this.
     */
    public Path write(String title) throws IOException {
        try (DirectoryStream<Path> charts = Files.newDirectoryStream(folder, "*.{png,svg}")) {
            for (Path chart : charts) {
                Files.delete(chart);
            }
        }
        for (Block block : blocks) {
            if (block instanceof Block.Figure figure) {
                AtomicFile.replaceDerived(folder.resolve(figure.file()), figure::write);
            }
        }
        AtomicFile.replaceDerived(folder.resolve("report.md"), markdown());
        Path html = folder.resolve("index.html");
        AtomicFile.replaceDerived(html, PageFormat.HTML.page(title, blocks, true));
        return html;
    }
}
