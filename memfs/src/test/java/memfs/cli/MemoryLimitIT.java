package memfs.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.Transport;
import memfs.posix.Errno;
import memfs.testing.As;
import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Posix;
import memfs.testing.PosixException;
import memfs.testing.Requirements;

/** How much a mounted file system may hold: its own limit, those of machine and control group, and the process's. */
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryLimitIT {
    private static final int MIB = 1 << 20;
    private static final int USER = 1234;

    @Parameter
    private Transport transport;

    private MountDirectory directory;

    @BeforeEach
    void requirements() throws IOException {
        Requirements.root();
        Requirements.fuse();
        directory = MountDirectory.create();
    }

    @AfterEach
    void removeDirectory() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }

    private MemfsProcess mount(List<String> before, String options) throws IOException {
        return MemfsProcess.mountThrough(before, directory.path(), "-o", "transport=" + transport + "," + options);
    }

    private String root() {
        return directory.path().toString();
    }

    private void resize(String size) {
        Posix.setxattr(root(), "memfs.size", size.getBytes(US_ASCII), 0);
    }

    private String size() {
        return new String(Posix.getxattr(root(), "memfs.size"), US_ASCII);
    }

    private static void assertErrno(Errno errno, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(PosixException.class,
                e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    void aMountedFileSystemGrowsAndShrinks() throws IOException {
        try (MemfsProcess server = mount(List.of(), "size=1m,allow_other")) {
            Path file = server.mountPoint().resolve("file");
            assertThat(size()).isEqualTo(Integer.toString(MIB));
            assertThatThrownBy(() -> Files.write(file, new byte[2 * MIB])).hasMessageContaining("No space left");
            resize("4m");
            assertThat(size()).isEqualTo(Integer.toString(4 * MIB));
            Files.write(file, new byte[2 * MIB]);
            assertThat(Files.getFileStore(file).getTotalSpace()).isEqualTo(4 * MIB);
            assertErrno(Errno.EINVAL, () -> resize("2m"));
            assertErrno(Errno.EINVAL, () -> resize("much"));
            assertErrno(Errno.EINVAL, () -> resize("0"));
            resize("3m");
            assertThatThrownBy(() -> Files.write(server.mountPoint().resolve("more"), new byte[MIB]))
                    .hasMessageContaining("No space left");
            assertThat(Posix.listxattr(root())).isEmpty();
            resize("50%");
            assertThat(Long.parseLong(size())).isGreaterThan(4 * MIB);
        }
    }

    @Test
    void onlyRootAndWhoMountedMayResize() throws IOException {
        try (MemfsProcess _ = mount(List.of(), "size=1m,mode=777,allow_other")) {
            assertErrno(Errno.EPERM, () -> As.user(USER, USER).run(() -> resize("2m")));
            assertThat(As.user(USER, USER).call(this::size)).isEqualTo(Integer.toString(MIB));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "200%", "1000t"})
    void moreThanTheMachineHasIsAWarning(String size) throws IOException {
        try (MemfsProcess server = mount(List.of(), "size=" + size)) {
            assertThat(server.errors()).contains("is no less than").contains("the kernel may kill this server")
                    .contains("give a smaller size, like size=50%");
            Files.write(server.mountPoint().resolve("file"), new byte[MIB]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contiguous", "null"})
    void anExperimentIsNamedOne(String content) throws IOException {
        try (MemfsProcess server = mount(List.of(), "size=8m,content=" + content)) {
            assertThat(server.ready().get("settings").get("content").asString()).isEqualTo(content);
            assertThat(server.errors()).contains("content=" + content + " is an experiment of the study");
            Path file = Files.write(server.mountPoint().resolve("file"), new byte[]{1, 2, 3});
            assertThat(Files.readAllBytes(file))
                    .isEqualTo(content.equals("null") ? new byte[3] : new byte[]{1, 2, 3});
            String path = file.toString();
            if (content.equals("contiguous")) {
                assertErrno(Errno.ENOSPC, () -> Posix.truncate(path, 1L << 40));
            }
            assertThat(file).hasSize(3);
        }
    }

    /**
     * The files of a control group, of either version, in a mount namespace of the server's own: making a real one would
     * take the server out of the group that the tests run in.
     */
    @Test
    void aLimitOfTheControlGroupIsAWarning(@TempDir Path groups) throws IOException {
        Requirements.program("unshare");
        Files.writeString(groups.resolve("memory.max"), 512 * MIB + "\n");
        Files.writeString(Files.createDirectory(groups.resolve("memory")).resolve("memory.limit_in_bytes"),
                512 * MIB + "\n");
        List<String> inside = List.of("unshare", "-m", "sh", "-c", "mount --bind $0 /sys/fs/cgroup && exec \"$@\"",
                groups.toString());
        try (MemfsProcess server = mount(inside, "size=512m")) {
            assertThat(server.errors()).contains("the memory limit of the control group, " + 512 * MIB + " bytes")
                    .contains("raise that limit (memory.max)");
        }
        try (MemfsProcess server = mount(inside, "nr_inodes=1k")) {
            assertThat(server.ready().get("settings").get("size").asLong()).isEqualTo(256 * MIB);
            assertThat(server.errors()).isEmpty();
        }
    }

    /** Interpreted: a compiler thread whose malloc fails ends the JVM, and what is tested here is the store. */
    @Test
    void aProcessThatGetsNoMoreMemoryIsAFullFileSystem() throws IOException {
        Requirements.program("prlimit");
        try (MemfsProcess server = mount(List.of("env", "MEMFS_JAVA_OPTS=-Xint"), "size=1g")) {
            Path mountPoint = server.mountPoint();
            write(mountPoint, "first", 8);
            limitAddressSpace(server, Long.toString(addressSpace(server) + 64L * MIB));
            int files = 0;
            while (write(mountPoint, "file" + files, 8)) {
                files++;
            }
            assertThat(files).isBetween(1, 16);
            assertPattern(mountPoint.resolve("first"), 8);
            for (int i = 0; i < files; i++) {
                assertPattern(mountPoint.resolve("file" + i), 8);
            }
            Files.delete(mountPoint.resolve("file" + files));
            Files.delete(mountPoint.resolve("file0"));
            awaitFree(mountPoint, (files * 8L + 1) * MIB);
            assertThat(write(mountPoint, "again", 4)).isTrue();
            assertPattern(mountPoint.resolve("again"), 4);
            assertThat(server.process().isAlive()).isTrue();
            // The JVM starts a thread to handle SIGTERM, and there may be no room for its stack.
            limitAddressSpace(server, "unlimited");
        }
    }

    private static long addressSpace(MemfsProcess server) throws IOException {
        Path status = Path.of("/proc", Long.toString(server.process().pid()), "status");
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmSize:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() << 10;
    }

    private static void limitAddressSpace(MemfsProcess server, String bytes) throws IOException {
        String pid = Long.toString(server.process().pid());
        assertThat(new ProcessBuilder("prlimit", "--pid", pid, "--as=" + bytes + ":").inheritIO().start().onExit()
                .join().exitValue()).isZero();
    }

    /** False where the file system is full; any other failure is one of the test. */
    private static boolean write(Path folder, String name, int mebibytes) throws IOException {
        try {
            Files.write(folder.resolve(name), pattern(mebibytes));
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
            return false;
        }
    }

    private static byte[] pattern(int mebibytes) {
        byte[] bytes = new byte[mebibytes * MIB];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private static void assertPattern(Path file, int mebibytes) throws IOException {
        assertThat(Arrays.mismatch(Files.readAllBytes(file), pattern(mebibytes))).isEqualTo(-1);
    }

    /** The kernel tells of a file's end without waiting for the answer; the class's timeout ends this. */
    private static void awaitFree(Path mountPoint, long most) throws IOException {
        while (Files.getFileStore(mountPoint).getTotalSpace()
                - Files.getFileStore(mountPoint).getUsableSpace() > most) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
