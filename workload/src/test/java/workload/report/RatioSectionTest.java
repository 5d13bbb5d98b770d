package workload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workload.pairs.PairOptions;
import workload.result.Outcome;
import workload.result.StudyException;
import workload.study.Trial;

/** What a report says of one arm against another, and of the rounds. */
class RatioSectionTest {
    @TempDir
    private Path folder;

    private static String report(SyntheticRun run) throws IOException {
        Path folder = run.write();
        Report.write(folder);
        return read(folder);
    }

    private static String read(Path run) throws IOException {
        return Files.readString(run.resolve("report/report.md"));
    }

    /** The part of the report under a heading. */
    private static String section(String markdown, String heading) {
        String from = markdown.substring(markdown.indexOf("# " + heading + "\n") + heading.length());
        int end = from.indexOf("\n#");
        return end < 0 ? from : from.substring(0, end);
    }

    @Test
    void comparesRoundByRound() throws IOException {
        String pairs = section(report(SyntheticRun.rounds(folder, "memfs", 1.05, 1.01, 1.04, 1.02, 1.06, 1.03)),
                "Paired ratios");

        assertThat(pairs).contains("| redis | clone | memfs | disk | 6 | 1.035 | 1.015 to 1.055 | 4 % | – |")
                .contains("| redis | build | memfs | disk | 6 | 1.035 | 1.015 to 1.055 | 4 % | slower by 1 to 6 % |")
                .contains("| redis | remove | memfs | disk | 6 | 1.035 | 1.015 to 1.055 | 4 % | – |");
    }

    @Test
    void claimsNothingFromTooFewRounds() throws IOException {
        SyntheticRun run = SyntheticRun.rounds(folder, "memfs-jnr", 2, 2, 2, 2)
                .addFailed("redis", "memfs-jnr", 5, Outcome.TIMEOUT, "No.")
                .addGood("redis", "disk", 5, 1);

        assertThat(section(report(run), "Paired ratios"))
                .contains(
                        "| redis | build | memfs-jnr | disk | 4 | 2.000 | – | – | too few rounds (4) to show a difference |");
    }

    /** By Student's t with one degree of freedom the interval would be 0.036 to 383.764. */
    @Test
    void printsNoIntervalOfTwoRounds() throws IOException {
        assertThat(section(report(SyntheticRun.rounds(folder, "memfs", 1.8, 7.7)), "Paired ratios"))
                .contains("| redis | clone | memfs | disk | 2 | 3.723 | too few rounds | – | – |");
    }

    @ParameterizedTest
    @CsvSource({"4, too few rounds", "6, not measurable in 6 rounds"})
    void printsNoIntervalThatIsWiderThanItsRatio(int rounds, String interval) throws IOException {
        double[] ratios = IntStream.range(0, rounds).mapToDouble(round -> round % 2 == 0 ? 1 : 9).toArray();

        assertThat(section(report(SyntheticRun.rounds(folder, "memfs", ratios)), "Paired ratios"))
                .contains("| redis | clone | memfs | disk | " + rounds + " | 3.000 | " + interval + " |");
    }

    @Test
    void judgesThePhasesThatTheUserAskedFor() throws IOException {
        String pairs = section(
                report(SyntheticRun.rounds(folder, "memfs", 1.05, 1.01, 1.04, 1.02, 1.06, 1.03).arguments("--verdict",
                        "clone,remove")),
                "Paired ratios");

        assertThat(pairs)
                .contains("| redis | clone | memfs | disk | 6 | 1.035 | 1.015 to 1.055 | 4 % | slower by 1 to 6 % |")
                .contains("| redis | build | memfs | disk | 6 | 1.035 | 1.015 to 1.055 | 4 % | slower by 1 to 6 % |")
                .contains("| redis | stat-clone-warm | memfs | disk | 6 | 1.035 | 1.015 to 1.055 | 4 % | – |");
    }

    @Test
    void comparesWithTheBaselineThatTheUserChose() throws Exception {
        SyntheticRun run = SyntheticRun.rounds(folder, "memfs", 1.05, 1.01, 1.04, 1.02, 1.06, 1.03)
                .arguments("--against=memfs");
        String recorded = section(report(run), "Paired ratios");
        Report.write(folder, new PairOptions(List.of("disk"), List.of()));
        String chosen = section(read(folder), "Paired ratios");

        assertThat(recorded).contains("| redis | build | disk | memfs | 6 | 0.966 |")
                .doesNotContain("| memfs | disk |");
        assertThat(chosen).contains("| redis | build | memfs | disk | 6 | 1.035 |").doesNotContain("| disk | memfs |");
        assertThatThrownBy(() -> Report.write(folder, new PairOptions(List.of("xfs"), List.of())))
                .isInstanceOf(StudyException.class).hasMessageContaining("no 'xfs' in this run");
    }

    @Test
    void saysHowTheIntervalsOfAStoppedRunAreTaken() throws IOException {
        String report = report(
                SyntheticRun.rounds(folder, "memfs", 1.05, 1.01, 1.04, 1.02, 1.06, 1.03).until("2%, at most 1h"));

        assertThat(section(report, "Notes")).contains("repeated by --until 2%, at most 1h", "97.5 % instead of 95 %",
                "The widest of these intervals is ± 3 %.");
        assertThat(section(report, "Paired ratios")).contains("97.5 % interval",
                "| redis | build | memfs | disk | 6 | 1.035 | 1.010 to 1.060 |");
    }

    @Test
    void namesOutliersDriftAndPairsFarApart() throws IOException {
        SyntheticRun run = new SyntheticRun(folder).repetitions(8);
        for (int round = 1; round <= 8; round++) {
            Instant start = Instant.EPOCH.plusSeconds(1000L * round);
            run.addGood("redis", "disk", round, round == 4 ? 20 : 2 + 0.01 * (round * 3 % 8)).judged(at(start, 60))
                    .addGood("redis", "memfs", round, 2 + 0.01 * round)
                    .judged(at(start.plusSeconds(round == 5 ? 500 : 60), 60));
        }

        String notes = section(report(run), "Notes");

        assertThat(notes).contains("redis on disk, build #4: 100 s, robust z-score")
                .contains("redis on memfs, build: +3.5 % over 8 rounds")
                .contains("redis #5 on memfs and disk (8.33 min, a round takes 2.00 min)")
                .doesNotContain("redis on disk, build: ", "redis #4 on");
    }

    private static UnaryOperator<Trial> at(Instant start, long seconds) {
        return t -> new Trial(t.key(), t.outcome(), t.message(), start, start.plusSeconds(seconds), t.treeHash(),
                t.phases(), t.settings(), t.rssAtMountBytes(), t.peakRssBytes(), t.samplesFile(), t.opsFile(),
                t.logFile(), t.manifestFile(), t.check(), t.environment());
    }

    @Test
    void comparesTargetsOfTheUsersToo() throws IOException {
        String pairs = section(report(SyntheticRun.rounds(folder, "bindfs", 2.001, 1.999, 2.001, 1.999, 2.001, 1.999)),
                "Paired ratios");

        assertThat(pairs)
                .contains(
                        "| redis | build | bindfs | disk | 6 | 2.000 | 1.998 to 2.002 | 0.2 % | slower by 99 to 101 % |");
    }

    @Test
    void comparesNoReferenceWithTheOther() throws IOException {
        assertThat(report(SyntheticRun.rounds(folder, "tmpfs", 1, 1))).doesNotContain("Paired ratios");
    }
}
