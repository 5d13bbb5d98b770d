package workload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workload.pairs.PairOptions;

/** Runs of before there was one page kit give the figures that the pages had then: old-runs/KIND.txt has their tables' rows. */
class OldRunsTest {
    private static final Path OLD = Path.of("src/test/resources/old-runs").toAbsolutePath();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"study", "explain", "micro", "memory"})
    void figuresAreAsTheyWere(String kind) throws Exception {
        List<String> rows = new ArrayList<>();
        for (Path page : ReportCommand.draw(copy(kind), PairOptions.USUAL)) {
            rows.addAll(Files.readAllLines(page.resolveSibling("report.md")));
        }

        assertThat(rows).containsAll(Files.readAllLines(OLD.resolve(kind + ".txt")));
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
}
