package memfs.contract;

import static memfs.posix.Errno.EINVAL;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.SEEK_CUR;
import static memfs.testing.Posix.lseek;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.utimens;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Timestamp;

import memfs.testing.Posix;

/** read(2) and pread(2). */
abstract class ReadContract extends Contract {
    @Test
    void endsAtTheEnd() {
        int fd = open(file("f", "abc"), O_RDONLY);
        assertThat(pread(fd, 100, 0)).isEqualTo("abc");
        assertThat(pread(fd, 100, 2)).isEqualTo("c");
        assertThat(pread(fd, 100, 3)).isEmpty();
        assertThat(pread(fd, 100, 1L << 40)).isEmpty();
    }

    @Test
    void ofNothingGivesNothing() {
        int fd = open(file("f", "abc"), O_RDONLY);
        assertThat(pread(fd, 0, 0)).isEmpty();
    }

    @Test
    void atANegativeOffsetFails() {
        int fd = open(file("f", "abc"), O_RDONLY);
        assertErrno(EINVAL, () -> pread(fd, 1, -1));
    }

    @Test
    void movesTheOffset() {
        int fd = open(file("f", "abcdef"), O_RDONLY);
        Posix.read(fd, 2);
        assertThat(lseek(fd, 0, SEEK_CUR)).isEqualTo(2);
        assertThat(text(Posix.read(fd, 10))).isEqualTo("cdef");
    }

    @Test
    @Except(target = "memfs-fast", because = "what the page cache answers is no READ, and the kernel leaves atime to the server", shows = "to be greater than")
    void stampsAnAtimeOlderThanMtime() {
        String path = file("f", "abc");
        Timestamp modified = new Timestamp(LONG_AGO.seconds(), LONG_AGO.nanos() + 1);
        utimens(path, LONG_AGO, modified);
        content(path);
        assertThat(lstat(path).atime()).isGreaterThan(LONG_AGO);
        assertThat(lstat(path).mtime()).isEqualTo(modified);
    }
}
