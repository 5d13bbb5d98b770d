package workload.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTargetTest {
    @TempDir
    Path temporary;

    @Test
    void theDirectoryIsThereWhileOpenAndGoneAfterwards() throws Exception {
        Path directory = temporary.resolve("trial");
        try (OpenTarget target = open(directory)) {
            assertThat(target.directory()).isEmptyDirectory();
            Files.writeString(target.directory().resolve("file"), "left");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void aDiskInMemoryIsNoted() throws Exception {
        Path shared = Files.createTempDirectory(Path.of("/dev/shm"), "memfs-study-test-");
        try (OpenTarget target = open(shared)) {
            assertThat(target.settings().fileSystemType()).isEqualTo("tmpfs");
            assertThat(target.settings().note()).startsWith("NOT A DISK");
        }
    }

    @Test
    void whatAKilledRunLeftIsRemovedAndTold() throws Exception {
        Path left = Files.createDirectories(temporary.resolve("trial/redis")).getParent();
        List<String> log = new ArrayList<>();
        Targets.cleanUp(left, log::add);
        assertThat(left).doesNotExist();
        assertThat(log).singleElement().asString().contains(left.toString());
    }

    private static OpenTarget open(Path directory) throws TargetException {
        Target disk = Targets.of(new TargetSpec("disk", List.of()), Path.of("/"));
        return disk.open(directory, new Target.TrialFiles(directory.resolveSibling("log"), null, false));
    }
}
