package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.explain.Arm.Content;
import workload.explain.Arm.Lookups;
import workload.explain.Arm.Writes;
import workload.explain.Measurement.Outcome;
import workload.result.StudyException;
import workload.testing.Schemas;

/** The page says what the raw clones hold, and no more. */
class ExplainReportTest {
    @TempDir
    Path run;

    /** 25 s at the original's end, 5 s at ours: 15 of copying, 4 of calls, 1 of look-ups. */
    private static double law(Arm arm) {
        return 5 + (arm.content() == Content.CONTIGUOUS ? 15 : 0) + (arm.writes() == Writes.PIECES ? 4 : 0)
                + (arm.lookups() == Lookups.EACH ? 1 : 0);
    }

    private String write(List<Measurement> clones) throws Exception {
        return write(clones, Arms.all());
    }

    private String write(List<Measurement> clones, List<Arm> planned) throws Exception {
        Path folder = Files.createDirectories(run.resolve("explain"));
        Clones.write(folder, Clones.explanation(clones, planned));
        Path page = ExplainReport.write(run);
        var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        String html = Files.readString(page).replace("<!DOCTYPE html>", "");
        assertThat(xml.parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)))).isNotNull();
        return Files.readString(folder.resolve("report.md"));
    }

    @Test
    void theFindingStandsAtTheTopWithItsFigures() throws Exception {
        String page = write(Clones.rounds(Arms.all(), ExplainReportTest::law));
        assertThat(page.lines().limit(4).toList().toString()).contains("takes 25.0 s with the original's behaviour",
                "5.00 s with ours",
                "75.0 % (15.00 s, 14.85 to 15.15 s over 3 rounds; the mean of all 6 orders of changing the factors, in"
                        + " which it is 15.00 s to 15.00 s) is copying",
                "20.0 % (4.00 s, 3.96 to 4.04 s over 3 rounds; the mean of",
                "is cutting writes into pieces of at most 4 KiB (git writes small itself: 3,453 writes become"
                        + " 1,953)",
                "5.0 % (1.000 s, 0.990 to 1.010 s");
        assertThat(page)
                .contains("they take 24.0 s instead of 20.0 s where each append copies the file, and 9.00 s instead of"
                        + " 5.00 s where it doesn't");
        assertThat(page).contains("![Where the original's time went", "The machine was busy", "R²")
                .doesNotContain("NaN");
        for (String chart : List.of("waterfall", "model", "content-and-writes", "bulk-content-and-writes",
                "transport-and-writes", "engines")) {
            assertThat(run.resolve("explain/" + chart + ".png")).isNotEmptyFile();
        }
        assertThat(ExplainReport.hasFailures(run)).isFalse();
    }

    @Test
    void anExtrapolatedTimeIsNeverSilent() throws Exception {
        List<Measurement> clones = new ArrayList<>(Clones.rounds(Arms.all().subList(1, Arms.all().size()),
                ExplainReportTest::law));
        clones.add(Clones.cut(Arms.ORIGINAL));
        for (int share : List.of(8, 4, 2)) {
            clones.add(Clones.part(Arms.ORIGINAL, 100 / share, Clones.PACK / share, 60.0 / share / share));
        }
        String page = write(clones);
        assertThat(page.lines().limit(4).toList().toString())
                .contains(
                        "(EXTRAPOLATED from shorter histories, since it was cut: 180 s to 180 s by the curves that may be)");
        assertThat(page).contains("| CUT |", "history of depth 50", "asked each write, kernel (EXTRAPOLATED)");
    }

    @Test
    void anEndThatWasNotMeasuredIsToldAtTheTopWithTheNextStep() throws Exception {
        List<Measurement> clones = new ArrayList<>(Clones.rounds(Arms.all().subList(1, Arms.all().size()),
                ExplainReportTest::law));
        clones.add(Clones.cut(Arms.ORIGINAL));
        for (int share : List.of(8, 4, 2)) {
            clones.add(Clones.part(Arms.ORIGINAL, 100 / share, Clones.PACK / share, 60.0 / share / share));
        }
        assertThat(write(clones)).contains("The original's end of the waterfall was cut in every round",
                "measure it with --cap 360", "The model attributes none of it",
                "its bar is EXTRAPOLATED from shorter histories", "In red what has no measured time");
        clones.add(Clones.ok(Arms.ORIGINAL, 2, 30));
        assertThat(write(clones)).contains("The original's end of the waterfall was cut in a round",
                "(CUT: at least that", "asked each write, kernel (CUT)", "its bar is a least",
                "CUT marks a time in which");
    }

    /** Seconds that follow from the counts alone. */
    private static double counted(Arm arm) {
        Counts counts = Clones.counts(arm);
        return counts == null || counts.messages() == null
                ? 1
                : 1 + 40e-6 * counts.messages() + 1e-9 * counts.copiedBytes();
    }

    @Test
    void theModelsShareIsJudgedByItsFigures() throws Exception {
        assertThat(write(Clones.rounds(Arms.all(), ExplainReportTest::counted)))
                .contains("the number of write calls was",
                        "and copying was 9", "the model attributes 100.0 % of the difference")
                .doesNotContain("is asked of it");
        assertThat(String.join(" ", ExplainReport.verdict(run))).contains("the number of write calls was",
                "of the difference to named factors");
        assertThat(write(Clones.rounds(Arms.all(), arm -> counted(arm) + (arm.equals(Arms.ORIGINAL) ? 60 : 0))))
                .contains("of the difference to named factors").doesNotContain("the model attributes 100.0 %");
    }

    /** 500 s that no term has: the fit of c to one arm would take them for copying. */
    @Test
    void theWaterfallsArmsAloneProveNothingOfCopying() throws Exception {
        assertThat(write(Clones.rounds(Arms.waterfall(), arm -> counted(arm) + (arm.equals(Arms.ORIGINAL) ? 500 : 0)),
                Arms.waterfall()))
                .contains("The model attributes none of it: c rests on the original's end alone",
                        "proves nothing of c")
                .doesNotContain("and copying was");
    }

    @Test
    void endsThatDoNotDifferAreNotTakenApart() throws Exception {
        String page = write(Clones.rounds(Arms.all(), _ -> 2));
        assertThat(page).contains("there is no difference to take apart")
                .doesNotContain("share, %", "NaN", "∞", "is asked of it");
    }

    @Test
    void whatTheRoundsDoNotTellFromZeroIsCalledThat() throws Exception {
        List<Measurement> clones = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            for (Arm arm : Arms.all()) {
                double lookups = arm.lookups() == Lookups.EACH ? 1 : 0;
                clones.add(Clones.ok(arm, round, law(arm) - lookups + lookups * 0.3 * (round - 2)));
            }
        }
        String page = write(clones);
        assertThat(page).contains("0.0 % (0.0 s, -0.3 to 0.3 s over 3 rounds: not told from 0; the mean of all 6")
                .contains("| -0.3 to 0.3: not told from 0 |").contains("least to most over rounds, s");
    }

    /** Nothing that wasn't planned is missed, drawn or told of. */
    @Test
    void theWaterfallsArmsAloneHaveAPageOfTheirOwn() throws Exception {
        String page = write(Clones.rounds(Arms.waterfall(), ExplainReportTest::law), Arms.waterfall());
        assertThat(page)
                .contains("75.0 % (15.00 s, 14.85 to 15.15 s over 3 rounds) is copying",
                        "one order of changing the factors, the only one that was cloned. It has copying the file",
                        "in this order alone", "![Where the original's time went")
                .doesNotContain("another has an arm", "is in the table", "In red", "have no time",
                        "## Content and size",
                        "## The same bytes", "## Transport and size", "## What clones");
        for (String chart : List.of("content-and-writes", "bulk-content-and-writes", "transport-and-writes",
                "engines")) {
            assertThat(run.resolve("explain/" + chart + ".png")).doesNotExist();
        }
    }

    @Test
    void anOrderThatLacksATimeLeavesOne() throws Exception {
        Arm lacking = Arms.ORIGINAL.with(Lookups.ONCE);
        List<Arm> others = Arms.all().stream().filter(arm -> !arm.equals(lacking)).toList();
        assertThat(write(Clones.rounds(others, ExplainReportTest::law)))
                .contains("one order of changing the factors: another has an arm without a time")
                .contains("## What clones");
    }

    @Test
    void theWordsFollowTheFigures() throws Exception {
        assertThat(write(Clones.rounds(Arms.all(), ExplainReportTest::law)))
                .contains("Beside paged, contiguous takes 15.0 s more at 4 KiB, 15.0 s more at 1 MiB",
                        "A write that reached the server had on average")
                .contains("Medians; whiskers").doesNotContain("hurt", "the floor");
        assertThat(write(Clones.rounds(Arms.all(), arm -> 40 - law(arm))))
                .contains("Beside paged, contiguous takes 15.0 s less at 4 KiB");
        assertThat(write(Arms.all().stream().map(arm -> Clones.ok(arm, 1, law(arm))).toList()))
                .contains("One clone each.").doesNotContain("whiskers");
    }

    @Test
    void aGridWithoutOneMeasuredTimeIsLeftOut() throws Exception {
        List<Measurement> clones = new ArrayList<>();
        for (Arm arm : Arms.all()) {
            clones.add(Clones.cut(arm));
            clones.add(Clones.ok(arm, 2, 3));
        }
        assertThat(write(clones)).contains("| CUT |").doesNotContain("## Content and size of the pieces");
    }

    @Test
    void aRunThatWasInterruptedAtOnceHasAPageToo() throws Exception {
        assertThat(write(List.of())).contains("Nothing can be told", "too few clones", "arms have no time");
        assertThat(write(List.of(Clones.ok(Arms.OURS, 1, 2)))).contains("Nothing can be told", "2.00");
    }

    @Test
    void aFailedCloneIsNamed() throws Exception {
        List<Measurement> clones = new ArrayList<>(Clones.rounds(Arms.all(), ExplainReportTest::law));
        clones.add(new Measurement(Arms.OURS, 3, null, Outcome.FAILED, "the server ended", 0, 0, null));
        assertThat(write(clones)).contains("| FAILED | the server ended |");
        assertThat(ExplainReport.hasFailures(run)).isTrue();
    }

    @Test
    void theRawFilesComeBackAsTheyWere() throws Exception {
        List<Measurement> clones = List.of(Clones.ok(Arms.ORIGINAL, 1, 20), Clones.ok(Arms.TMPFS, 1, 2),
                Clones.cut(Arms.OURS));
        Clones.write(run, Clones.explanation(clones));
        Schemas.assertValid("run", run.resolve("run.json"));
        for (String line : Files.readAllLines(run.resolve("observations.jsonl"))) {
            Schemas.assertValid("observation", line);
        }
        assertThat(ExplainStore.read(run)).isEqualTo(Clones.explanation(clones));
        assertThat(Files.readAllLines(run.resolve("observations.csv"))).hasSize(4)
                .contains(
                        "clone,tiny,\"memfs:content=contiguous,max_write=4k,nowriteback_cache,nohandle_killpriv_v2\",1,contiguous,git,each,kernel,pieces,20000000000,8000000,8406,3453,1953,8000000,7812000000,OK,,e1,");
    }

    @Test
    void aFolderWithoutAnExplanationIsToldInOneSentence() {
        assertThatThrownBy(() -> ExplainReport.write(run)).isInstanceOf(StudyException.class)
                .hasMessageContaining("There is no explanation in");
    }
}
