package workload.report;

import java.util.List;
import tech.tablesaw.api.Table;

/** One piece of the report; both writers render every kind, so that the page and the Markdown say the same. */
public sealed interface Block {
    /**
     * @param level
     *            1 for the title, 2 for a section, 3 below it
     */
    record Heading(int level, String text) implements Block {}

    record Paragraph(String text) implements Block {}

    record Bullets(List<String> items) implements Block {}

    /** A table; the cells of a column named {@link #LINK} are paths relative to the run's folder. */
    record TableBlock(Table table) implements Block {
        static final String LINK = "log";
    }

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
