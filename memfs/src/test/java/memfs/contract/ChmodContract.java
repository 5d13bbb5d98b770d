package memfs.contract;

import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.Mode.S_IFDIR;
import static memfs.posix.Mode.S_IFREG;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.chown;
import static memfs.testing.Posix.fchmod;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.As;

/** chmod(2) and fchmod(2). */
abstract class ChmodContract extends Contract {
    @Test
    void setsAllBits() {
        String path = emptyFile("f");
        chmod(path, 07777);
        assertThat(lstat(path).mode()).isEqualTo(S_IFREG | 07777);
        fchmod(open(path, O_RDONLY), 0);
        assertThat(lstat(path).mode()).isEqualTo(S_IFREG);
    }

    @Test
    void ofADirectoryKeepsItsType() {
        chmod(directory("d"), 01700);
        assertThat(lstat(at("d")).mode()).isEqualTo(S_IFDIR | 01700);
    }

    @Test
    void stampsCtimeOnly() {
        String path = emptyFile("f");
        age(path);
        assertBumps(Stat::ctime, path, () -> chmod(path, 0600));
        assertThat(lstat(path).mtime()).isEqualTo(LONG_AGO);
        assertThat(lstat(path).atime()).isEqualTo(LONG_AGO);
    }

    @Test
    void followsALink() {
        String path = emptyFile("f");
        symlink("f", at("link"));
        chmod(at("link"), 0600);
        assertThat(permissions(path)).isEqualTo(0600);
        assertErrno(ENOENT, () -> chmod(at("missing"), 0600));
    }

    @ExceptForRootOnly
    @Test
    void byAnotherUserFails() {
        String path = emptyFile("f");
        assertErrno(EPERM, () -> As.user(1234, 5678).run(() -> chmod(path, 0777)));
        assertThat(permissions(path)).isEqualTo(0644);
    }

    @ExceptForRootOnly
    @Test
    void byTheOwnerWorks() {
        String path = emptyFile("f");
        chown(path, 1234, 5678);
        As.user(1234, 5678).run(() -> chmod(path, 06755));
        assertThat(permissions(path)).isEqualTo(06755);
    }

    @ExceptForRootOnly
    @Test
    void byAnOwnerOutsideTheGroupClearsSetgid() {
        String path = emptyFile("f");
        chown(path, 1234, 999);
        As.user(1234, 5678).run(() -> chmod(path, 02755));
        assertThat(permissions(path)).isEqualTo(0755);
        As.user(1234, 5678, 999).run(() -> chmod(path, 02755));
        assertThat(permissions(path)).isEqualTo(02755);
    }
}
