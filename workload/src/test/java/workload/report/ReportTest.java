package workload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import workload.os.Commands;
import workload.result.Environment;
import workload.result.Outcome;
import workload.testing.Schemas;
import workload.study.PhaseConditions;
import workload.study.PhaseName;
import workload.study.ResultStore;

class ReportTest {
    private static final long MOST_BYTES = 1_000_000;

    @TempDir
    private Path folder;

    private String report(SyntheticRun run) throws IOException {
        return report(run.write());
    }

    private static String report(Path run) throws IOException {
        Report.write(run);
        return Files.readString(run.resolve("report/report.md"));
    }

    /** The part of the report under a heading. */
    private static String section(String markdown, String heading) {
        String from = markdown.substring(markdown.indexOf("# " + heading + "\n") + heading.length());
        int end = from.indexOf("\n#");
        return end < 0 ? from : from.substring(0, end);
    }

    private static Document parse(Path html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(html.toFile());
    }

    @Test
    void givesMediansSpreadAndRatioBesideTheOriginal() throws IOException {
        String clone = section(report(SyntheticRun.whole(folder)), "Clone");

        assertThat(clone).contains("| redis | disk | 3 | 0 | 4.00 | 2.00 | 6.00 | 1.00 | 2.000 | 13.6 | 1.00 |")
                .contains("| redis | tmpfs | 3 | 0 | 2.00 | 1.00 | 3.00 | 0.500 | 1.000 | – | – |");
    }

    /** A run may be another user's, and so what is in it. */
    @Test
    void writesNowhereThatALinkLeads() throws IOException {
        Path run = SyntheticRun.whole(folder).write();
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path report = Files.createDirectory(run.resolve("report"));
        for (String name : List.of("index.html", "index.html.new", "report.md", "report.md.new", "clone.png.new",
                "ratios.svg.new")) {
            Files.createSymbolicLink(report.resolve(name), precious);
        }
        report(run);
        assertThat(precious).hasContent("precious");

        Commands.removeTree(report);
        Files.createSymbolicLink(report, elsewhere);
        assertThatThrownBy(() -> report(run)).isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void takesTheMedianOfTheTrialsThatAreOkOnly() throws IOException {
        String clone = section(report(SyntheticRun.whole(folder)), "Clone");

        assertThat(clone).contains("| redis | memfs-jnr | 2 | 1 | 4.50 | 3.00 | 6.00 | 1.13 | 2.250 | 192 | 14.2 |");
    }

    @Test
    void givesNoTimeForATargetWhoseTrialsAllFailed() throws IOException {
        String clone = section(report(SyntheticRun.whole(folder)), "Clone");

        assertThat(clone).contains("| nginx | memfs-jnr | 0 | 3 | – | – | – | – | – | 125 | 15.4 |");
    }

    @Test
    void namesFailedTrialsWithReasonAndLog() throws IOException {
        String failed = section(report(SyntheticRun.whole(folder)), "Failed trials");

        assertThat(failed).contains("| redis | memfs-jnr | 3 | TIMEOUT | The build took longer than 600 s. | "
                + "[logs/redis-memfs-jnr-3.log](../logs/redis-memfs-jnr-3.log) |");
        assertThat(failed.lines().filter(line -> line.contains("BUILD\\_FAILED"))).hasSize(3);
    }

    @Test
    void showsNoSpreadOfASingleRepetition() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).repetitions(1).addGood("redis", "disk", 1);

        String report = report(run);

        assertThat(section(report, "Clone")).contains("| redis | disk | 1 | 0 | 4.00 | – | – | 1.00 |");
        assertThat(section(report, "Notes")).contains("Each trial ran once");
    }

    @Test
    void comparesMemoryWithTheTree() throws IOException {
        String memory = section(report(SyntheticRun.whole(folder)), "Growth");

        assertThat(memory).contains("| redis | memfs-jnr | 2 | 50.0 | 171 | 121 | 100 | 1.21 | 150 | 20.0 | 0 |")
                .contains("| redis | tmpfs | 3 | 0 | 120 | 120 | 100 | 1.20 | – | – | – |");
    }

    @Test
    void dividesAllThatIsHeldByTheTree() throws IOException {
        String amplification = section(report(SyntheticRun.whole(folder)), "Amplification");

        assertThat(amplification)
                .contains("| redis | tmpfs | 3 | 100 | 120 | 1.20 | 1.20 | 60.0 | 120 | 1.20 | 1.20 |")
                .contains("| redis | memfs-jnr | 2 | 100 | 160 | 1.60 | 1.30 | 60.0 | 230 | 2.30 | 1.80 |");
    }

    @Test
    void showsWhatIsHeldAfterTheRemoval() throws IOException {
        String after = section(report(SyntheticRun.whole(folder)), "After the tree is removed");

        assertThat(after).contains("| 55.0 | 5.00 | 0 |");
    }

    @Test
    void tellsTheMemoryOfEachServerInALine() throws IOException {
        Path run = SyntheticRun.whole(folder).write();

        assertThat(Report.summary(run)).last().asString()
                .startsWith("redis on memfs-jnr: RSS 50.0 MiB at mount, +121 at its peak; +5.0 MiB ")
                .contains("with 0 live bytes off the heap; memory / tree 1.60, with what can be reclaimed 2.30");
    }

    @Test
    void showsWhereAServersMemoryIs() throws IOException {
        String servers = section(report(SyntheticRun.whole(folder)), "Where a server's memory is");

        assertThat(servers).contains("| redis | memfs-jnr | 2 | 8.00 | 12.0 | 120 | 120 |");
    }

    @Test
    void showsHowTheMachinesCachesGrew() throws IOException {
        String machine = section(report(SyntheticRun.whole(folder)), "The machine's caches");

        assertThat(machine).contains("| redis | tmpfs | 3 | 120 | 0 | 0 | 0 |");
    }

    @Test
    void drawsARunFromBeforeAllThisWasSampled() throws IOException {
        String report = report(SyntheticRun.whole(folder).old());

        assertThat(section(report, "Growth")).contains("| redis | memfs-jnr | 2 | 50.0 | 171 | 121 | 100 | 1.21 |");
        assertThat(section(report, "Amplification"))
                .contains("| redis | memfs-jnr | 2 | 100 | – | – | – | – | – | – | – |");
        assertThat(report).doesNotContain("# Where a server's memory is", "# After the tree is removed",
                "# The machine's caches");
    }

    @Test
    void namesWhatDiffersBetweenTrees() throws IOException {
        String trees = section(report(SyntheticRun.whole(folder)), "Same tree on every target");

        assertThat(trees).contains("| redis | tmpfs | tree-redis | 657 | 83,886,080 | 782 | 104,857,600 | same |")
                .contains("| differs: bytes after build +300 |");
    }

    @Test
    void countsOperationsAndRequestSizes() throws IOException {
        String operations = report(SyntheticRun.whole(folder));

        assertThat(operations).contains("| lookup | 90,000 | 1,200 | – | 2.50 | 12.3 |")
                .contains("| write | 76,563 | 0 | 100 | 8.00 | 40.0 |").doesNotContain("fallocate")
                .contains("| up to 128 | 0 | 3 |").contains("| up to 8,192 | 0 | 11 |");
    }

    @Test
    void showsHowBuildsTakeToMoreJobs() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).repetitions(1);
        for (String target : List.of("disk", "memfs")) {
            for (int jobs : new int[]{1, 2, 10}) {
                double held = target.equals("disk") ? 1 : 1.5;
                run.jobs(jobs).addGood("redis", target, 1, jobs == 1 ? 8 : held * 8 / jobs);
            }
        }
        run.jobs(1).addFailed("nginx", "disk", 1, Outcome.TIMEOUT, "No.");

        String report = report(run);

        assertThat(section(report, "Scaling")).contains("with 1 job on the same target")
                .contains("| project | target | 1 job, s | 2 jobs, s | 10 jobs, s | speed-up, 2 jobs |")
                .contains("| redis | disk | 40.0 | 20.0 | 4.00 | 2.00 | 10.0 |")
                .contains("| redis | memfs | 40.0 | 30.0 | 6.00 | 1.33 | 6.67 |").doesNotContain("| nginx |");
        assertThat(report).contains("built by 1, 2, 10 jobs").contains("; builds by 10 jobs")
                .contains("| redis | memfs, jobs 10 | 1 | 0 | 1.20 | – | – | 1.50 |");
        assertThat(folder.resolve("report/scaling-redis.png")).isNotEmptyFile();
        assertThat(folder.resolve("report/scaling-nginx.png")).doesNotExist();
    }

    @Test
    void hasNoScalingOfOneNumberOfJobs() throws IOException {
        assertThat(report(SyntheticRun.whole(folder))).doesNotContain("# Scaling", "jobs 2");
    }

    @Test
    void drawsManyTargetsOnManyProjects() throws Exception {
        SyntheticRun run = new SyntheticRun(folder).repetitions(1);
        for (int project = 0; project < 6; project++) {
            for (int target = 0; target < 10; target++) {
                for (int jobs : new int[]{1, 2, 4}) {
                    run.jobs(jobs).addGood("project-" + project, SyntheticRun.MANY_TARGETS.get(target), 1,
                            1 + project + target + 4.0 / jobs);
                }
            }
        }

        report(run);

        assertThat(build(parse(folder.resolve("report/index.html")))).hasSize(60);
        assertThat(ImageIO.read(folder.resolve("report/build.png").toFile()).getWidth()).isGreaterThan(60 * 20);
        assertThat(folder.resolve("report/scaling-project-5.png")).isNotEmptyFile();
    }

    /** Rounds add nothing to it: charts have medians and thinned curves. */
    @Test
    void sixProjectsOnFourTargetsAreASmallPage() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).repetitions(1);
        for (int project = 0; project < 6; project++) {
            for (String target : List.of("disk", "tmpfs", "memfs", "memfs-jnr")) {
                run.addGood("project-" + project, target, 1, 1 + project);
            }
        }

        report(run);

        assertThat(Files.size(folder.resolve("report/index.html"))).isLessThan(MOST_BYTES);
    }

    @Test
    void saysWhereATargetOfTheUsersComesFrom() throws IOException {
        String environment = section(report(SyntheticRun.rounds(folder, "bindfs", 1)), "Targets as mounted");

        assertThat(environment).contains("| command or path | as negotiated by the server |")
                .contains("| bindfs | fuse.bindfs | rw | bindfs -f /backing {mount} | – |")
                .contains("| disk | ext4 | rw,relatime | – | – |");
    }

    @Test
    void tellsWhatAPhaseTookOfTheServer() throws IOException {
        SyntheticRun run = SyntheticRun.rounds(folder, "memfs", 1, 1).addGood("redis", "memfs-jnr", 1, 1);

        String clone = section(report(run), "Clone");

        assertThat(clone).contains("| redis | disk | 2 | 0 | 3.00 | 2.00 | 4.00 | 1.00 | – | – | 13.6 | 1.00 |")
                .contains("| redis | memfs | 2 | 0 | 3.00 | 2.00 | 4.00 | 1.00 | 0.30 | 15,000 | 192 | 14.2 |")
                .contains("| redis | memfs-jnr | 1 | 0 | 1.00 | – | – | 0.333 | – | – | 192 | 14.2 |");
    }

    @Test
    void countsMessagesByOpcodeAndPhase() throws IOException {
        String server = section(report(SyntheticRun.rounds(folder, "memfs", 1)),
                "Messages by phase, redis on memfs, repetition 1");

        assertThat(server).contains("| message | clone | stat-clone-cold | stat-clone-warm | build |")
                .contains("| LOOKUP | 6,000 | 12 | 12 | 30,000 |").contains("| WRITE | 4,000 | 8 | 8 | 20,000 |");
    }

    @Test
    void saysUnderWhichConditions() throws IOException {
        String report = report(SyntheticRun.whole(folder).old().busy());

        assertThat(section(report, "Run and machine")).contains("6.18.5").contains("3.25 (busy machine)")
                .contains("--repetitions 3 redis nginx");
        assertThat(section(report, "Targets as mounted")).contains("big\\_writes true, max\\_write 131072");
        assertThat(section(report, "Notes")).contains("The machine was busy");
        assertThat(section(report, "Sizes")).contains("| redis | 79.7 | 657 | 654,321 |");
        assertThat(section(report, "Origins")).contains("mirror");
    }

    @Test
    void namesDisturbedPhasesInsteadOfABusyStart() throws IOException {
        String report = report(SyntheticRun.whole(folder).busy().conditions(PhaseName.BUILD, c -> new PhaseConditions(
                c.runs(), c.wallNanos(), c.cores(), c.wallNanos() / 5, c.kernelCpuNanos(), c.wallNanos() / 10,
                c.pressureNanos(), c.writtenBackBytes(), c.inodesAdded(), true)));

        assertThat(section(report, "Notes")).contains("by other processes or by the host: 14 of 18 trials")
                .doesNotContain("The machine was busy");
        assertThat(section(report, "Run and machine")).contains("| disturbed trials | 14 of 18 |")
                .doesNotContain("busy machine");
        assertThat(section(report, "Disturbed phases")).contains("14 in all")
                .contains("| redis | disk | 1 | build | 10.0 | 5.0 |");
        assertThat(section(report, "Build")).contains("| disturbed |");
        assertThat(section(report, "Clone")).doesNotContain("| disturbed |");
    }

    @Test
    void listsWhatTheMachineDidBesideTheTrials() throws IOException {
        String report = report(SyntheticRun.whole(folder));

        assertThat(section(report, "Shares of the machine"))
                .contains("| redis | disk | 0 | 1.0 | 5.0 | 0.0 | 50.0 | 25.0 | 210 |");
        assertThat(section(report, "Run and machine")).contains("| disturbed trials | 0 of 18 |");
        assertThat(report).doesNotContain("Disturbed phases");
    }

    @Test
    void saysHowColdAColdWalkWas() throws IOException {
        String walks = section(report(SyntheticRun.whole(folder)), "Stat of every file after the clone, cold");

        assertThat(walks).contains("| still cached |").containsPattern("\\| redis \\| disk .* 1\\.0 % \\|")
                .containsPattern("\\| redis \\| tmpfs .* always warm \\|");
    }

    @Test
    void aWalkThatWasNotColdIsMarked() throws IOException {
        String report = report(SyntheticRun.whole(folder).conditions(PhaseName.STAT_BUILD_COLD,
                c -> new PhaseConditions(c.runs(), c.wallNanos(), c.cores(), c.othersCpuNanos(), c.kernelCpuNanos(),
                        c.stolenNanos(), c.pressureNanos(), c.writtenBackBytes(), 0, c.disturbed())));

        assertThat(section(report, "Stat of every file after the build, cold")).contains("| 100.0 %: NOT COLD |");
        assertThat(section(report, "Stat of every file after the clone, cold")).doesNotContain("| 100.0 %: NOT COLD |");
    }

    @Test
    void saysHowManyWalksASampleIsOf() throws IOException {
        String report = report(SyntheticRun.whole(folder).conditions(PhaseName.STAT_CLONE_WARM,
                c -> new PhaseConditions(6, c.wallNanos(), c.cores(), c.othersCpuNanos(), c.kernelCpuNanos(),
                        c.stolenNanos(), c.pressureNanos(), c.writtenBackBytes(), 0, c.disturbed())));

        assertThat(section(report, "Stat of every file after the clone, warm")).contains("walks in a sample")
                .containsPattern("\\| redis \\| disk .* 6 \\|");
        assertThat(section(report, "Stat of every file after the build, warm")).doesNotContain("walks in a sample");
    }

    @Test
    void saysWhereTrialsRanThatCantBeCompared() throws IOException {
        Path run = SyntheticRun.whole(folder).write();
        ResultStore store = ResultStore.open(run);
        Environment here = store.info().environment();
        store.environment(new Environment(here.os(), "6.19", here.cpu(), here.cores(), here.memoryBytes(), here.jdk(),
                here.tools(), here.user(), 0, true));
        store.save(store.trials().stream().filter(trial -> trial.outcome() == Outcome.OK).findFirst().orElseThrow()
                .from(null));

        String report = report(run);

        assertThat(section(report, "Notes")).contains("(--mixed)");
        assertThat(section(report, "Run and machine"))
                .contains("| trials that ran on e2 | differ by kernel 6.19 (before: 6.18.5) |");
        assertThat(section(report, "Clone")).contains("| ran on |", "| e2, e1 |");
    }

    @Test
    void aRunOnOneMachineSaysNothingOfIt() throws IOException {
        assertThat(report(SyntheticRun.whole(folder))).doesNotContain("(--mixed)", "ran on");
    }

    @Test
    void theRunIsAsItsSchemasSay() throws IOException {
        Path run = SyntheticRun.whole(folder).write();

        Schemas.assertValid("run", run.resolve("run.json"));
        for (String line : Files.readAllLines(run.resolve("observations.jsonl"))) {
            Schemas.assertValid("observation", line);
        }
    }

    @Test
    void goesOnWithoutATornLine() throws IOException {
        Path run = SyntheticRun.whole(folder).write();
        Files.writeString(run.resolve("observations.jsonl"), "{\"key\":{\"project\":\"red", StandardOpenOption.APPEND);

        String report = report(run);

        assertThat(section(report, "Notes")).contains("The last line of the trials is torn");
        assertThat(section(report, "Clone")).contains("| redis | disk | 3 |");
    }

    @Test
    void goesOnWithoutASamplesFile() throws IOException {
        Path run = SyntheticRun.whole(folder).write();
        Files.delete(run.resolve("samples/redis-memfs-jnr-1.csv"));

        String report = report(run);

        assertThat(section(report, "Notes")).contains("samples/redis-memfs-jnr-1.csv is missing");
        assertThat(section(report, "Growth")).contains("| redis | memfs-jnr | 1 |");
    }

    @Test
    void goesOnWithoutStatistics() throws IOException {
        Path run = SyntheticRun.whole(folder).write();
        Files.writeString(run.resolve("ops/redis-memfs-jnr-1.json"), "{\"operations\": ");

        String report = report(run);

        assertThat(section(report, "Notes")).contains("ops/redis-memfs-jnr-1.json is not readable JSON");
        assertThat(report).doesNotContain("What the servers were asked");
    }

    @Test
    void saysThatStatWalksWereNotCold() throws IOException {
        String report = report(SyntheticRun.whole(folder).withoutColdWalks());

        assertThat(section(report, "Notes")).contains("There are no cold stat walks");
        assertThat(report).doesNotContain("after the clone, cold").contains("after the clone, warm");
    }

    @Test
    void everyChartStandsInThePageAndBesideItWithItsTextAsText() throws Exception {
        report(SyntheticRun.whole(folder));

        List<Element> charts = charts(parse(folder.resolve("report/index.html")));
        assertThat(charts).hasSize(11).allSatisfy(chart -> {
            assertThat(chart.getElementsByTagName("text").getLength()).isPositive();
            assertThat(chart.getAttribute("aria-label")).isNotEmpty();
        });
        Document forest = parse(folder.resolve("report/ratios.svg"));
        assertThat(forest.getElementsByTagName("text").getLength()).isPositive();
    }

    @Test
    void besideThePageBarsAndLinesArePngs() throws IOException {
        String report = report(SyntheticRun.whole(folder));

        String page = Files.readString(folder.resolve("report/index.html"));
        for (String chart : List.of("clone", "clone-ratio", "build", "build-ratio", "memory-redis", "memory-nginx",
                "server-memory-redis-memfs-jnr", "memory-after-remove-redis")) {
            BufferedImage picture = ImageIO.read(folder.resolve("report/" + chart + ".png").toFile());
            assertThat(picture.getWidth()).as(chart).isEqualTo(1000);
            assertThat(picture.getHeight()).as(chart).isEqualTo(560);
            assertThat(report).contains("](" + chart + ".png)");
            assertThat(page).contains("<a href=\"" + chart + ".png\" download=\"\">PNG</a>");
            assertThat(folder.resolve("report/" + chart + ".svg")).doesNotExist();
        }
        assertThat(report).contains("](ratios.svg)");
        assertThat(page).contains("<a href=\"ratios.svg\" download=\"\">SVG</a>");
    }

    /** An HTML page that is one file, however old the run. */
    @Test
    void asksForNothingElse() throws IOException {
        report(SyntheticRun.whole(folder));

        assertThat(folder.resolve("report/index.html")).content().doesNotContain("<img", "src=", "@import", "url(http");
    }

    private static List<Element> charts(Document page) {
        NodeList pictures = page.getElementsByTagName("svg");
        return IntStream.range(0, pictures.getLength()).mapToObj(i -> (Element) pictures.item(i))
                .filter(picture -> picture.getAttribute("class").equals("chart")).toList();
    }

    /** The bars of the build's chart. */
    private static List<Element> build(Document page) {
        NodeList figures = page.getElementsByTagName("figure");
        Element figure = IntStream.range(0, figures.getLength()).mapToObj(i -> (Element) figures.item(i))
                .filter(one -> one.getAttribute("id").equals("build")).findFirst().orElseThrow();
        NodeList bars = figure.getElementsByTagName("rect");
        return IntStream.range(0, bars.getLength()).mapToObj(i -> (Element) bars.item(i))
                .filter(bar -> bar.getAttribute("class").startsWith("k")).toList();
    }

    @Test
    void keepsTextFromOutsideAsText() throws Exception {
        String report = report(SyntheticRun.whole(folder));

        Document page = parse(folder.resolve("report/index.html"));
        assertThat(page.getElementsByTagName("script").getLength()).isOne();
        assertThat(page.getDocumentElement().getTextContent()).contains("<script>alert(\"1\")</script> & | `rm`");
        assertThat(report).contains("\\<script\\>").contains("\\& \\| \\`rm\\` ").doesNotContain("\u001b");
    }

    @Test
    void givesEqualBytesForEqualInput() throws IOException {
        String first = report(SyntheticRun.whole(folder));
        byte[] page = Files.readAllBytes(folder.resolve("report/index.html"));

        assertThat(report(folder)).isEqualTo(first);
        assertThat(folder.resolve("report/index.html")).hasBinaryContent(page);
    }

    /** "1 rounds" and the like, on the page, in the Markdown and at the end of a run. */
    @Test
    void oneThingIsNotInThePlural() throws IOException {
        Path run = new SyntheticRun(folder).jobs(1).repetitions(1).addGood("redis", "tmpfs", 1, 1)
                .addGood("redis", "memfs", 1, 1.2).addFailed("redis", "disk", 1, Outcome.TIMEOUT, "No.").write();
        String text = report(run) + Files.readString(run.resolve("report/index.html"))
                + String.join("\n", Report.summary(run));

        assertThat(text).contains("n = 1 round;", "n = 1 round,", "1 repetition").doesNotContainPattern(
                "(?<![\\d.,])1 (?:rounds|trials|files|cores|messages|repetitions|projects|targets|jobs|runs)\\b");
    }

    @Test
    void drawsAReadablePageOfARunWithoutTrials() throws Exception {
        String report = report(new SyntheticRun(folder));

        assertThat(report).contains("No trial is recorded").contains("0 of 18 planned trials");
        assertThat(charts(parse(folder.resolve("report/index.html")))).isEmpty();
    }

    @Test
    void drawsAReadablePageOfARunWhereEverythingFailed() throws Exception {
        SyntheticRun run = new SyntheticRun(folder).addFailed("redis", "disk", 1, Outcome.CLONE_FAILED, "No space.");

        String report = report(run);

        assertThat(section(report, "Failed trials")).contains("CLONE\\_FAILED | No space.");
        assertThat(charts(parse(folder.resolve("report/index.html")))).isEmpty();
    }

    @Test
    void refusesAFolderThatIsNoRun() {
        assertThatThrownBy(() -> Report.write(folder)).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("holds no run.json");
        assertThat(folder.resolve("report")).doesNotExist();
    }
}
