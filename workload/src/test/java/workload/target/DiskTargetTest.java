package workload.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    void theSettingsOfALabelSayWhatItStandsFor() throws Exception {
        Target label = Targets.of(TargetSpec.parse(List.of("a=disk")).getFirst(), Path.of("/"));
        Path directory = temporary.resolve("trial");
        try (OpenTarget target = label.open(directory, files(directory)); OpenTarget disk = open(directory)) {
            assertThat(target.directory()).isEqualTo(directory);
            assertThat(target.settings().negotiated()).containsExactly(Map.entry("target", "disk"));
            assertThat(target.settings().fileSystemType()).isEqualTo(disk.settings().fileSystemType());
        }
        assertThat(directory).doesNotExist();
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
        return disk.open(directory, files(directory));
    }

    private static Target.TrialFiles files(Path directory) {
        return new Target.TrialFiles(directory.resolveSibling("log"), null, false);
    }
}
