package memfs.contract;

import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.EISDIR;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.ftruncate;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.truncate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.As;

/** truncate(2) and ftruncate(2). */
abstract class TruncateContract extends Contract {
    @Test
    void downCuts() {
        truncate(file("f", "0123456789"), 4);
        assertThat(content(at("f"))).isEqualTo("0123");
    }

    @Test
    void upAddsZeros() {
        truncate(file("f", "abc"), 6);
        assertThat(content(at("f"))).isEqualTo("abc\0\0\0");
    }

    @Test
    void downThenUpReadsZeros() {
        String path = file("f", "x".repeat(20_000));
        truncate(path, 5000);
        truncate(path, 20_000);
        assertThat(content(path)).isEqualTo("x".repeat(5000) + "\0".repeat(15_000));
    }

    @Test
    void downThenWritingPastTheEndReadsZerosBetween() {
        int fd = open(file("f", "x".repeat(4096)), O_RDWR);
        ftruncate(fd, 10);
        pwrite(fd, "y", 20);
        assertThat(content(at("f"))).isEqualTo("x".repeat(10) + "\0".repeat(10) + "y");
    }

    @Test
    void keepsTheOffset() {
        int fd = create(at("f"));
        write(fd, "0123456789");
        ftruncate(fd, 2);
        write(fd, "x");
        assertThat(content(at("f"))).isEqualTo("01" + "\0".repeat(8) + "x");
    }

    @Test
    void freesBlocks() {
        String path = file("f", "x".repeat(1 << 16));
        assertThat(lstat(path).blocks()).isGreaterThanOrEqualTo(128);
        truncate(path, 0);
        assertThat(lstat(path).blocks()).isZero();
    }

    @Test
    void stampsMtimeAndCtime() {
        String path = file("f", "abc");
        age(path);
        assertBumps(Stat::ctime, path, () -> truncate(path, 1));
        assertThat(lstat(path).mtime()).isGreaterThan(LONG_AGO);
        assertThat(lstat(path).atime()).isEqualTo(LONG_AGO);
    }

    @Test
    void fails() {
        String path = emptyFile("f");
        assertErrno(EINVAL, () -> truncate(path, -1));
        assertErrno(EISDIR, () -> truncate(dir, 0));
        assertErrno(ENOENT, () -> truncate(at("missing"), 0));
        assertErrno(ENOTDIR, () -> truncate(path + "/x", 0));
    }

    @Test
    void withoutWritePermissionFails() {
        String path = file("f", "abc");
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> truncate(path, 0)));
        assertThat(lstat(path).size()).isEqualTo(3);
    }

    @ExceptForRootOnly
    @Test
    void byAnOpenDescriptorNeedsNoPermission() {
        int fd = As.user(1234, 5678).call(() -> open(at("f"), O_CREAT | O_RDWR, 0));
        As.user(1234, 5678).run(() -> ftruncate(fd, 10));
        assertThat(lstat(at("f")).size()).isEqualTo(10);
    }

    @ExceptForRootOnly
    @Test
    @Except(target = "memfs-jnr-own", because = "libfuse 2 lacks HANDLE_KILLPRIV_V2: the kernel clears the bits by a chmod in the writer's name", shows = "EPERM")
    void byAnOrdinaryUserClearsSetuidAndSetgid() {
        mkfile(at("f"), 0);
        chmod(at("f"), 06777);
        As.user(1234, 5678).run(() -> truncate(at("f"), 10));
        assertThat(permissions(at("f"))).isEqualTo(0777);
    }
}
