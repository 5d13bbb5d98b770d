package workload.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The system's Chromium without a window, as Debian's packages chromium and chromium-driver have it. Without them a test is
 * skipped visibly, and fails under {@code -Dbrowser.required=true}.
 */
public final class Browser implements AutoCloseable {
    private static final String NEEDS = "needs chromium and chromedriver: apt-get install chromium chromium-driver";
    private static final int HEIGHT = 900;
    /** Of one script or page on an overloaded machine: axe takes a second elsewhere. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromeDriver) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(chromium.toFile()).addArguments("--headless=new",
                "--no-sandbox", "--disable-gpu", "--force-prefers-reduced-motion");
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile())
                .build(), options);
        driver.manage().timeouts().scriptTimeout(DEADLINE).pageLoadTimeout(DEADLINE);
    }

    public static Browser open() {
        Optional<Path> chromium = find("chromium").or(() -> find("google-chrome"));
        Optional<Path> chromeDriver = find("chromedriver");
        if (chromium.isEmpty() || chromeDriver.isEmpty()) {
            if (Boolean.getBoolean("browser.required")) {
                fail(NEEDS);
            }
            abort(NEEDS);
        }
        return new Browser(chromium.orElseThrow(), chromeDriver.orElseThrow());
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst();
    }

    /** A page as it is shown in a window of so many pixels. */
    public void show(Path page, int width, boolean isDark) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
        driver.get(page.toUri().toString());
    }

    /** What a script returns. */
    @SuppressWarnings("unchecked")
    public <T> T ask(String script) {
        return (T) driver.executeScript(script);
    }

    /**
     * Serious findings of axe on the page as it is shown, none if it is fine.
     *
     * @param rules
     *            all where none is given
     */
    @SuppressWarnings("unchecked")
    public List<String> axe(String... rules) throws IOException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const rules = arguments[0].length > 0 ? {runOnly: arguments[0]} : {};
                axe.run(document, {resultTypes: ['violations'], ...rules}).then(result => done(result.violations
                    .filter(one => one.impact === 'serious' || one.impact === 'critical')
                    .map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)
                        + ' ' + (node.any[0] ? node.any[0].message : '')).join(' | '))));
                """, List.of(rules));
    }

    /** What went wrong on the pages shown since the last call. */
    public List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()).map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
