package workload.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void linksThatStandInItsWayAreReplacedAndNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path file = Files.createSymbolicLink(folder.resolve("file"), precious);
        Files.createSymbolicLink(folder.resolve("file.new"), precious);

        AtomicFile.replace(file, "ü");

        assertThat(precious).hasContent("precious");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(file).hasContent("ü");
        assertThat(folder.resolve("file.new")).doesNotExist();
    }
}
