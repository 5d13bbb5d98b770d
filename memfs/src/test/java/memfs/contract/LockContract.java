package memfs.contract;

import static memfs.posix.Errno.EAGAIN;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.F_OFD_SETLK;
import static memfs.testing.Posix.F_RDLCK;
import static memfs.testing.Posix.F_SETLK;
import static memfs.testing.Posix.F_UNLCK;
import static memfs.testing.Posix.F_WRLCK;
import static memfs.testing.Posix.LOCK_EX;
import static memfs.testing.Posix.LOCK_NB;
import static memfs.testing.Posix.LOCK_SH;
import static memfs.testing.Posix.LOCK_UN;
import static memfs.testing.Posix.flock;
import static memfs.testing.Posix.lock;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** flock(2) and fcntl(2) record locks, by which git and package managers keep others out. */
abstract class LockContract extends Contract {
    @Test
    void flockExcludesAnotherOpenFile() {
        int one = create(at("f"));
        int other = open(at("f"), O_RDWR);
        flock(one, LOCK_EX);
        assertErrno(EAGAIN, () -> flock(other, LOCK_EX | LOCK_NB));
        assertErrno(EAGAIN, () -> flock(other, LOCK_SH | LOCK_NB));
        flock(one, LOCK_UN);
        flock(other, LOCK_EX | LOCK_NB);
    }

    @Test
    void flockMayBeShared() {
        int one = create(at("f"));
        int other = open(at("f"), O_RDWR);
        flock(one, LOCK_SH);
        flock(other, LOCK_SH | LOCK_NB);
        assertErrno(EAGAIN, () -> flock(one, LOCK_EX | LOCK_NB));
    }

    @Test
    void flockEndsWithItsClose() {
        int one = create(at("f"));
        int other = open(at("f"), O_RDWR);
        flock(one, LOCK_EX);
        close(one);
        flock(other, LOCK_EX | LOCK_NB);
        assertThat(exists(at("f"))).isTrue();
    }

    @Test
    void recordLocksExcludeTheSameBytesOnly() {
        int one = create(at("f"));
        int other = open(at("f"), O_RDWR);
        lock(one, F_OFD_SETLK, F_WRLCK, 0, 10);
        assertErrno(EAGAIN, () -> lock(other, F_OFD_SETLK, F_WRLCK, 5, 10));
        assertErrno(EAGAIN, () -> lock(other, F_OFD_SETLK, F_RDLCK, 9, 1));
        lock(other, F_OFD_SETLK, F_WRLCK, 10, 10);
        lock(one, F_OFD_SETLK, F_UNLCK, 0, 10);
        lock(other, F_OFD_SETLK, F_WRLCK, 0, 10);
    }

    @Test
    void processLocksExcludeOthers() {
        int one = create(at("f"));
        int other = open(at("f"), O_RDWR);
        lock(one, F_SETLK, F_WRLCK, 0, 0);
        assertErrno(EAGAIN, () -> lock(other, F_OFD_SETLK, F_RDLCK, 100, 1));
        lock(one, F_SETLK, F_UNLCK, 0, 0);
        lock(other, F_OFD_SETLK, F_RDLCK, 100, 1);
    }
}
