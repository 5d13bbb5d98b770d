package memfs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.mount.Transport;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** Whatever can't be mounted is told in one sentence, and leaves nothing behind; on each transport. */
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadInputIT {
    @Parameter
    private Transport transport;

    @TempDir
    private Path folder;

    @BeforeEach
    void requirements() {
        Requirements.root();
        Requirements.fuse();
    }

    private String[] with(String... options) {
        return Stream.concat(Stream.of("-o", "transport=" + transport), Stream.of(options)).toArray(String[]::new);
    }

    private void refuses(int status, String sentence, Path mountPoint, String... options) throws IOException {
        refuses(List.of(), status, sentence, mountPoint, options);
    }

    private void refuses(List<String> before, int status, String sentence, Path mountPoint, String... options)
            throws IOException {
        try (MemfsProcess server = MemfsProcess.startThrough(before, mountPoint, with(options))) {
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
                MemfsProcess first = MemfsProcess.mount(directory.path(), with())) {
            MemfsProcess second = MemfsProcess.start(directory.path(), with());
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.errors()).contains("already a mount point (fuse.memfs)");
            assertThat(Files.createFile(first.mountPoint().resolve("file"))).exists();
        }
    }

    @Test
    void twoServersAtTheSameMoment() throws IOException {
        try (MountDirectory directory = MountDirectory.create();
                MemfsProcess one = MemfsProcess.start(directory.path(), with());
                MemfsProcess other = MemfsProcess.start(directory.path(), with())) {
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
    void optionsOfTheOtherTransport() throws IOException {
        String foreign = transport == Transport.KERNEL ? "big_writes" : "writeback_cache";
        refuses(2, "transport " + transport + " has no mount option '" + foreign + "'", folder, "-o", foreign);
    }

    @Test
    void sizesThatAreNone() throws IOException {
        refuses(2, "a size of 0 bytes leaves no room", folder, "-o", "size=0");
        refuses(2, "a size of 0 bytes leaves no room", folder, "-o", "size=0%");
        refuses(2, "'-1' is no value for size", folder, "-o", "size=-1");
        refuses(2, "'4gb' is no value for size", folder, "-C", "4gb");
        refuses(2, "99999999t is too large", folder, "-o", "size=99999999t");
    }

    @Test
    void aContentThatThereIsnt() throws IOException {
        refuses(2, "choose one of: paged, contiguous, null", folder, "-o", "content=air");
    }

    @Test
    void contradictoryOptions() throws IOException {
        refuses(2, "ro and rw contradict each other", folder, "-o", "ro,rw");
        if (transport == Transport.KERNEL) {
            refuses(2, "no_create needs no_open", folder, "-o", "no_create,nono_open");
        }
    }

    @Test
    void tooFewFilesMayBeOpen() throws IOException {
        Requirements.program("prlimit");
        refuses(List.of("prlimit", "--nofile=16:16"), 1, "raise it: ulimit -n 1024", folder);
    }

    @Test
    void rootWithoutThePowerToMount() throws IOException {
        Requirements.program("setpriv");
        assumeTrue(transport == Transport.KERNEL, "libfuse says it by itself, in its own words");
        refuses(List.of("setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"), 1,
                "you may not mount here (EPERM)", folder);
    }

    @Test
    void statisticsThatNobodyAskedFor() throws IOException {
        refuses(2, "needs a file to write to; add --stats-file", folder, "--stats", "messages");
        if (transport == Transport.JNR) {
            for (String counted : List.of("messages", "writers")) {
                refuses(2, "jnr doesn't see the kernel's messages", folder, "--stats", counted, "--stats-file",
                        "/tmp/none.json");
            }
        }
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
        refuses(1, "can't be written", folder, "--stats-file", "");
        refuses(1, "can't be written", folder, "--stats-file", "/");
    }

    /** Renaming a file onto it would do away with it. */
    @Test
    void statisticsInPlaceOfADeviceOrALink(@TempDir Path elsewhere) throws IOException {
        Path device = elsewhere.resolve("null");
        assertThat(run("mknod", device.toString(), "c", "1", "3")).isZero();
        refuses(1, "is no regular file", folder, "--stats-file", device.toString());
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), elsewhere.resolve("none"));
        refuses(1, "is no regular file", folder, "--stats-file", link.toString());
        refuses(1, "is no regular file", folder, "--stats-file", "/dev/stdout");
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
