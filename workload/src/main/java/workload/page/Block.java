package workload.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tech.tablesaw.api.Table;
import workload.page.picture.Picture;

/** One piece of the report; the templates have every kind, so that the page and the Markdown say the same. */
sealed interface Block {
    /**
     * @param level
     *            1 for the title, 2 for a section, 3 below it
     */
    record Heading(int level, String text) implements Block {}

    record Paragraph(String text) implements Block {}

    record Bullets(List<String> items) implements Block {}

    /** The answer, before all else. */
    record Finding(List<String> sentences) implements Block {}

    /**
     * The cells of a column named {@link Columns#LINK} become links.
     *
     * @param note
     *            how to read it; may be empty
     * @param isNamed
     *            whether the caption is more than the heading above it
     * @param isOpen
     *            whether the page shows it at once
     */
    record TableBlock(String caption, String note, Table table, boolean isNamed, boolean isOpen) implements Block {}

    /**
     * A chart: drawn in the page itself, and beside it as a file.
     *
     * @param caption
     *            how it was drawn
     */
    record Figure(String name, Drawing drawing, Optional<Picture> picture, String caption) implements Block {
        /** The format of the file. */
        String format() {
            return picture.isPresent() ? "PNG" : "SVG";
        }

        String file() {
            return name + "." + format().toLowerCase(Locale.ROOT);
        }

        void write(OutputStream out) throws IOException {
            if (picture.isPresent()) {
                picture.get().write(out);
            } else {
                out.write(drawing.file().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Files of the run. */
    record Files(List<FileLink> files) implements Block {}
}
