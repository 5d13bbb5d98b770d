package workload.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.testing.Requirements;

class OwnDirectoryTest {
    private static final int STRANGER = 65534;

    @TempDir
    private Path temporary;

    private static Path giveAway(Path path) throws IOException {
        Requirements.root();
        return Files.setAttribute(path, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
    }

    private static void refuses(Path path, String sentence) {
        assertThatThrownBy(() -> OwnDirectory.take(path)).isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aNewOneIsForUsAlone() throws IOException {
        Path made = OwnDirectory.take(temporary.resolve("a/b"));
        assertThat(made).isEqualTo(temporary.toRealPath().resolve("a/b"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
    }

    @Test
    void oursStaysAsItIs() throws IOException {
        Path ours = Files.createDirectory(temporary.resolve("ours"));
        Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwxrwxr-x"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), ours);
        assertThat(OwnDirectory.take(ours)).isEqualTo(ours.toRealPath());
        assertThat(OwnDirectory.take(link)).isEqualTo(ours.toRealPath());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours))).isEqualTo("rwxrwxr-x");
    }

    @Test
    void anotherUsersIsRefused() throws IOException {
        refuses(giveAway(Files.createDirectory(temporary.resolve("theirs"))), "it belongs to another user");
    }

    @Test
    void anotherUsersLinkIsRefusedWhereverItLeads() throws IOException {
        Path ours = Files.createDirectory(temporary.resolve("ours"));
        refuses(giveAway(Files.createSymbolicLink(temporary.resolve("link"), ours)), "it belongs to another user");
        Path dangling = giveAway(Files.createSymbolicLink(temporary.resolve("dangling"), temporary.resolve("none")));
        refuses(dangling, "it belongs to another user");
        assertThat(temporary.resolve("none")).doesNotExist();
    }

    @Test
    void ourLinkToAnotherUsersIsRefused() throws IOException {
        Path theirs = giveAway(Files.createDirectory(temporary.resolve("theirs")));
        refuses(Files.createSymbolicLink(temporary.resolve("link"), theirs), "it belongs to another user");
    }

    @Test
    void oneThatEverybodyMayWriteToIsRefused() throws IOException {
        Path shared = Files.createDirectory(temporary.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        refuses(shared, "every user may write to it");
        refuses(Files.createFile(temporary.resolve("file")), "it is no directory");
    }

    @Test
    void creatingIsExclusive() throws IOException {
        Path dangling = Files.createSymbolicLink(temporary.resolve("dangling"), temporary.resolve("none"));
        assertThatThrownBy(() -> OwnDirectory.create(dangling)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> OwnDirectory.create(temporary)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
