package workload.page;

import java.util.List;

import tech.tablesaw.api.Table;

/** One piece of the report; the templates have every kind, so that the page and the Markdown say the same. */
sealed interface Block {
    /**
     * @param level
     *            1 for the title, 2 for a section, 3 below it
     */
    record Heading(int level, String text) implements Block {}

    record Paragraph(String text) implements Block {}

    record Bullets(List<String> items) implements Block {}

    /** The cells of a column named {@link Columns#LINK} become links. */
    record TableBlock(Table table) implements Block {}

    /**
     * A chart, in the report's folder as NAME.png and NAME.svg.
     *
     * @param title
     *            in a few words, for those who don't see it
     * @param caption
     *            how it was drawn
     */
    record Figure(String name, String title, String caption) implements Block {}
}
