package workload.page.picture;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours of the page's style sheet, in its light theme: its first, since a file can't follow the reader's. */
final class Palette {
    private static final String SHEET = read("/workload/page/chart.css");
    private static final int WHITE = 255;

    private Palette() {}

    /** Of a custom property. */
    static Color colour(String name) {
        return Color.decode(first("--" + name + ": (#[0-9a-f]{6});"));
    }

    /** On white, with the opacity of a class. */
    static Color faded(Color full, String css) {
        double share = Double.parseDouble(first("\\." + css + " \\{ opacity: ([0-9.]+);"));
        return new Color(faded(full.getRed(), share), faded(full.getGreen(), share), faded(full.getBlue(), share));
    }

    private static int faded(int component, double share) {
        return (int) Math.round(WHITE - (WHITE - component) * share);
    }

    private static String first(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(SHEET);
        if (!matcher.find()) {
            throw new IllegalArgumentException("the style sheet has no " + pattern);
        }
        return matcher.group(1);
    }

    private static String read(String resource) {
        try (InputStream in = Palette.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
