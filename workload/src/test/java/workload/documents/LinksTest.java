package workload.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of the pages, and every page that a program's messages or comments name, exists. */
class LinksTest {
    private static final Pattern LINK = Pattern
            .compile("\\]\\(([^)\\s]+)\\)|<(?:img|a) [^>]*?(?:src|href)=\"([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("docs/[\\w/.-]*\\w\\.(?:md|json)");
    private static final Pattern SOURCE = Pattern
            .compile(".*\\.(?:java|yaml|xml|sh|md|mustache|json|properties)|.*/bin/[^/.]+");
    private static final List<String> SOURCES = List.of("memfs/src", "memfs/bin", "workload/src", "benchmarks/src");
    private static final List<String> FILES = List.of("benchmark.sh", "pom.xml", "memfs/pom.xml", "workload/pom.xml",
            "benchmarks/pom.xml");

    static Stream<Path> pages() throws IOException {
        return Stream.concat(Documents.pages().stream(), Stream.of("README.md", "sample-memory-experiments/README.md")
                .map(Documents.SAMPLES::resolve));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        String text = Documents.withoutCode(Files.readString(page));
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            String target = link.group(1) == null ? link.group(2) : link.group(1);
            if (!ELSEWHERE.matcher(target).matches() && !exists(page, target)) {
                broken.add("line " + Documents.line(text, link.start()) + ": " + target);
            }
        }
        assertThat(broken).as(Documents.name(page) + ": links to what isn't there").isEmpty();
    }

    private static boolean exists(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        boolean isPage = file.toString().endsWith(".md");
        return Files.exists(file)
                && (parts.length == 1 || !isPage || anchors(Files.readString(file)).contains(parts[1]));
    }

    private static Set<String> anchors(String text) {
        Pattern fences = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
        return HEADING.matcher(Documents.blank(fences, text)).results().map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.replaceAll("<!--.*?-->", "").replaceAll("\\]\\([^)]*\\)", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"What `size=` does, and why|what-size-does-and-why",
            "The [page](a.md#b)'s order|the-pages-order", "io_uring – in two words|io_uring--in-two-words"})
    void anAnchorIsThatOfGitHub(String heading, String anchor) {
        assertThat(anchors("# " + heading + "\n")).containsExactly(anchor);
    }

    @Test
    void everyPageThatTheProgramsNameExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path source : sources()) {
            NAMED.matcher(Files.readString(source)).results().map(match -> match.group())
                    .filter(name -> !Files.exists(Documents.HOME.resolve(name)))
                    .forEach(name -> missing.add(Documents.name(source) + " names " + name));
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>(FILES.stream().map(Documents.HOME::resolve).toList());
        for (String folder : SOURCES) {
            try (Stream<Path> files = Files.walk(Documents.HOME.resolve(folder))) {
                files.filter(file -> SOURCE.matcher(file.toString()).matches()).forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(100);
        return sources;
    }
}
