package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import memfs.posix.Errno;

class LibcTest {

    @Test
    void failuresCarryTheirErrno() {
        assertThatThrownBy(() -> Libc.statfs(Path.of("/no/such/path"))).isSameAs(Errno.ENOENT.exception());
        assertThatCode(() -> Libc.statfs(Path.of("/"))).doesNotThrowAnyException();
    }

    @Test
    void unmountingWhatIsNoMountPointFails(@TempDir Path folder) {
        assertThatThrownBy(() -> Libc.umount2(folder, 0)).isIn(Errno.EINVAL.exception(),
                Errno.EPERM.exception());
    }

    @Test
    void oneAtATimeHoldsADirectorysLock(@TempDir Path folder) {
        int fd = Libc.openLocked(folder);
        assertThatThrownBy(() -> Libc.openLocked(folder)).isSameAs(Errno.EAGAIN.exception());
        Libc.close(fd);
        Libc.close(Libc.openLocked(folder));
        assertThatThrownBy(() -> Libc.openLocked(folder.resolve("none"))).isSameAs(Errno.ENOENT.exception());
    }

    @Test
    void weAreWhoTheKernelSays() throws Exception {
        assertThat(Libc.geteuid()).isEqualTo(Files.getAttribute(Path.of("/proc/self/status"), "unix:uid"));
        assertThat(Libc.getegid()).isEqualTo(Files.getAttribute(Path.of("/proc/self/status"), "unix:gid"));
    }

    @Test
    void groupsOfAProcessAreThoseOfItsStatus() throws Exception {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(text -> text.startsWith("Groups:"))
                .findFirst().orElseThrow();

        StringBuilder groups = new StringBuilder("Groups:");
        for (int group : ProcessCredentials.INSTANCE.groups((int) ProcessHandle.current().pid())) {
            groups.append(' ').append(group);
        }

        assertThat(groups.toString()).isEqualTo(line.strip().replaceAll("\\s+", " "));
        assertThat(ProcessCredentials.INSTANCE.groups(0)).isEmpty();
        assertThat(ProcessCredentials.INSTANCE.groups(Integer.MAX_VALUE)).isEmpty();
    }
}
