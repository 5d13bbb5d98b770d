package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import workload.explain.ExplainReport;
import workload.memory.MemoryReport;
import workload.micro.MicroReport;
import workload.result.Outcome;
import workload.testing.Browser;

/** Every kind of page as a browser shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserIT {
    private static final Path OLD = Path.of("src/test/resources/old-runs").toAbsolutePath();
    private static final int WIDE = 1280;
    private static final int NARROW = 400;

    private Path folder;
    private Browser browser;
    private final Map<String, Path> pages = new LinkedHashMap<>();

    @BeforeAll
    void draw(@TempDir Path empty) throws Exception {
        folder = empty;
        browser = Browser.open();
        pages.put("study", study());
        pages.put("explain", ExplainReport.write(copy("explain")));
        for (String kind : List.of("micro", "memory")) {
            Path run = copy(kind);
            try (Stream<Path> parts = Files.walk(run, 1)) {
                for (Path part : parts.filter(Files::isDirectory).sorted().toList()) {
                    if (MemoryReport.isIn(part)) {
                        pages.put(kind + " " + part.getFileName(), MemoryReport.write(part));
                    } else if (MicroReport.isIn(part)) {
                        pages.put(kind + " " + part.getFileName(), MicroReport.write(part));
                    }
                }
            }
        }
        assertThat(pages).hasSizeGreaterThanOrEqualTo(4);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Two projects on four targets, six rounds, with messages, and a failure. */
    private Path study() throws IOException {
        Path run = Files.createDirectory(folder.resolve("study"));
        SyntheticRun study = new SyntheticRun(run).repetitions(6);
        for (String project : List.of("redis", "nginx")) {
            for (int round = 1; round <= 6; round++) {
                double noise = 1 + 0.01 * (round * 7 % 5);
                study.addGood(project, "disk", round, 2 * noise).addGood(project, "tmpfs", round, 1.5 * noise);
                study.addGood(project, "memfs", round, 1.7 * noise * noise);
                if (round < 6) {
                    study.addGood(project, "memfs-jnr", round, 3 * noise);
                } else {
                    study.addFailed(project, "memfs-jnr", round, Outcome.BUILD_FAILED, SyntheticRun.NASTY);
                }
            }
        }
        Report.write(study.write());
        for (String project : List.of("redis", "nginx")) {
            Path log = run.resolve("logs/" + project + "-memfs-jnr-6.log");
            Files.createDirectories(log.getParent());
            Files.writeString(log, SyntheticRun.NASTY);
        }
        return run.resolve("report/index.html");
    }

    private Path copy(String kind) throws IOException {
        Path run = folder.resolve(kind);
        try (Stream<Path> files = Files.walk(OLD.resolve(kind))) {
            for (Path file : files.toList()) {
                Files.copy(file, run.resolve(OLD.resolve(kind).relativize(file).toString()));
            }
        }
        return run;
    }

    @Test
    void aPageIsOneFileWithoutErrors() {
        pages.forEach((kind, page) -> {
            browser.show(page, WIDE, false);
            List<String> requests = browser.ask(
                    "return performance.getEntriesByType('resource').map(entry => entry.name)"
                            + ".filter(name => !name.startsWith('data:'))");
            assertThat(requests).as(kind).isEmpty();
            assertThat(browser.errors()).as(kind).isEmpty();
        });
    }

    @Test
    void everyChartNamesItsAxesAsText() {
        pages.forEach((kind, page) -> {
            browser.show(page, WIDE, false);
            List<String> nameless = browser.ask("""
                    return Array.from(document.querySelectorAll('svg.chart')).filter(chart =>
                        !Array.from(chart.querySelectorAll('text.axis-title')).every(t => t.textContent.length > 2)
                        || !chart.querySelector('text.axis-title') || !chart.querySelector('text.tick')
                        || chart.getAttribute('aria-label').length < 20).map(chart => chart.parentElement.id)""");
            assertThat(nameless).as(kind).isEmpty();
        });
        browser.show(pages.get("study"), WIDE, false);
        List<String> axes = browser.ask(
                "return Array.from(document.querySelectorAll('text.axis-title')).map(t => t.textContent)");
        assertThat(axes).contains("clone time, s", "build time, s", "memory used, MiB", "percent complete",
                "seconds more than on tmpfs", "times as long as on tmpfs (logarithmic)");
    }

    @Test
    void linksLeadSomewhere() {
        pages.forEach((kind, page) -> {
            browser.show(page, WIDE, false);
            List<String> dead = browser.ask("return Array.from(document.querySelectorAll('a[href^=\"#\"]'))"
                    + ".map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))");
            assertThat(dead).as(kind).isEmpty();
            List<String> files = browser.ask("return Array.from(document.querySelectorAll('main a[href]'))"
                    + ".map(a => a.getAttribute('href')).filter(href => !href.startsWith('#') && !href.includes(':'))");
            assertThat(files).as(kind).allSatisfy(
                    file -> assertThat(page.resolveSibling(file.replaceAll("%20", " "))).exists());
        });
    }

    @Test
    void theContentsLeadAndFollow() {
        browser.show(pages.get("study"), WIDE, false);
        long entries = browser.<Long>ask("return document.querySelectorAll('nav a').length");
        assertThat(entries).isGreaterThan(6);
        browser.ask("document.querySelectorAll('nav a')[3].click()");
        boolean isThere = browser.<Boolean>ask("""
                const link = document.querySelectorAll('nav a')[3];
                const top = document.getElementById(link.hash.slice(1)).getBoundingClientRect().top;
                return top >= 0 && top < 120 && document.querySelector('nav').getBoundingClientRect().top >= 0""");
        assertThat(isThere).isTrue();
        browser.ask("document.dispatchEvent(new Event('scroll'))");
        assertThat(browser.<Boolean>ask(
                "return document.querySelectorAll('nav a')[3].getAttribute('aria-current') === 'location'")).isTrue();
    }

    @Test
    void nothingIsWiderThanATelephone() {
        pages.forEach((kind, page) -> {
            browser.show(page, NARROW, false);
            assertThat(browser.<Long>ask("return document.documentElement.scrollWidth")).as(kind)
                    .isLessThanOrEqualTo(NARROW);
            List<String> cut = browser.ask("""
                    return Array.from(document.querySelectorAll('svg.chart text')).filter(text => {
                        const box = text.getBoundingClientRect();
                        return box.left < -1 || box.right > 401; }).map(text => text.textContent)""");
            assertThat(cut).as(kind).isEmpty();
        });
    }

    /** The dark theme has other colours and nothing else. */
    @Test
    void everyoneCanReadIt() throws IOException {
        for (Map.Entry<String, Path> page : pages.entrySet()) {
            unfold(page.getValue(), false);
            assertThat(browser.axe()).as(page.getKey() + ", light").isEmpty();
            unfold(page.getValue(), true);
            assertThat(browser.axe("color-contrast")).as(page.getKey() + ", dark").isEmpty();
        }
    }

    private void unfold(Path page, boolean isDark) {
        browser.show(page, WIDE, isDark);
        browser.ask("document.querySelectorAll('details').forEach(fold => fold.open = true)");
    }
}
