package memfs.contract;

import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ENXIO;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.SEEK_DATA;
import static memfs.posix.OpenFlags.SEEK_HOLE;
import static memfs.testing.Posix.SEEK_CUR;
import static memfs.testing.Posix.SEEK_END;
import static memfs.testing.Posix.SEEK_SET;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.ftruncate;
import static memfs.testing.Posix.lseek;
import static memfs.testing.Posix.truncate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.testing.Posix;

/** lseek(2), holes included. */
abstract class LseekContract extends Contract {
    @Test
    void countsFromStartPlaceAndEnd() {
        int fd = open(file("f", "0123456789"), O_RDONLY);
        assertThat(lseek(fd, 4, SEEK_SET)).isEqualTo(4);
        assertThat(lseek(fd, 2, SEEK_CUR)).isEqualTo(6);
        assertThat(lseek(fd, -3, SEEK_END)).isEqualTo(7);
        assertThat(text(Posix.read(fd, 100))).isEqualTo("789");
    }

    @Test
    void seesTheEndThatAnotherDescriptorMade() {
        int fd = open(emptyFile("f"), O_RDONLY);
        truncate(at("f"), 12_345);
        assertThat(lseek(fd, 0, SEEK_END)).isEqualTo(12_345);
    }

    @Test
    void pastTheEndGrowsNothing() {
        int fd = create(at("f"));
        assertThat(lseek(fd, 1000, SEEK_SET)).isEqualTo(1000);
        assertThat(fstat(fd).size()).isZero();
        assertThat(Posix.read(fd, 1)).isEmpty();
    }

    @Test
    void beforeTheStartFails() {
        int fd = create(at("f"));
        assertErrno(EINVAL, () -> lseek(fd, -1, SEEK_SET));
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no lseek: the kernel takes all for data", shows = "but was: 2097152L")
    @Except(target = "memfs-fast", because = "MemFS does not know yet what the write-back cache holds, so the kernel takes all for data", shows = "but was: 2097152L")
    void findsDataAndHoles() {
        int fd = create(at("f"));
        pwrite(fd, "x".repeat(4096), 1 << 20);
        ftruncate(fd, 2 << 20);
        assertThat(lseek(fd, 0, SEEK_HOLE)).isZero();
        assertThat(lseek(fd, 0, SEEK_DATA)).isEqualTo(1 << 20);
        assertThat(lseek(fd, 1 << 20, SEEK_HOLE)).isEqualTo((1 << 20) + 4096);
    }

    @Test
    void findsTheHoleAtTheEnd() {
        int fd = open(file("f", "x".repeat(5000)), O_RDONLY);
        assertThat(lseek(fd, 0, SEEK_HOLE)).isEqualTo(5000);
        assertThat(lseek(fd, 0, SEEK_DATA)).isZero();
    }

    @Test
    void forDataPastTheEndFails() {
        int fd = open(file("f", "abc"), O_RDONLY);
        assertErrno(ENXIO, () -> lseek(fd, 3, SEEK_DATA));
        assertErrno(ENXIO, () -> lseek(fd, 3, SEEK_HOLE));
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no lseek: the kernel takes all for data", shows = "but was: null")
    @Except(target = "memfs-fast", because = "MemFS does not know yet what the write-back cache holds, so the kernel takes all for data", shows = "but was: null")
    void forDataInAWhollyEmptyFileFails() {
        int fd = create(at("f"));
        ftruncate(fd, 1 << 20);
        assertErrno(ENXIO, () -> lseek(fd, 0, SEEK_DATA));
    }
}
