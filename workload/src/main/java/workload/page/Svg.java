package workload.page;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the inside of an SVG picture. Horizontal places are shares of the width, vertical ones pixels, so that a picture takes
 * whatever width there is while its text keeps its size.
 */
final class Svg {
    private static final double PERCENT = 100;
    private static final double EDGE = 0.04;
    private static final double HUNDREDTHS = 100;
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter writer;

    Svg() {
        try {
            writer = FACTORY.createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An element without content; attributes as name, value, name, value. */
    Svg empty(String name, Object... attributes) {
        return write(() -> {
            writer.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    Svg start(String name, Object... attributes) {
        return write(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
    }

    Svg end() {
        return write(writer::writeEndElement);
    }

    Svg text(String css, String x, double y, String content) {
        return write(() -> {
            writer.writeStartElement("text");
            attributes("class", css, "x", x, "y", number(y));
            writer.writeCharacters(PageFormat.printable(content));
            writer.writeEndElement();
        });
    }

    /** Lines below each other, the first at a height. */
    Svg lines(String css, String x, double y, double step, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            text(css, x, y + i * step, lines.get(i));
        }
        return this;
    }

    /** A text in lines of at most so many characters, broken between words where it can be: SVG breaks none. */
    static List<String> wrap(String text, int length) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > length) {
            int space = rest.lastIndexOf(' ', length);
            int comma = rest.lastIndexOf(',', length - 1);
            int end = space > 0 ? space : comma > 0 ? comma + 1 : length;
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    /** The point of an ink, at a place. */
    Svg point(Ink ink, double share, double y) {
        return start("svg", "x", percent(share), "y", number(y)).empty("path", "class", ink.css(), "d",
                ink.shape().path()).end();
    }

    Svg line(String css, double fromShare, double fromY, double toShare, double toY) {
        return empty("line", "class", css, "x1", percent(fromShare), "y1", number(fromY), "x2", percent(toShare), "y2",
                number(toY));
    }

    /** The class of a text at a share: at the ends of the width it isn't centred, so that none of it is cut. */
    static String anchored(String css, double share) {
        if (share < EDGE) {
            return css;
        }
        return css + (share > 1 - EDGE ? " end" : " middle");
    }

    static String percent(double share) {
        return number(share * PERCENT) + "%";
    }

    /** At most two decimals. */
    static String number(double value) {
        double rounded = Math.round(value * HUNDREDTHS) / HUNDREDTHS;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%s", rounded);
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            writer.writeAttribute((String) attributes[i], value instanceof Number n
                    ? number(n.doubleValue())
                    : PageFormat.printable(value.toString()));
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Svg write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        write(writer::flush);
        return out.toString();
    }
}
