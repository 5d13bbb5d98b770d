package memfs.contract;

import static memfs.posix.Errno.EBADF;
import static memfs.posix.Errno.EFBIG;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ENOSPC;
import static memfs.posix.Errno.EOPNOTSUPP;
import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.FALLOC_FL_ZERO_RANGE;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.fallocate;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.statvfs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** fallocate(2). */
abstract class FallocateContract extends Contract {
    private static final int PUNCH = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;

    @Test
    void reservesAndGrows() {
        int fd = create(at("f"));
        fallocate(fd, 0, 0, 100_000);
        assertThat(fstat(fd).size()).isEqualTo(100_000);
        assertThat(fstat(fd).blocks()).isGreaterThanOrEqualTo(100_000 / 512);
        assertThat(pread(fd, 3, 50_000)).isEqualTo("\0\0\0");
    }

    @Test
    void keepsWhatIsThere() {
        int fd = open(file("f", "abc"), O_RDWR);
        fallocate(fd, 0, 0, 10);
        assertThat(content(at("f"))).isEqualTo("abc" + "\0".repeat(7));
    }

    @Test
    void mayKeepTheSize() {
        int fd = open(file("f", "abc"), O_RDWR);
        fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 100_000);
        assertThat(fstat(fd).size()).isEqualTo(3);
        assertThat(fstat(fd).blocks()).isGreaterThanOrEqualTo(100_000 / 512);
    }

    @Test
    void punchesHoles() {
        int fd = open(file("f", "x".repeat(16_384)), O_RDWR);
        long blocks = fstat(fd).blocks();
        fallocate(fd, PUNCH, 4096, 8192);
        assertThat(fstat(fd).blocks()).isLessThan(blocks);
        assertThat(content(at("f"))).isEqualTo("x".repeat(4096) + "\0".repeat(8192) + "x".repeat(4096));
    }

    @Test
    void punchesPartsOfPages() {
        int fd = open(file("f", "x".repeat(10_000)), O_RDWR);
        fallocate(fd, PUNCH, 1000, 5000);
        assertThat(content(at("f"))).isEqualTo("x".repeat(1000) + "\0".repeat(5000) + "x".repeat(4000));
    }

    @Test
    @Except(target = "tmpfs", because = "tmpfs has no FALLOC_FL_ZERO_RANGE", shows = "fallocate: EOPNOTSUPP")
    void zeroesARange() {
        int fd = open(file("f", "x".repeat(10_000)), O_RDWR);
        fallocate(fd, FALLOC_FL_ZERO_RANGE, 1000, 5000);
        assertThat(content(at("f"))).isEqualTo("x".repeat(1000) + "\0".repeat(5000) + "x".repeat(4000));
        fallocate(fd, FALLOC_FL_ZERO_RANGE, 9000, 5000);
        assertThat(fstat(fd).size()).isEqualTo(14_000);
    }

    @Test
    void fails() {
        int fd = create(at("f"));
        assertErrno(EINVAL, () -> fallocate(fd, 0, 0, 0));
        assertErrno(EINVAL, () -> fallocate(fd, 0, -1, 10));
        assertErrno(EOPNOTSUPP, () -> fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 10));
        assertErrno(EFBIG, () -> fallocate(fd, 0, Long.MAX_VALUE - 10, 100));
        int reader = open(at("f"), O_RDONLY);
        assertErrno(EBADF, () -> fallocate(reader, 0, 0, 10));
    }

    @Test
    void withoutSpaceFails() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of known size");
        int fd = create(at("f"));
        assertErrno(ENOSPC, () -> fallocate(fd, 0, 0, 1L << 30));
        assertThat(fstat(fd).size()).isZero();
    }
}
