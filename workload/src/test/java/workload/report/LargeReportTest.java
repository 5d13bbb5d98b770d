package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The page of six projects on four targets in nine rounds: the trials of a committed run, each nine times, a bit longer or shorter. */
class LargeReportTest {
    private static final Path SAMPLE = Path.of("../results/sample-all").toAbsolutePath().normalize();
    private static final int ROUNDS = 9;
    private static final long MOST_BYTES = 2 << 20;
    private static final int MOST_POINTS = 50;
    private static final Pattern CURVE = Pattern.compile("<polyline class=\"line [^>]*points=\"([^\"]*)\"");

    @TempDir
    private Path folder;

    @Test
    void isSmallAndItsMemoryCurvesAreThinned() throws IOException {
        Report.write(repeated());

        Path page = folder.resolve("report/index.html");
        assertThat(Files.readString(folder.resolve("report/report.md"))).contains("216 of 216 trials OK");
        assertThat(Files.size(page)).isLessThanOrEqualTo(MOST_BYTES);
        List<Integer> points = CURVE.matcher(Files.readString(page)).results().map(LargeReportTest::points).toList();
        // Each project has a chart of its targets, of which all but the disk have a curve.
        assertThat(points).hasSizeGreaterThanOrEqualTo(6 * 3).allMatch(count -> count <= MOST_POINTS);
        assertThat(Files.readAllLines(SAMPLE.resolve("samples/ruby-memfs-jgit-jobs2-1.csv")))
                .hasSizeGreaterThan(10 * MOST_POINTS);
    }

    private static int points(MatchResult curve) {
        return curve.group(1).split(" ").length;
    }

    private Path repeated() throws IOException {
        ObjectNode run = (ObjectNode) JsonMapper.shared().readTree(Files.readString(SAMPLE.resolve("run.json")));
        List<String> trials = Files.readAllLines(SAMPLE.resolve("trials.jsonl"));
        run.put("repetitions", ROUNDS).put("planned", trials.size() * ROUNDS);
        Files.writeString(folder.resolve("run.json"), run.toString());
        for (String child : List.of("samples", "ops")) {
            try (Stream<Path> files = Files.walk(SAMPLE.resolve(child))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(SAMPLE.relativize(file).toString()));
                }
            }
        }
        for (int round = 1; round <= ROUNDS; round++) {
            for (int i = 0; i < trials.size(); i++) {
                double factor = 1 + 0.01 * ((7 * round + 3 * i) % 5);
                Files.writeString(folder.resolve("trials.jsonl"), trial(trials.get(i), round, factor) + "\n",
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        return folder;
    }

    private static JsonNode trial(String line, int round, double factor) {
        JsonNode trial = JsonMapper.shared().readTree(line);
        ((ObjectNode) trial.get("key")).put("repetition", round);
        for (JsonNode phase : trial.get("phases")) {
            ((ObjectNode) phase).put("nanos", Math.round(phase.get("nanos").asLong() * factor));
        }
        return trial;
    }
}
