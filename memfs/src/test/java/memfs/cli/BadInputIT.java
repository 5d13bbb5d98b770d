package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** Whatever can't be mounted is told in one sentence, and leaves nothing behind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadInputIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void requirements() {
        Requirements.root();
        Requirements.fuse();
    }

    private void refuses(int status, String sentence, Path mountPoint, String... options) throws IOException {
        try (MemfsProcess server = MemfsProcess.start(mountPoint, options)) {
            assertThat(server.exitStatus()).isEqualTo(status);
            assertThat(server.errors()).startsWith("memfs: ").contains(sentence).endsWith(".\n").hasLineCount(1);
        }
    }

    @Test
    void aMissingMountPoint() throws IOException {
        refuses(1, "does not exist; create it: mkdir -p", folder.resolve("none"));
    }

    @Test
    void aFile() throws IOException {
        refuses(1, "is not a directory", Files.createFile(folder.resolve("file")));
    }

    @Test
    void aDirectoryWithSomethingInIt() throws IOException {
        Files.createFile(folder.resolve("file"));
        refuses(1, "is not empty", folder);
    }

    @Test
    void anotherMount() throws IOException {
        assertThat(run("mount", "-t", "tmpfs", "memfs-test", folder.toString())).isZero();
        try {
            refuses(1, "already a mount point (tmpfs)", folder);
        } finally {
            assertThat(run("umount", folder.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    @Test
    void aSecondServer() throws IOException {
        try (MountDirectory directory = MountDirectory.create();
                MemfsProcess first = MemfsProcess.mount(directory.path())) {
            MemfsProcess second = MemfsProcess.start(directory.path());
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.errors()).contains("already a mount point (fuse.memfs)");
            assertThat(Files.createFile(first.mountPoint().resolve("file"))).exists();
        }
    }

    @Test
    void twoServersAtTheSameMoment() throws IOException {
        try (MountDirectory directory = MountDirectory.create();
                MemfsProcess one = MemfsProcess.start(directory.path());
                MemfsProcess other = MemfsProcess.start(directory.path())) {
            var refused = CompletableFuture.anyOf(one.process().onExit(), other.process().onExit());
            Process loser = (Process) refused.orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(loser.exitValue()).isEqualTo(1);
            boolean firstLost = loser.pid() == one.process().pid();
            assertThat((firstLost ? one : other).errors()).containsAnyOf("already a mount point (fuse.memfs)",
                    "another server is about to mount");
            assertThat((firstLost ? other : one).process().isAlive()).isTrue();
        }
    }

    @Test
    void anEmptyText() throws IOException {
        refuses(2, "the mount point is an empty text", Path.of(""));
    }

    @Test
    void unknownOptions() throws IOException {
        refuses(2, "no mount option 'sizee'", folder, "-o", "sizee=4g");
        refuses(2, "Unknown option: '--sizee'", folder, "--sizee");
    }

    @Test
    void aCorruptConfiguration() throws IOException {
        Path file = Files.writeString(Files.createTempFile("memfs-", ".yaml"), "name: a\nsize: 4g\n");
        try {
            refuses(1, ": there is no setting 'size'", folder, "-c", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void statisticsThatCantBeWritten() throws IOException {
        refuses(1, "can't be written", folder, "--stats-file", "/nowhere/stats.json");
        refuses(1, "can't be written", folder, "--stats-file", folder.toString());
    }

    @Test
    void statisticsInsideTheMount() throws IOException {
        Path link = Files.createSymbolicLink(Files.createTempDirectory("memfs-").resolve("link"), folder);
        try {
            refuses(1, "lies inside the mount point", folder, "--stats-file", link.resolve("stats.json").toString());
        } finally {
            Files.delete(link);
            Files.delete(link.getParent());
        }
        refuses(1, "lies inside the mount point", folder, "--stats-file", folder.resolve("stats.json").toString());
    }
}
