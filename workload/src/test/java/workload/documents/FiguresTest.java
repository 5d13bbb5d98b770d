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
    /** Times, sizes, shares, ratios and messages. */
    private static final Pattern MEASURE = Pattern
            .compile("(?<![\\w.,])\\d[\\d,]*(?:\\.\\d+)?(?:(?: to |–| and | or )\\d[\\d.,]*)?"
                    + "(?=(?:\\s*(?:s|ms|µs|ns|min|minutes|seconds|hours|[KMGT]i?B|%|‰|times|messages)"
                    + "(?!\\w)| of 100(?![\\d,.]\\d)))");
    /** The page cache, messages, blocks and buffers have such sizes. In the README these are figures, too. */
    private static final Pattern POWER_OF_TWO = Pattern
            .compile("(?<![\\w.,])(?:1|2|4|8|16|32|64|128|256|512)\\s+[KMGT]iB\\b");
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.,])\\d[\\d,]*\\.\\d+(?![\\d.]*\\d)");
    /** Versions, and the level of confidence. */
    private static final Pattern NO_FIGURE = Pattern.compile(
            "(?:Linux|Debian|Ubuntu|podman|Docker|systemd|autoconf|libfuse|JDK|Java|protocol|License)\\s+[\\d.]+"
                    + "|git 2\\.39|fuse-overlayfs 1\\.10|gocryptfs 2\\.3"
                    + "|[\\d.]+\\s+(?=\\(Linux|or newer|or later)|\\d+\\.\\d+\\.\\d[\\d.]*|(?<![\\d.,])(?:95|97\\.5|99\\.9) %");
    /** Pages about options, which name the command and the machine of each of their tables. */
    private static final Set<String> TABLES_OF_OPTIONS = Set.of("mount-options.md", "passthrough.md");
    private static final Pattern MARKED = Pattern
            .compile("[\\d.,]+(?: to [\\d.,]+)?<!-- (?:figure: .*?|appendix: .*?|setting) -->", Pattern.DOTALL);
    /** A figure of a page of the appendix. */
    private static final Pattern QUOTED = Pattern
            .compile("(?<figure>\\d[\\d.,]*(?: to \\d[\\d.,]*)?)?<!-- appendix: (?<page>\\S+) -->"
                    + "\\s*(?<unit>(?:s|ms|µs|min|minutes|[KMGT]i?B|%|‰|times|messages)(?!\\w))?");
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
        String text = Files.readString(page);
        boolean isReadme = page.equals(Documents.HOME.resolve("README.md"));
        assertThat(unmarked(isReadme ? text : Documents.blank(POWER_OF_TWO, text)))
                .as(Documents.name(page)
                        + ": figures without a marker (CONTRIBUTING.md, \"Figures\"); one that stands in"
                        + " no sample belongs in docs/appendix/, with its command and machine")
                .isEmpty();
    }

    private static boolean isMeasuredOnThePage(Path page) {
        return page.startsWith(Documents.APPENDIX) || TABLES_OF_OPTIONS.contains(page.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachFigureOfTheAppendixStandsThere(Path page) throws IOException {
        assertThat(missing(Files.readString(page))).as(Documents.name(page)).isEmpty();
    }

    private static List<String> missing(String text) throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(Documents.withoutCode(text));
        while (quoted.find()) {
            Path appendix = Documents.APPENDIX.resolve(quoted.group("page"));
            if (quoted.group("figure") == null || !stands(quoted.group("figure"), quoted.group("unit"), appendix)) {
                missing.add("line " + Documents.line(text, quoted.start()) + ": " + quoted.group());
            }
        }
        return missing;
    }

    /** With its unit, where it has one. */
    private static boolean stands(String figure, String unitOrNull, Path appendix) throws IOException {
        String words = Pattern.quote(figure).replace(" ", "\\E\\s+\\Q") + "(?![.,]?\\d)"
                + (unitOrNull == null ? "" : "\\s*" + Pattern.quote(unitOrNull));
        return Files.exists(appendix)
                && Pattern.compile("(?<![\\d.,])" + words).matcher(Files.readString(appendix)).find();
    }

    private static List<String> unmarked(String text) {
        String rest = Documents.withoutCode(text);
        for (Pattern other : List.of(VERDICT, MARKED, ADDRESS, NO_FIGURE)) {
            rest = Documents.blank(other, rest);
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(MEASURE + "|" + DECIMAL).matcher(rest);
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
            "1.5<!-- figure: s; a --> to 2.5|2.5", "12% less|12", "3 to 4 ms|3 to 4", "5–7 µs|5–7",
            "55,000 times|55,000",
            "takes 18 messages|18", "in 84 of 100 runs|84", "less than 2 ‰|2", "300 MiB|300"})
    void anUnmarkedFigureIsFound(String text, String found) {
        assertThat(unmarked(text)).containsExactly("line 1: " + found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"84.1<!-- appendix: statistics.md --> %|1",
            "95<!-- appendix: nosuch.md --> %|1",
            "some<!-- appendix: statistics.md -->|1", "5<!-- appendix: harness.md --> ms|1",
            "5<!-- appendix: harness.md --> minutes|0", "17 to 68<!-- appendix: statistics.md --> of 100|0"})
    void whatTheAppendixLacksIsFound(String text, int missing) throws IOException {
        assertThat(missing(text)).hasSize(missing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Linux 6.18 and nginx 1.22.1|", "the 95 % interval|",
            "`sleep 1.5` or [1.5](1.5 s)|1.5",
            "1.1 to 1.2<!-- figure: s; a --> and 5<!-- setting --> s|", "*by 3 to 5 %*<!-- figure: s; v -->|",
            "84<!-- appendix: statistics.md --> of 100, 5 rounds, 3 of 4, 4107 bytes|"})
    void versionsCodeAndMarkedFiguresAreNot(String text, String found) {
        assertThat(unmarked(text)).hasSize(found == null ? 0 : 1);
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
    void samplesOfMicroAreRows(@TempDir Path folder) throws IOException {
        Path json = Files.writeString(folder.resolve("a.json"),
                "{\"samples\": [{\"work\": \"stat\", \"micros\": 4.5, \"messages\": {}}, {\"work\": \"walk\", \"micros\": 1}]}");

        assertThat(figures.of(new Marker(1, 0, 1, "1", json.toString(), List.of("median micros", "work=stat")))
                .format(1)).isEqualTo("4.5");
    }

    @Test
    void cellsAreDividedAndScaled(@TempDir Path folder) throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "work,ms\nwalk,1\nwalk,3\nrun,8\n");

        assertThat(figures.of(new Marker(1, 0, 1, "1", csv.toString(),
                List.of("median ms", "work=run", "÷ work=walk", "in %"))).format(0)).isEqualTo("400");
    }
}
