package memfs.contract;

import static memfs.posix.Errno.EBADF;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.copyFileRange;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** copy_file_range(2), which the kernel does by itself where a file system can't. */
abstract class CopyFileRangeContract extends Contract {
    @Test
    void copies() {
        int in = open(file("in", "0123456789"), O_RDONLY);
        int out = create(at("out"));
        assertThat(copyFileRange(in, 2, out, 0, 5)).isEqualTo(5);
        assertThat(content(at("out"))).isEqualTo("23456");
    }

    @Test
    void endsAtTheEndOfTheSource() {
        int in = open(file("in", "abc"), O_RDONLY);
        int out = create(at("out"));
        assertThat(copyFileRange(in, 1, out, 10, 100)).isEqualTo(2);
        assertThat(copyFileRange(in, 3, out, 0, 100)).isZero();
        assertThat(content(at("out"))).isEqualTo("\0".repeat(10) + "bc");
    }

    @Test
    void ofOverlappingRangesFails() {
        int fd = open(file("f", "0123456789"), O_RDWR);
        assertErrno(EINVAL, () -> copyFileRange(fd, 0, fd, 2, 5));
    }

    @Test
    void intoAReaderFails() {
        int in = open(file("in", "abc"), O_RDONLY);
        assertErrno(EBADF, () -> copyFileRange(in, 0, in, 10, 1));
    }
}
