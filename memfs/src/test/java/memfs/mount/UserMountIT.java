package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** Mounting as an ordinary user, on each transport; makes /dev/fuse usable for everybody, as udev does elsewhere. */
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserMountIT {
    private static final int NOBODY = 65534;
    private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY,
            "--clear-groups");

    @Parameter
    private Transport transport;

    private MountDirectory directory;

    @BeforeEach
    void requirements() throws IOException {
        Requirements.root();
        Requirements.fuse();
        Requirements.program("setpriv");
        Requirements.program("fusermount");
        System.out.println("UserMountIT: chmod 666 /dev/fuse, so that an ordinary user can mount");
        Files.setPosixFilePermissions(Path.of("/dev/fuse"), PosixFilePermissions.fromString("rw-rw-rw-"));
        directory = MountDirectory.create();
        Files.setAttribute(directory.path(), "unix:uid", NOBODY);
    }

    @AfterEach
    void removeDirectory() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }

    private String option() {
        return "transport=" + transport;
    }

    private static List<String> asNobody(String... command) {
        return Stream.concat(AS_NOBODY.stream(), Stream.of(command)).toList();
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(asNobody(command)).inheritIO().start().onExit().join().exitValue();
    }

    @Test
    void aUserMountsUsesAndUnmounts() throws IOException {
        try (MemfsProcess server = MemfsProcess.mountThrough(AS_NOBODY, directory.path(), "-o", option(), "-N",
                "Ünï,x")) {
            assertThat(server.ready().get("settings").get("uid").asInt()).isEqualTo(NOBODY);
            assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).contains(" fuse.memfs Ünï,x ");
            assertThat(run("sh", "-c", "echo 1 > $0/file && test -O $0/file && grep -q 1 $0/file",
                    directory.path().toString())).isZero();
            server.process().destroy();
            assertThat(server.exitStatus()).isZero();
            assertThat(MemfsProcess.isMounted(directory.path())).isFalse();
        }
    }

    @Test
    void aDeadMountOfAUserIsClearedByHim() throws Exception {
        try (MemfsProcess killed = MemfsProcess.mountThrough(AS_NOBODY, directory.path(), "-o", option())) {
            killed.process().destroyForcibly().waitFor();
            try (MemfsProcess next = MemfsProcess.mountThrough(AS_NOBODY, directory.path(), "-o", option())) {
                assertThat(next.errors()).contains("removed the dead mount");
            }
        }
    }

    @Test
    void otherUsersNeedTheAdministratorsConsent() throws IOException {
        assumeFalse(Files.readAllLines(Path.of("/etc/fuse.conf")).contains("user_allow_other"),
                "/etc/fuse.conf lets users allow others");
        try (MemfsProcess server = MemfsProcess.startThrough(AS_NOBODY, directory.path(), "-o", option(),
                "-o", "allow_other")) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors()).contains("/etc/fuse.conf has the line user_allow_other").hasLineCount(1);
        }
    }

    @Test
    void anotherOnesDirectoryIsRefused() throws IOException {
        Files.setAttribute(directory.path(), "unix:uid", 0);
        try (MemfsProcess server = MemfsProcess.startThrough(AS_NOBODY, directory.path(), "-o", option())) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors()).contains("you may not write to").hasLineCount(1);
        }
    }

    @Test
    void rootOfAUserNamespaceMountsThere() throws IOException {
        List<String> inNamespace = asNobody("unshare", "--user", "--map-root-user", "--mount");
        assumeTrue(run("unshare", "--user", "--map-root-user", "--mount", "true") == 0,
                "this kernel gives users no namespaces");
        try (MemfsProcess server = MemfsProcess.mountThrough(inNamespace, directory.path(), "-o", option())) {
            assertThat(server.ready().get("settings").get("uid").asInt()).isZero();
            assertThat(MemfsProcess.isMounted(directory.path())).isFalse();
            assertThat(run("nsenter", "--user", "--mount", "--preserve-credentials", "--target",
                    Long.toString(server.process().pid()), "sh", "-c", "echo 1 > $0/file && grep -q 1 $0/file",
                    directory.path().toString())).isZero();
            server.process().destroy();
            assertThat(server.exitStatus()).isZero();
        }
    }

    @Test
    void aMissingHelperIsToldByName() throws IOException {
        String hidden = "mount --bind /dev/null /usr/bin/fusermount3 && exec \"$@\"";
        List<String> command = Stream.concat(Stream.of("unshare", "--mount", "sh", "-c", hidden, "sh"),
                AS_NOBODY.stream()).toList();
        try (MemfsProcess server = MemfsProcess.startThrough(command, directory.path(), "-o", option())) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors()).contains("is missing, which mounts for users other than root")
                    .contains("apt-get install fuse3").hasLineCount(1);
        }
    }

    @Test
    void whatTheHelperSaidIsPassedOn(@TempDir Path folder) throws IOException {
        assumeTrue(transport == Transport.KERNEL, "libfuse lets its helper speak for itself");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path powerless = Files.copy(Path.of("/usr/bin/fusermount3"), folder.resolve("fusermount3"));
        Files.setPosixFilePermissions(powerless, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = asNobody("env", "PATH=" + folder + ":" + System.getenv("PATH"));
        try (MemfsProcess server = MemfsProcess.startThrough(command, directory.path())) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors())
                    .startsWith("memfs: nothing was mounted: fusermount3 refused to mount and said: ")
                    .contains("Operation not permitted").hasLineCount(1);
        }
    }
}
