package memfs.jnr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** What libfuse 2 makes hard: files without a name that are still open, and files with several names. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenFilesIT {
    private MountDirectory directory;
    private MemfsProcess server;
    private Path folder;

    @BeforeEach
    void mount() throws IOException {
        Requirements.root();
        Requirements.fuse();
        directory = MountDirectory.create();
        server = MemfsProcess.mount(directory.path(), "-o", "transport=jnr");
        folder = Files.createDirectory(directory.path().resolve("folder"));
    }

    @AfterEach
    void unmount() throws IOException {
        if (server != null) {
            server.close();
            directory.close();
        }
    }

    private FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel file, String text, long offset) throws IOException {
        assertThat(file.write(ByteBuffer.wrap(text.getBytes()), offset)).isEqualTo(text.length());
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        int length = file.read(buffer, 0);
        return new String(buffer.array(), 0, length);
    }

    private static int nlink(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink");
    }

    @Test
    void anUnlinkedFileStaysWholeWhileOpen() throws IOException {
        try (FileChannel file = create(folder.resolve("file"))) {
            Files.delete(folder.resolve("file"));
            assertThat(folder).isEmptyDirectory();
            write(file, "abcdef", 0);
            file.truncate(4);
            assertThat(file.size()).isEqualTo(4);
            assertThat(read(file)).isEqualTo("abcd");
        }
    }

    @Test
    void itsDirectoryCanBeRemoved() throws IOException {
        try (FileChannel file = create(folder.resolve("file"))) {
            Files.delete(folder.resolve("file"));
            Files.delete(folder);
            write(file, "abc", 0);
            assertThat(read(file)).isEqualTo("abc");
            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void itsMemoryIsFreedByTheLastClose() throws IOException {
        long before = server.mountPoint().toFile().getFreeSpace();
        try (FileChannel file = create(folder.resolve("file"))) {
            write(file, "x".repeat(1 << 20), 0);
            Files.delete(folder.resolve("file"));
            Files.delete(folder);
        }
        // RELEASE is sent when the file is closed, and answered to nobody: whoever opens next comes after it.
        awaitFreeSpace(before);
    }

    private void awaitFreeSpace(long atLeast) {
        while (server.mountPoint().toFile().getFreeSpace() < atLeast) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFileRenamedOverStaysWholeWhileOpen() throws IOException {
        try (FileChannel old = create(folder.resolve("a"))) {
            write(old, "old", 0);
            Files.writeString(folder.resolve("b"), "new");
            Files.move(folder.resolve("b"), folder.resolve("a"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(read(old)).isEqualTo("old");
            assertThat(folder.resolve("a")).hasContent("new");
            assertThat(folder.toFile().list()).containsExactly("a");
        }
    }

    @Test
    void theNamesOfAFileAgreeAtOnce() throws IOException {
        Path a = Files.writeString(folder.resolve("a"), "1");
        Path b = Files.createLink(folder.resolve("b"), a);
        assertThat(nlink(a)).isEqualTo(2);

        Files.setAttribute(a, "unix:mode", 0100600);
        assertThat((int) Files.getAttribute(b, "unix:mode") & 07777).isEqualTo(0600);
        assertThat(b).hasContent("1");
        Files.writeString(a, "22");
        assertThat(b).hasContent("22");
        Files.delete(a);
        assertThat(nlink(b)).isEqualTo(1);
    }

    @Test
    void anUnusedHiddenNameIsNotThere() {
        assertThatThrownBy(() -> Files.size(folder.resolve(".fuse_hidden0000000a0000000b")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".fuse_hidden0000000adeadbeef", ".fuse_hidden0000000200000001"})
    void aUsersOwnHiddenNameIsAName(String hidden) throws IOException {
        Path name = folder.resolve(hidden);
        Files.move(Files.writeString(folder.resolve("a"), "1"), name);
        assertThat(name).hasContent("1");
        Files.delete(name);
        assertThat(folder).isEmptyDirectory();
    }
}
