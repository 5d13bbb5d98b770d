package memfs.contract;

import static memfs.posix.Errno.EFBIG;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.ftruncate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import memfs.posix.Errno;
import memfs.posix.Stat;
import memfs.testing.As;
import memfs.testing.Posix;

/** write(2) and pwrite(2). */
abstract class WriteContract extends Contract {
    @Test
    void growsTheFile() {
        int fd = create(at("f"));
        write(fd, "abc");
        write(fd, "def");
        assertThat(fstat(fd).size()).isEqualTo(6);
        assertThat(lstat(at("f")).size()).isEqualTo(6);
        assertThat(content(at("f"))).isEqualTo("abcdef");
    }

    @Test
    void overwritesInPlace() {
        int fd = open(file("f", "0123456789"), O_RDWR);
        pwrite(fd, "xyz", 4);
        assertThat(content(at("f"))).isEqualTo("0123xyz789");
    }

    @Test
    void farPastTheEndLeavesZerosBetween() {
        int fd = create(at("f"));
        write(fd, "a");
        pwrite(fd, "z", 1_000_000);
        assertThat(fstat(fd).size()).isEqualTo(1_000_001);
        assertThat(pread(fd, 3, 0)).isEqualTo("a\0\0");
        assertThat(pread(fd, 3, 999_998)).isEqualTo("\0\0z");
    }

    @Test
    void ofNothingChangesNothing() {
        int fd = open(file("f", "abc"), O_RDWR);
        age(at("f"));
        assertThat(Posix.write(fd, new byte[0])).isZero();
        assertThat(fstat(fd).mtime()).isEqualTo(LONG_AGO);
        assertThat(fstat(fd).size()).isEqualTo(3);
    }

    @Test
    void stampsMtimeAndCtime() {
        int fd = create(at("f"));
        age(at("f"));
        assertBumps(Stat::ctime, at("f"), () -> write(fd, "x"));
        Stat stat = fstat(fd);
        assertThat(stat.mtime()).isGreaterThan(LONG_AGO);
        assertThat(stat.atime()).isEqualTo(LONG_AGO);
    }

    @Test
    void acrossPagesKeepsEveryByte() {
        byte[] pattern = new byte[3 * 1024 * 1024 + 17];
        new Random(42).nextBytes(pattern);
        int fd = create(at("f"));
        for (int from = 0; from < pattern.length; from += 4107) {
            Posix.pwrite(fd, Arrays.copyOfRange(pattern, from, Math.min(pattern.length, from + 4107)), from);
        }
        assertThat(Posix.pread(open(at("f"), O_RDONLY), pattern.length + 1, 0)).isEqualTo(pattern);
    }

    @Test
    void inOneLargePieceKeepsEveryByte() {
        byte[] pattern = new byte[2 * 1024 * 1024 + 1];
        new Random(43).nextBytes(pattern);
        int fd = create(at("f"));
        assertThat(Posix.pwrite(fd, pattern, 3)).isEqualTo(pattern.length);
        assertThat(Posix.pread(fd, pattern.length, 3)).isEqualTo(pattern);
    }

    @Test
    void atRandomPlacesEqualsAModel() {
        byte[] model = new byte[200_000];
        Random random = new Random(44);
        int fd = create(at("f"));
        ftruncate(fd, model.length);
        for (int i = 0; i < 300; i++) {
            byte[] piece = new byte[1 + random.nextInt(9000)];
            random.nextBytes(piece);
            int offset = random.nextInt(model.length - piece.length);
            System.arraycopy(piece, 0, model, offset, piece.length);
            assertThat(Posix.pwrite(fd, piece, offset)).isEqualTo(piece.length);
        }
        assertThat(Posix.pread(fd, model.length, 0)).isEqualTo(model);
    }

    @Test
    void isSeenByOtherDescriptorsAtOnce() {
        int writer = create(at("f"));
        int reader = open(at("f"), O_RDONLY);
        write(writer, "first");
        assertThat(pread(reader, 100, 0)).isEqualTo("first");
        write(writer, " second");
        assertThat(pread(reader, 100, 0)).isEqualTo("first second");
        assertThat(fstat(reader).size()).isEqualTo(12);
    }

    @Test
    void atANegativeOffsetFails() {
        int fd = create(at("f"));
        assertErrno(EINVAL, () -> pwrite(fd, "x", -1));
    }

    @Test
    void veryFarOffWorksOrIsTooBig() {
        int fd = create(at("f"));
        long offset = 1L << 60;
        Errno failure = errnoOf(() -> pwrite(fd, "x", offset));
        assertThat(failure).isIn(null, EFBIG);
        assertThat(fstat(fd).size()).isEqualTo(failure == null ? offset + 1 : 0);
    }

    @ExceptForRootOnly
    @Test
    @Except(target = "memfs-jnr-own", because = "libfuse 2 lacks HANDLE_KILLPRIV_V2: the kernel clears the bits by a chmod in the writer's name", shows = "EPERM")
    void byAnOrdinaryUserClearsSetuidAndSetgid() {
        mkfile(at("f"), 0);
        chmod(at("f"), 06777);
        int fd = open(at("f"), O_RDWR);
        write(fd, "root may");
        assertThat(permissions(at("f"))).isEqualTo(06777);
        As.user(1234, 5678).run(() -> write(open(at("f"), O_WRONLY), "x"));
        assertThat(permissions(at("f"))).isEqualTo(0777);
    }
}
