package workload.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The committed samples stay small, and results/README.md lists each of them. */
class SamplesTest {
    private static final long MOST_BYTES = 15_000_000;
    private static final long MOST_BYTES_OF_A_FILE = 2_000_000;

    @Test
    void allOfThemTogetherAreSmall() throws IOException {
        assertThat(files()).isNotEmpty()
                .allSatisfy(file -> assertThat(size(file)).isLessThanOrEqualTo(MOST_BYTES_OF_A_FILE));
        assertThat(files().stream().mapToLong(SamplesTest::size).sum()).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void eachIsListed() throws IOException {
        String list = Files.readString(Documents.SAMPLES.resolve("README.md"));
        assertThat(samples()).isNotEmpty()
                .allSatisfy(sample -> assertThat(list).contains("[" + sample.getFileName() + "]"));
    }

    private static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path sample : samples()) {
            try (Stream<Path> files = Files.walk(sample)) {
                files.filter(Files::isRegularFile).forEach(all::add);
            }
        }
        return all;
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> folders = Files.list(Documents.SAMPLES)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("sample-")).sorted().toList();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
