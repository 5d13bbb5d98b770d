package memfs.jnr;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.sys.MountAttributes;

/** The setting in a stand-in for libfuse's private struct. */
class AttributeTimeoutTest {
    static final JnrOptions OPTIONS = new JnrOptions("memfs", false, false, false, 0, 60, 3600, 1800, 131072,
            true, false, true, false, true, true, MountAttributes.DEFAULT);

    private final double[] fuse = new double[40];

    private AttributeTimeout timeout() {
        return new AttributeTimeout(LibfuseInternals.find(MemorySegment.ofArray(fuse), OPTIONS).orElseThrow(), OPTIONS);
    }

    private static OptionalInt changed(double[] before, double[] after) {
        return IntStream.range(0, before.length).filter(i -> before[i] != after[i]).findFirst();
    }

    @Test
    void isLongForDirectoriesShortForOneNameNoneForMore() {
        System.arraycopy(new double[]{3600, 1800, 0, LibfuseInternals.MARK}, 0, fuse, 17, 4);
        double[] before = fuse.clone();
        var timeout = timeout();

        timeout.apply(stat(2, Mode.S_IFDIR, 5), false);
        assertThat(changed(before, fuse)).hasValue(19);
        assertThat(fuse[19]).isEqualTo(60);

        timeout.apply(stat(3, Mode.S_IFREG, 1), false);
        assertThat(fuse[19]).isEqualTo(1);

        timeout.apply(stat(3, Mode.S_IFREG | Mode.S_ISUID, 1), false);
        assertThat(changed(before, fuse)).isEmpty();

        timeout.apply(stat(3, Mode.S_IFREG, 1), true);
        assertThat(changed(before, fuse)).isEmpty();

        timeout.apply(stat(3, Mode.S_IFREG, 2), false);
        assertThat(changed(before, fuse)).isEmpty();
    }

    @Test
    void isNoneForEverOnceAFileIsToHaveASecondName() {
        System.arraycopy(new double[]{3600, 1800, 0, LibfuseInternals.MARK}, 0, fuse, 17, 4);
        var timeout = timeout();

        assertThat(timeout.expectsLinks(3)).isFalse();
        assertThat(timeout.expectsLinks(3)).isTrue();
        timeout.apply(stat(4, Mode.S_IFREG, 1), false);
        timeout.apply(stat(3, Mode.S_IFREG, 1), false);
        assertThat(fuse[19]).isZero();
    }

    private static Stat stat(long ino, int mode, int nlink) {
        return new Stat(ino, mode, nlink, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
