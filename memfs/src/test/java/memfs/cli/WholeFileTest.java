package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import memfs.testing.As;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsMadeAndReplaced() throws IOException {
        Path file = folder.resolve("file");
        WholeFile.replace(file, "one");
        WholeFile.replace(file, "ü");
        assertThat(file).hasContent("ü");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aLinkIsReplacedAndNotFollowed() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "precious");
        Path file = Files.createSymbolicLink(folder.resolve("file"), target);
        WholeFile.replace(file, "new");
        assertThat(target).hasContent("precious");
        assertThat(file).isRegularFile().hasContent("new");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void aFailureLeavesNothing() throws IOException {
        Path file = Files.createDirectory(folder.resolve("file"));
        assertThatThrownBy(() -> WholeFile.replace(file, "new")).isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void theUmaskDecidesWhoMayReadIt() throws IOException {
        Path file = folder.resolve("file");
        WholeFile.replace(file, "loads what is needed");
        As.umask(0077).call(() -> {
            WholeFile.replace(file, "secret");
            return null;
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        As.umask(0027).call(() -> {
            WholeFile.replace(file, "of a group");
            return null;
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
    }
}
