package workload.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A figure in a page, with the comment behind it that names where the figure stands. CONTRIBUTING.md describes the form.
 *
 * @param start
 *            of the figure in the text
 * @param end
 *            of the figure; the comment follows
 * @param source
 *            the sample, or a file in it
 * @param fields
 *            what is taken from it
 */
record Marker(int line, int start, int end, String figure, String source, List<String> fields) {
    private static final String NUMBER = "-?\\d[\\d,]*(?:\\.\\d+)?";
    private static final Pattern ALL = Pattern.compile("<!-- figure: (.*?) -->", Pattern.DOTALL);
    /** A number, a range of numbers, or a phrase between asterisks. */
    private static final Pattern FIGURE = Pattern
            .compile("(?:" + NUMBER + "(?: to " + NUMBER + ")?|(?<!\\*)\\*[^*]+\\*)$");

    static List<Marker> in(String text) {
        List<Marker> markers = new ArrayList<>();
        Matcher comment = ALL.matcher(text);
        while (comment.find()) {
            markers.add(of(text, comment.start(), comment.group(1)));
        }
        return markers;
    }

    private static Marker of(String text, int at, String content) {
        int line = Documents.line(text, at);
        Matcher figure = FIGURE.matcher(text.substring(0, at));
        if (!figure.find()) {
            throw new IllegalArgumentException("Line " + line + ": no figure stands before the marker '" + content
                    + "'; write a number, 'LOW to HIGH' or *a verdict* right before it.");
        }
        List<String> parts = Stream.of(content.split(";")).map(part -> part.strip().replaceAll("\\s+", " ")).toList();
        return new Marker(line, figure.start(), at, figure.group(), parts.getFirst(), parts.subList(1, parts.size()));
    }

    /** The text with this figure replaced. */
    String replaced(String text, String by) {
        return text.substring(0, start) + by + text.substring(end);
    }

    /** The value as this figure is written: with as many decimals. */
    String format(FigureValue value) {
        return value.format(decimals());
    }

    private int decimals() {
        String last = figure.substring(figure.lastIndexOf(' ') + 1);
        return last.contains(".") ? last.length() - last.indexOf('.') - 1 : 0;
    }
}
