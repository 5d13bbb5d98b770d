package workload.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import tech.tablesaw.api.Table;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.result.Count;
import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;

/** Writes the page of a run of micro-benchmarks from its raw files. */
public final class MicroReport {
    /** Of the first format. */
    private static final String HEAD = "micro.json";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Path folder;
    private final MicroRun run;
    private final List<SuiteResult> mounted;

    private MicroReport(Path folder, MicroStore.Stored stored) {
        this.folder = folder;
        this.run = stored.run();
        this.mounted = stored.mounted();
    }

    /** Whether a folder holds results of micro-benchmarks, with a head or, as older ones, with a suite's file alone. */
    public static boolean isIn(Path folder) throws IOException {
        return MicroStore.isIn(folder) || Files.exists(folder.resolve(HEAD)) || oldSuite(folder).isPresent();
    }

    /** Draws {@code index.html}, {@code report.md} and the charts; returns the former. */
    public static Path write(Path folder) throws IOException {
        MicroReport report = new MicroReport(folder, MicroStore.isIn(folder)
                ? MicroStore.read(folder)
                : readOld(folder));
        return report.page().write(report.title());
    }

    private static MicroStore.Stored readOld(Path folder) throws IOException {
        MicroRun run = head(folder);
        List<SuiteResult> mounted = new ArrayList<>();
        for (String suite : run.suites()) {
            if (Files.exists(folder.resolve(suite + ".json"))) {
                mounted.add(read(folder.resolve(suite + ".json"), SuiteResult.class));
            }
        }
        return new MicroStore.Stored(run, mounted);
    }

    private static MicroRun head(Path folder) throws IOException {
        if (Files.exists(folder.resolve(HEAD))) {
            return read(folder.resolve(HEAD), MicroRun.class);
        }
        SuiteResult old = read(oldSuite(folder).orElseThrow(() -> new IOException(
                folder + " holds no results of micro-benchmarks.")), SuiteResult.class);
        return new MicroRun(folder.toAbsolutePath().normalize().getParent().getFileName().toString(), old.environment(),
                old.quick(), old.divisor(), List.of(old.suite()), List.of());
    }

    /** The only SUITE.json of a folder from before there were heads. */
    private static Optional<Path> oldSuite(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.getFileName().toString().startsWith("jmh-"))
                    .filter(file -> holdsSamples(file)).sorted().findFirst();
        }
    }

    private static boolean holdsSamples(Path file) {
        try {
            return read(file, JsonNode.class).has("samples");
        } catch (IOException _) {
            return false;
        }
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), type);
        } catch (JacksonException e) {
            throw new IOException(file + " can't be read: " + e.getOriginalMessage(), e);
        }
    }

    private String title() {
        return "Micro-benchmarks, " + run.run();
    }

    private Page page() throws IOException {
        List<FailedWork> failures = new ArrayList<>(run.failures());
        mounted.forEach(suite -> failures.addAll(suite.failures()));
        Page page = new Page(folder).title(title())
                .finding(mounted.stream().flatMap(suite -> new SuiteSection(suite).finding().stream()).toList())
                .text("Medians of the rounds; ratios are taken within each round, then their median."
                        + " ± is JMH's error: half of the 99.9 % confidence interval of the mean. What each row"
                        + " measures, and how it can mislead: docs/benchmarks.md. Raw samples are in the CSV and JSON"
                        + " files beside this page.")
                .bullets(conditions());
        if (!failures.isEmpty()) {
            page.section("Failed").table(table(failures));
        }
        for (String suite : run.suites()) {
            Optional<SuiteResult> result = mounted.stream().filter(one -> one.suite().equals(suite)).findFirst();
            if (result.isPresent()) {
                new SuiteSection(result.get()).add(page);
            } else {
                InProcessSection.add(suite, read(folder.resolve("jmh-" + suite + ".json"),
                        JsonNode.class), page);
            }
        }
        return page.section("Targets as mounted").bullets(mounts());
    }

    private static Table table(List<FailedWork> failures) {
        return new Columns<>(failures).text("suite", FailedWork::work).text("target", FailedWork::target)
                .text("what went wrong", FailedWork::message).text("see", FailedWork::log).filled();
    }

    private List<String> conditions() {
        Environment machine = run.environment();
        List<String> items = new ArrayList<>(List.of(machine.os() + ", kernel " + machine.kernel() + ", "
                + machine.cpu() + ", " + Count.of(machine.cores(), "core") + ", load "
                + Numbers.significant(machine.loadAverage()) + " at the start"));
        if (!machine.quiet()) {
            items.add("THE MACHINE WAS BUSY at the start: on idle cores times are quite different ones.");
        }
        if (run.quick()) {
            items.add("A quick run: short iterations, small files, one round where --rounds didn't say otherwise.");
        }
        if (run.divisor() > 1) {
            items.add("Only 1/" + run.divisor() + " of the work was done.");
        }
        return items;
    }

    private List<String> mounts() {
        Map<String, TargetSettings> targets = new TreeMap<>();
        mounted.forEach(suite -> targets.putAll(suite.targets()));
        return targets.entrySet().stream().map(target -> target.getValue().describe(target.getKey())).toList();
    }
}
