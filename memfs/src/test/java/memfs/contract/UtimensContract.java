package memfs.contract;

import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.AT_SYMLINK_NOFOLLOW;
import static memfs.testing.Posix.UTIME_NOW;
import static memfs.testing.Posix.UTIME_OMIT;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.chown;
import static memfs.testing.Posix.futimens;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.utimens;
import static memfs.testing.Posix.utimensat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.As;

/** utimensat(2) and futimens(3). */
abstract class UtimensContract extends Contract {
    @Test
    void keepsNanoseconds() {
        String path = emptyFile("f");
        utimens(path, LONG_AGO, LONG_AGO + 1);
        assertThat(lstat(path).atimeNanos()).isEqualTo(LONG_AGO);
        assertThat(lstat(path).mtimeNanos()).isEqualTo(LONG_AGO + 1);
        futimens(open(path, O_RDONLY), LONG_AGO + 2, LONG_AGO + 3);
        assertThat(lstat(path).atimeNanos()).isEqualTo(LONG_AGO + 2);
        assertThat(lstat(path).mtimeNanos()).isEqualTo(LONG_AGO + 3);
    }

    @Test
    void stampsCtime() {
        String path = emptyFile("f");
        assertBumps(Stat::ctimeNanos, path, () -> age(path));
    }

    @Test
    void takesNow() {
        String path = emptyFile("f");
        age(path);
        long ctime = lstat(path).ctimeNanos();
        utimensat(path, 0, UTIME_NOW, 0, UTIME_NOW, 0);
        assertThat(lstat(path).mtimeNanos()).isGreaterThanOrEqualTo(ctime);
        assertThat(lstat(path).atimeNanos()).isEqualTo(lstat(path).mtimeNanos());
    }

    @Test
    void leavesAloneWhatIsOmitted() {
        String path = emptyFile("f");
        age(path);
        utimensat(path, 0, UTIME_OMIT, 7, 8, 0);
        assertThat(lstat(path).atimeNanos()).isEqualTo(LONG_AGO);
        assertThat(lstat(path).mtimeNanos()).isEqualTo(7_000_000_008L);
        utimensat(path, 9, 10, 0, UTIME_OMIT, 0);
        assertThat(lstat(path).atimeNanos()).isEqualTo(9_000_000_010L);
        assertThat(lstat(path).mtimeNanos()).isEqualTo(7_000_000_008L);
    }

    @Test
    void ofALinkChangesTheLinkAlone() {
        String path = emptyFile("f");
        symlink("f", at("link"));
        utimensat(at("link"), 1, 2, 3, 4, AT_SYMLINK_NOFOLLOW);
        assertThat(lstat(at("link")).mtimeNanos()).isEqualTo(3_000_000_004L);
        assertThat(lstat(path).mtimeNanos()).isGreaterThan(LONG_AGO);
    }

    @Test
    void ofADirectoryWorks() {
        age(directory("d"));
        assertThat(lstat(at("d")).mtimeNanos()).isEqualTo(LONG_AGO);
    }

    @Test
    void takesTimesBeyond2038() {
        String path = emptyFile("f");
        utimensat(path, 4_000_000_000L, 1, 4_000_000_001L, 2, 0);
        assertThat(lstat(path).atimeNanos()).isEqualTo(4_000_000_000_000_000_001L);
        assertThat(lstat(path).mtimeNanos()).isEqualTo(4_000_000_001_000_000_002L);
    }

    @Test
    void takesTimesBefore1970() {
        String path = emptyFile("f");
        utimensat(path, -10, 5, -20, 6, 0);
        assertThat(lstat(path).atimeNanos()).isEqualTo(-9_999_999_995L);
        assertThat(lstat(path).mtimeNanos()).isEqualTo(-19_999_999_994L);
    }

    @Test
    void toNowNeedsWritePermission() {
        String path = emptyFile("f");
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> utimensat(path, 0, UTIME_NOW, 0, UTIME_NOW, 0)));
        chmod(path, 0666);
        age(path);
        As.user(1234, 5678).run(() -> utimensat(path, 0, UTIME_NOW, 0, UTIME_NOW, 0));
        assertThat(lstat(path).mtimeNanos()).isGreaterThan(LONG_AGO);
    }

    @Test
    void toAGivenTimeNeedsTheOwner() {
        String path = emptyFile("f");
        chmod(path, 0666);
        assertErrno(EPERM, () -> As.user(1234, 5678).run(() -> age(path)));
        chown(path, 1234, 5678);
        As.user(1234, 5678).run(() -> age(path));
        assertThat(lstat(path).mtimeNanos()).isEqualTo(LONG_AGO);
    }

    @Test
    void survivesAClose() {
        int fd = create(at("f"));
        write(fd, "content");
        futimens(fd, LONG_AGO, LONG_AGO);
        close(fd);
        assertThat(lstat(at("f")).mtimeNanos()).isEqualTo(LONG_AGO);
    }
}
