package memfs.contract;

import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.Errno.ENOTEMPTY;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.getdents;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;

/** rmdir(2). */
abstract class RmdirContract extends Contract {
    @Test
    void removesAnEmptyDirectory() {
        rmdir(directory("d"));
        assertThat(exists(at("d"))).isFalse();
    }

    @Test
    void fails() {
        directory("d");
        emptyFile("d/f");
        assertErrno(ENOTEMPTY, () -> rmdir(at("d")));
        assertErrno(ENOTDIR, () -> rmdir(at("d/f")));
        assertErrno(ENOENT, () -> rmdir(at("missing")));
        assertErrno(EINVAL, () -> rmdir(at("d/.")));
        assertErrno(ENOTEMPTY, () -> rmdir(at("d/..")));
        symlink("d", at("link"));
        assertErrno(ENOTDIR, () -> rmdir(at("link")));
    }

    @Test
    void stampsTheParent() {
        directory("d");
        assertBumps(Stat::mtime, dir, () -> rmdir(at("d")));
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 asks by a path that is gone with the directory", shows = "statx: ENOENT")
    void ofAnOpenDirectoryLeavesItsAttributes() {
        int fd = open(directory("d"), O_RDONLY);
        rmdir(at("d"));
        assertThat(fstat(fd).nlink()).isZero();
    }

    @Test
    void ofAnOpenDirectoryLeavesItDead() {
        int fd = open(directory("d"), O_RDONLY);
        rmdir(at("d"));
        assertErrno(ENOENT, () -> getdents(fd, 4096));
        assertErrno(ENOENT, () -> openat(fd, "f", O_CREAT | O_RDWR, 0644));
    }

    @Test
    void afterItWasEmptiedWorks() {
        directory("d");
        emptyFile("d/f");
        unlink(at("d/f"));
        rmdir(at("d"));
        assertThat(exists(at("d"))).isFalse();
    }
}
