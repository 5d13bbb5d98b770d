package workload.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {
    private static final List<Manifest.Entry> ENTRIES = List.of(new Manifest.Entry("bin", 'd', "755", null, null),
            new Manifest.Entry("bin/a b\\x0a", 'f', "4755", 3L, "c0ffee"),
            new Manifest.Entry("bin/link", 'l', null, null, "../x"));

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = directory.resolve("manifests/x.tsv.gz");
        for (boolean commonPath : new boolean[]{true, false}) {
            Manifest manifest = new Manifest(commonPath, ENTRIES);
            ManifestFile.write(file, manifest);
            assertThat(ManifestFile.read(file)).isEqualTo(manifest);
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatIsNoManifestIsToldWithTheNextStep() throws IOException {
        Path file = Files.writeString(directory.resolve("x.tsv.gz"), "nonsense");
        assertThatThrownBy(() -> ManifestFile.read(file)).isInstanceOf(IOException.class)
                .hasMessageContaining("x.tsv.gz can't be read as a manifest").hasMessageContaining("delete it");
    }

    @Test
    void whatIsCutOffIsNoShorterManifest() throws IOException {
        Path file = directory.resolve("x.tsv.gz");
        ManifestFile.write(file, new Manifest(true, ENTRIES));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        assertThatThrownBy(() -> ManifestFile.read(file)).isInstanceOf(IOException.class);
    }
}
