package workload.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each figure of the pages is that of its committed sample. With {@code -Dupdate.docs=true} figures are written anew
 * instead of compared.
 */
class FiguresTest {
    /** Times, sizes and shares; in the README all of these are figures, elsewhere those with decimals. */
    private static final Pattern MEASURE = Pattern
            .compile(
                    "\\d[\\d,]*(?:\\.\\d+)?(?=(?: to [\\d.]+)?\\s+(?:s|ms|µs|ns|min|minutes|seconds|[KMGT]i?B|%)(?![\\w])|\\s+times)");
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.,])\\d[\\d,]*\\.\\d+(?![\\d.]*\\d)");
    /** Versions, and the level of confidence. */
    private static final Pattern NO_FIGURE = Pattern.compile(
            "(?:Linux|Debian|Ubuntu|podman|Docker|systemd|autoconf|libfuse|JDK|Java|protocol|License)\\s+[\\d.]+"
                    + "|git 2\\.39|fuse-overlayfs 1\\.10|gocryptfs 2\\.3"
                    + "|[\\d.]+\\s+(?=\\(Linux|or newer|or later)|\\d+\\.\\d+\\.\\d[\\d.]*|(?<![\\d.,])(?:95|97\\.5|99\\.9) %");
    /** Pages about options, which name the command and the machine of each of their tables. */
    private static final Set<String> TABLES_OF_OPTIONS = Set.of("mount-options.md", "passthrough.md");
    private static final Pattern MARKED = Pattern.compile("[\\d.,]+(?: to [\\d.,]+)?<!-- (?:figure: .*?|setting) -->",
            Pattern.DOTALL);
    private static final Pattern VERDICT = Pattern.compile("\\*[^*]+\\*<!-- figure: .*? -->", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("\\]\\([^)]*\\)");

    private final Figures figures = new Figures();

    static Stream<Path> pages() throws IOException {
        return Documents.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachMarkedFigureIsThatOfItsSample(Path page) throws IOException {
        String text = Files.readString(page);
        List<String> stale = new ArrayList<>();
        String updated = text;
        for (Marker marker : Marker.in(text).reversed()) {
            String value = marker.format(value(marker, page));
            if (!value.equals(marker.figure())) {
                stale.addFirst("line " + marker.line() + ": " + marker.figure() + " is " + value + " in "
                        + marker.source() + " " + marker.fields());
                updated = marker.replaced(updated, value);
            }
        }
        if (Boolean.getBoolean("update.docs") && !updated.equals(text)) {
            Files.writeString(page, updated);
            return;
        }
        assertThat(stale).as(Documents.name(page)
                + "; to write them anew: mvn -pl workload test -Dtest=FiguresTest -Dupdate.docs=true").isEmpty();
    }

    private FigureValue value(Marker marker, Path page) throws IOException {
        try {
            return figures.of(marker);
        } catch (RuntimeException e) {
            throw new AssertionError(Documents.name(page) + ", line " + marker.line() + ": '" + marker.source() + "; "
                    + String.join("; ", marker.fields()) + "': " + e.getMessage(), e);
        }
    }

    static Stream<Path> pagesOfSamples() throws IOException {
        return pages().filter(page -> !isMeasuredOnThePage(page));
    }

    @ParameterizedTest
    @MethodSource("pagesOfSamples")
    void noFigureStandsWithoutItsSample(Path page) throws IOException {
        Pattern figure = page.equals(Documents.HOME.resolve("README.md"))
                ? Pattern.compile(MEASURE + "|" + DECIMAL)
                : DECIMAL;
        assertThat(unmarked(Files.readString(page), figure))
                .as(Documents.name(page)
                        + ": figures without a marker (CONTRIBUTING.md, \"Figures\"); one that stands in"
                        + " no sample belongs in docs/appendix/, with its command and machine")
                .isEmpty();
    }

    private static boolean isMeasuredOnThePage(Path page) {
        return page.startsWith(Documents.APPENDIX) || TABLES_OF_OPTIONS.contains(page.getFileName().toString());
    }

    private static List<String> unmarked(String text, Pattern figure) {
        String rest = Documents.withoutCode(text);
        for (Pattern other : List.of(VERDICT, MARKED, ADDRESS, NO_FIGURE)) {
            rest = Documents.blank(other, rest);
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = figure.matcher(rest);
        while (matcher.find()) {
            found.add("line " + Documents.line(rest, matcher.start()) + ": " + matcher.group());
        }
        return found;
    }

    @Test
    void aFigureIsWrittenAnewWithItsDecimals() {
        String text = "took 1.2<!-- figure: s; a --> s and *slower*<!-- figure: s; b -->, 7 to 9<!-- figure: s; c -->";
        List<Marker> markers = Marker.in(text);

        assertThat(markers).extracting(Marker::figure).containsExactly("1.2", "*slower*", "7 to 9");
        assertThat(markers.get(0).format(FigureValue.of(1234.56))).isEqualTo("1,234.6");
        assertThat(markers.get(1).format(FigureValue.text("faster"))).isEqualTo("*faster*");
        assertThat(markers.get(2).format(FigureValue.range(6.6, 8.4))).isEqualTo("6 to 9");
        assertThat(markers.get(0).replaced(text, "3.4")).startsWith("took 3.4<!--");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"It took 1.5 s|1.5", "It took 15 s|15", "12 % more|12", "195 % more|195",
            "99.5 % of it|99.5", "git 1.31 times|1.31", "3.5 times|3.5",
            "1.5<!-- figure: s; a --> to 2.5|2.5"})
    void anUnmarkedFigureIsFound(String text, String found) {
        assertThat(unmarked(text, Pattern.compile(MEASURE + "|" + DECIMAL))).containsExactly("line 1: " + found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Linux 6.18 and nginx 1.22.1|", "the 95 % interval|",
            "`sleep 1.5` or [1.5](1.5 s)|1.5",
            "1.1 to 1.2<!-- figure: s; a --> and 5<!-- setting --> s|", "*by 3 to 5 %*<!-- figure: s; v -->|"})
    void versionsCodeAndMarkedFiguresAreNot(String text, String found) {
        assertThat(unmarked(text, Pattern.compile(MEASURE + "|" + DECIMAL)))
                .hasSize(found == null ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"rows; work=swim|no row has {work=swim}", "average ms|none of median",
            "rows; work|is not COLUMN=VALUE",
            "median ms; in miles|is none of [%"})
    void aFieldThatIsMissingIsNamed(String fields, String reason, @TempDir Path folder) throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "work,ms\nwalk,1\n");

        assertThatThrownBy(() -> figures
                .of(new Marker(1, 0, 1, "1", csv.toString(), List.of(fields.split("; ")))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @Test
    void cellsAreDividedAndScaled(@TempDir Path folder) throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "work,ms\nwalk,1\nwalk,3\nrun,8\n");

        assertThat(figures.of(new Marker(1, 0, 1, "1", csv.toString(),
                List.of("median ms", "work=run", "÷ work=walk", "in %"))).format(0)).isEqualTo("400");
    }
}
