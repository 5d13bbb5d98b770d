package memfs.contract;

import static memfs.posix.Mode.S_IFREG;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.AT_FDCWD;
import static memfs.testing.Posix.AT_SYMLINK_FOLLOW;
import static memfs.testing.Posix.O_TMPFILE;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.getdents;
import static memfs.testing.Posix.linkat;
import static memfs.testing.Posix.statvfs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** open(2) with O_TMPFILE. */
abstract class TmpfileContract extends Contract {
    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no tmpfile", shows = "open: EOPNOTSUPP")
    void hasNoName() {
        int fd = open(dir, O_TMPFILE | O_RDWR, 0600);
        write(fd, "nameless");
        assertThat(fstat(fd).nlink()).isZero();
        assertThat(fstat(fd).mode()).isEqualTo(S_IFREG | 0600);
        assertThat(getdents(open(dir, O_RDONLY), 4096)).hasSize(2);
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no tmpfile", shows = "open: EOPNOTSUPP")
    void canBeGivenAName() {
        int fd = open(dir, O_TMPFILE | O_RDWR, 0600);
        write(fd, "named");
        linkat(AT_FDCWD, "/proc/self/fd/" + fd, AT_FDCWD, at("f"), AT_SYMLINK_FOLLOW);
        assertThat(content(at("f"))).isEqualTo("named");
        assertThat(fstat(fd).nlink()).isEqualTo(1);
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no tmpfile", shows = "open: EOPNOTSUPP")
    void isGoneAfterItsClose() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of its own");
        long free = statvfs(dir).filesFree();
        int fd = open(dir, O_TMPFILE | O_RDWR, 0600);
        assertThat(statvfs(dir).filesFree()).isEqualTo(free - 1);
        close(fd);
        await("the inode of the nameless file", () -> statvfs(dir).filesFree() == free);
    }
}
