package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Timestamp;
import memfs.testing.Posix;
import memfs.testing.Requirements;

class PrivateTmpfsTest {
    private static final int PAGE = Memory.PAGE_BYTES;

    private final Arena arena = Arena.ofConfined();
    private PrivateTmpfs tmpfs;
    private UnnamedFile file;

    @BeforeEach
    void needsRoot() {
        assumeTrue(Requirements.isRoot(), "only root makes a tmpfs");
        tmpfs = PrivateTmpfs.create(16L * PAGE);
        file = tmpfs.createFile();
    }

    @AfterEach
    void close() {
        if (tmpfs != null) {
            file.close();
            tmpfs.close();
        }
        arena.close();
    }

    private MemorySegment bytes(int length) {
        return arena.allocate(length).fill((byte) 'x');
    }

    private String linkOf(UnnamedFile open) {
        return "/proc/self/fd/" + open.descriptor();
    }

    @Test
    void keepsWhatIsWritten() {
        assertThat(file.write(bytes(10), PAGE)).isEqualTo(10);

        MemorySegment target = arena.allocate(2L * PAGE);
        assertThat(file.read(target, 0)).isEqualTo(PAGE + 10);
        assertThat(target.get(ValueLayout.JAVA_BYTE, PAGE - 1)).isZero();
        assertThat(target.get(ValueLayout.JAVA_BYTE, PAGE)).isEqualTo((byte) 'x');
        assertThat(file.stat().size()).isEqualTo(PAGE + 10);
        assertThat(file.stat().blocks()).isEqualTo(PAGE / 512);
        assertThat(file.nextData(0)).isEqualTo(PAGE);
        assertThat(file.nextHole(PAGE)).isEqualTo(PAGE + 10);
        assertThat(file.nextData(PAGE + 10)).isEqualTo(-1);
    }

    @Test
    void changesItsSizeAndItsHoles() {
        file.truncate(3L * PAGE);
        assertThat(file.stat().blocks()).isZero();
        file.allocate(0, 2L * PAGE);
        assertThat(tmpfs.usedBytes()).isEqualTo(2L * PAGE);
        file.punch(PAGE, PAGE);
        assertThat(tmpfs.usedBytes()).isEqualTo(PAGE);
        file.truncate(0);
        assertThat(tmpfs.usedBytes()).isZero();
    }

    @Test
    void writesWhatFitsIntoItsLimit() {
        assertThat(file.write(bytes(20 * PAGE), 0)).isEqualTo(16 * PAGE);
        assertThat(file.write(bytes(1), 16L * PAGE)).isZero();
        assertThatThrownBy(() -> file.allocate(16L * PAGE, PAGE)).isInstanceOfSatisfying(ErrnoException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.ENOSPC));
    }

    @Test
    void itsLimitChangesAsOftenAsWanted() {
        file.write(bytes(8 * PAGE), 0);
        assertThat(tmpfs.resize(4L * PAGE)).isFalse();
        assertThat(tmpfs.resize(9L * PAGE)).isTrue();
        assertThat(file.write(bytes(4 * PAGE), 8L * PAGE)).isEqualTo(PAGE);
        assertThat(tmpfs.resize(12L * PAGE)).isTrue();
        assertThat(file.write(bytes(4 * PAGE), 9L * PAGE)).isEqualTo(3 * PAGE);
    }

    @Test
    void keepsTimesThatDoNotFitALong() {
        Timestamp far = new Timestamp(1L << 40, 5);
        file.setTimes(far, new Timestamp(-1L << 40, 7));
        file.setTimes(null, new Timestamp(3, 9));
        assertThat(file.stat().atime()).isEqualTo(far);
        assertThat(file.stat().mtime()).isEqualTo(new Timestamp(3, 9));
        assertThat(file.stat().ctime()).isGreaterThan(new Timestamp(1_000_000_000, 0));
    }

    /** make compares such times. With the coarse clock alone the first would fail, with the exact one the second. */
    @Test
    void itsClockIsThatOfItsFiles() {
        UnnamedFile other = tmpfs.createFile();
        for (int i = 0; i < 1000; i++) {
            file.write(bytes(1), 0);
            Timestamp before = file.stat().mtime();
            long now = tmpfs.nanos();
            assertThat(now).isGreaterThanOrEqualTo(before.toNanos());
            other.write(bytes(1), 0);
            assertThat(other.stat().mtime().toNanos()).isGreaterThanOrEqualTo(now);
        }
        other.close();
    }

    @Test
    void isSharedWhileSomebodyHasItOpen() {
        assertThat(file.isUnshared()).isTrue();
        int other = Posix.open(linkOf(file), 0, 0);
        assertThat(file.isUnshared()).isFalse();
        Posix.close(other);
        assertThat(file.isUnshared()).isTrue();
    }

    /** The mapping keeps it in use when the descriptor is closed. */
    @Test
    void isSharedWhileSomebodyHasItMapped() {
        file.truncate(PAGE);
        int other = Posix.open(linkOf(file), 2, 0);
        MemorySegment mapping = Posix.mmap(other, PAGE, 0);
        Posix.close(other);
        assertThat(file.isUnshared()).isFalse();
        Posix.munmap(mapping);
        assertThat(file.isUnshared()).isTrue();
    }

    @Test
    void theLimitOfOpenFilesIsAtLeastWhatThisTestNeeds() {
        assertThat(Libc.openFilesLimit()).isGreaterThan(file.descriptor());
    }
}
