package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import memfs.testing.MemfsProcess;
import memfs.testing.MountDirectory;
import memfs.testing.Requirements;

/** Mounting as an ordinary user, through fusermount; makes /dev/fuse usable for everybody, as udev does elsewhere. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserMountIT {
    private static final int NOBODY = 65534;
    private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY,
            "--clear-groups");

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

    private static int run(String... command) throws IOException {
        var all = new ArrayList<>(AS_NOBODY);
        all.addAll(List.of(command));
        return new ProcessBuilder(all).inheritIO().start().onExit().join().exitValue();
    }

    @Test
    void aUserMountsUsesAndUnmounts() throws IOException {
        try (MemfsProcess server = MemfsProcess.mountThrough(AS_NOBODY, directory.path())) {
            assertThat(server.ready().get("settings").get("uid").asInt()).isEqualTo(NOBODY);
            assertThat(run("sh", "-c", "echo 1 > $0/file && test -O $0/file && grep -q 1 $0/file",
                    directory.path().toString())).isZero();
            server.process().destroy();
            assertThat(server.exitStatus()).isZero();
            assertThat(MemfsProcess.isMounted(directory.path())).isFalse();
        }
    }

    @Test
    void aDeadMountOfAUserIsClearedByHim() throws Exception {
        try (MemfsProcess killed = MemfsProcess.mountThrough(AS_NOBODY, directory.path())) {
            killed.process().destroyForcibly().waitFor();
            try (MemfsProcess next = MemfsProcess.mountThrough(AS_NOBODY, directory.path())) {
                assertThat(next.errors()).contains("removed the dead mount");
            }
        }
    }

    @Test
    void otherUsersNeedTheAdministratorsConsent() throws IOException {
        assumeFalse(Files.readAllLines(Path.of("/etc/fuse.conf")).contains("user_allow_other"),
                "/etc/fuse.conf lets users allow others");
        try (MemfsProcess server = MemfsProcess.startThrough(AS_NOBODY, directory.path(), "-o", "allow_other")) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors()).contains("/etc/fuse.conf has the line user_allow_other").hasLineCount(1);
        }
    }

    @Test
    void anotherOnesDirectoryIsRefused() throws IOException {
        Files.setAttribute(directory.path(), "unix:uid", 0);
        try (MemfsProcess server = MemfsProcess.startThrough(AS_NOBODY, directory.path())) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors()).contains("you may not write to").hasLineCount(1);
        }
    }
}
