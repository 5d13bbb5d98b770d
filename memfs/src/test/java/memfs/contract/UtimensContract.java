package memfs.contract;

import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.AT_SYMLINK_NOFOLLOW;
import static memfs.testing.Posix.UTIME_NOW;
import static memfs.testing.Posix.UTIME_OMIT;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.chown;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.futimens;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static memfs.testing.Posix.utimens;
import static memfs.testing.Posix.utimensat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.testing.As;

/** utimensat(2) and futimens(3). */
abstract class UtimensContract extends Contract {
    @Test
    void keepsNanoseconds() {
        String path = emptyFile("f");
        utimens(path, LONG_AGO, new Timestamp(7, 999_999_999));
        assertTimes(path, LONG_AGO, new Timestamp(7, 999_999_999));
        futimens(open(path, O_RDONLY), new Timestamp(7, 1), LONG_AGO);
        assertTimes(path, new Timestamp(7, 1), LONG_AGO);
    }

    @Test
    void stampsCtime() {
        String path = emptyFile("f");
        assertBumps(Stat::ctime, path, () -> age(path));
    }

    @Test
    void takesNow() {
        String path = emptyFile("f");
        age(path);
        Timestamp ctime = lstat(path).ctime();
        utimensat(path, 0, UTIME_NOW, 0, UTIME_NOW, 0);
        assertThat(lstat(path).mtime()).isGreaterThanOrEqualTo(ctime);
        assertThat(lstat(path).atime()).isEqualTo(lstat(path).mtime());
    }

    @Test
    void leavesAloneWhatIsOmitted() {
        String path = emptyFile("f");
        age(path);
        utimensat(path, 0, UTIME_OMIT, 7, 8, 0);
        assertTimes(path, LONG_AGO, new Timestamp(7, 8));
        utimensat(path, 9, 10, 0, UTIME_OMIT, 0);
        assertTimes(path, new Timestamp(9, 10), new Timestamp(7, 8));
    }

    @Test
    void ofALinkChangesTheLinkAlone() {
        String path = emptyFile("f");
        symlink("f", at("link"));
        utimensat(at("link"), 1, 2, 3, 4, AT_SYMLINK_NOFOLLOW);
        assertThat(lstat(at("link")).mtime()).isEqualTo(new Timestamp(3, 4));
        assertThat(lstat(path).mtime()).isGreaterThan(LONG_AGO);
    }

    @Test
    void ofADirectoryWorks() {
        age(directory("d"));
        assertThat(lstat(at("d")).mtime()).isEqualTo(LONG_AGO);
    }

    /** The years 1800, 1901, 1969, 2106, 2262, 2300, 9999, and all that 64 bits count, but for the two in the next case. */
    @ParameterizedTest
    @ValueSource(longs = {-5_364_662_400L, -2_147_483_649L, -1, 4_294_967_296L, 9_223_372_036L, 9_223_372_037L,
            -9_223_372_037L, -9_223_372_038L, 10_413_792_000L, 253_402_300_799L, Long.MAX_VALUE - 1,
            Long.MIN_VALUE + 1})
    void takesAnyTime(long seconds) {
        String path = emptyFile("f");
        Timestamp early = new Timestamp(seconds, 1);
        Timestamp late = new Timestamp(seconds, 999_999_999);
        utimens(path, early, late);
        assertTimes(path, early, late);
        futimens(open(path, O_RDONLY), late, early);
        assertTimes(path, late, early);
    }

    /** timestamp_truncate in fs/inode.c: the first and the last second have no parts. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void roundsTheFirstAndTheLastSecond(long seconds) {
        String path = emptyFile("f");
        utimens(path, new Timestamp(seconds, 999_999_999), new Timestamp(seconds, 1));
        assertTimes(path, new Timestamp(seconds, 0), new Timestamp(seconds, 0));
    }

    @Test
    void survivesTheInodeBeingForgotten() {
        Timestamp far = new Timestamp(10_413_792_000L, 5);
        utimens(emptyFile("f"), far, far);
        utimens(directory("d"), far, far);
        symlink("f", at("link"));
        utimensat(at("link"), far.seconds(), far.nanos(), far.seconds(), far.nanos(), AT_SYMLINK_NOFOLLOW);
        link(at("f"), at("g"));
        rename(at("g"), at("h"));
        unlink(at("f"));
        for (String name : List.of("h", "d", "link")) {
            assertTimes(at(name), far, far);
        }
    }

    @Test
    void givesWayToALaterStamp() {
        int fd = create(at("f"));
        futimens(fd, new Timestamp(253_402_300_799L, 0), new Timestamp(253_402_300_799L, 0));
        write(fd, "content");
        assertThat(fstat(fd).mtime()).isLessThan(new Timestamp(253_402_300_799L, 0)).isGreaterThan(LONG_AGO);
        assertThat(fstat(fd).atime()).isEqualTo(new Timestamp(253_402_300_799L, 0));
    }

    private static void assertTimes(String path, Timestamp atime, Timestamp mtime) {
        assertThat(lstat(path).atime()).isEqualTo(atime);
        assertThat(lstat(path).mtime()).isEqualTo(mtime);
    }

    @ExceptForRootOnly
    @Test
    void toNowNeedsWritePermission() {
        String path = emptyFile("f");
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> utimensat(path, 0, UTIME_NOW, 0, UTIME_NOW, 0)));
        chmod(path, 0666);
        age(path);
        As.user(1234, 5678).run(() -> utimensat(path, 0, UTIME_NOW, 0, UTIME_NOW, 0));
        assertThat(lstat(path).mtime()).isGreaterThan(LONG_AGO);
    }

    @ExceptForRootOnly
    @Test
    void toAGivenTimeNeedsTheOwner() {
        String path = emptyFile("f");
        chmod(path, 0666);
        assertErrno(EPERM, () -> As.user(1234, 5678).run(() -> age(path)));
        chown(path, 1234, 5678);
        As.user(1234, 5678).run(() -> age(path));
        assertThat(lstat(path).mtime()).isEqualTo(LONG_AGO);
    }

    @Test
    void survivesAClose() {
        int fd = create(at("f"));
        write(fd, "content");
        futimens(fd, LONG_AGO, LONG_AGO);
        close(fd);
        assertThat(lstat(at("f")).mtime()).isEqualTo(LONG_AGO);
    }
}
