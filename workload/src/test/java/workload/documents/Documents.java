package workload.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's Markdown pages. */
final class Documents {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    static final Path SAMPLES = HOME.resolve("results");
    /** Measurements that stand in no sample, each with its command and machine. */
    static final Path APPENDIX = HOME.resolve("docs/appendix");

    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern INDENTED = Pattern.compile("^    .*$", Pattern.MULTILINE);
    private static final Pattern INLINE = Pattern.compile("`[^`]*`");

    private Documents() {}

    /** README.md, CONTRIBUTING.md, and all below docs/. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(HOME::resolve), docs)
                    .filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    static String name(Path page) {
        return HOME.relativize(page).toString();
    }

    /** The text with blanks in place of code; every other character keeps its place. */
    static String withoutCode(String text) {
        return blank(INLINE, blank(INDENTED, blank(FENCED, text)));
    }

    /** The text with blanks in place of what matches; line ends stay. */
    static String blank(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().replaceAll("[^\n]", " ")));
    }

    static int line(String text, int offset) {
        return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }
}
