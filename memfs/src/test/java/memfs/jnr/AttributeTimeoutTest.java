package memfs.jnr;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.posix.Mode;
import memfs.posix.Stat;

/** The setting in a stand-in for libfuse's private struct. */
class AttributeTimeoutTest {
    private static final JnrOptions OPTIONS = new JnrOptions("memfs", false, false, false, 0, 60, 3600, 1800, 131072,
            true, false, true, false, true, true);

    private final double[] fuse = new double[40];

    private static OptionalInt changed(double[] before, double[] after) {
        return IntStream.range(0, before.length).filter(i -> before[i] != after[i]).findFirst();
    }

    @Test
    void isLongForDirectoriesShortForOneNameNoneForMore() {
        System.arraycopy(new double[]{3600, 1800, 0, AttributeTimeout.MARK}, 0, fuse, 17, 4);
        double[] before = fuse.clone();
        var timeout = AttributeTimeout.find(MemorySegment.ofArray(fuse), OPTIONS).orElseThrow();

        timeout.answer(stat(2, Mode.S_IFDIR, 5), false);
        assertThat(changed(before, fuse)).hasValue(19);
        assertThat(fuse[19]).isEqualTo(60);

        timeout.answer(stat(3, Mode.S_IFREG, 1), false);
        assertThat(fuse[19]).isEqualTo(1);

        timeout.answer(stat(3, Mode.S_IFREG | Mode.S_ISUID, 1), false);
        assertThat(changed(before, fuse)).isEmpty();

        timeout.answer(stat(3, Mode.S_IFREG, 1), true);
        assertThat(changed(before, fuse)).isEmpty();

        timeout.answer(stat(3, Mode.S_IFREG, 2), false);
        assertThat(changed(before, fuse)).isEmpty();
    }

    @Test
    void isNoneForEverOnceAFileIsToHaveASecondName() {
        System.arraycopy(new double[]{3600, 1800, 0, AttributeTimeout.MARK}, 0, fuse, 17, 4);
        var timeout = AttributeTimeout.find(MemorySegment.ofArray(fuse), OPTIONS).orElseThrow();

        assertThat(timeout.expectsLinks(3)).isFalse();
        assertThat(timeout.expectsLinks(3)).isTrue();
        timeout.answer(stat(4, Mode.S_IFREG, 1), false);
        timeout.answer(stat(3, Mode.S_IFREG, 1), false);
        assertThat(fuse[19]).isZero();
    }

    private static Stat stat(long ino, int mode, int nlink) {
        return new Stat(ino, mode, nlink, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void isLeftAloneWhereAnyOfItsNeighboursDiffers() {
        System.arraycopy(new double[]{3600, 1800, 0, 0}, 0, fuse, 17, 4);

        assertThat(AttributeTimeout.find(MemorySegment.ofArray(fuse), OPTIONS)).isEmpty();
    }

    @Test
    void isLookedForUpToTheEnd() {
        System.arraycopy(new double[]{3600, 1800, 0, AttributeTimeout.MARK}, 0, fuse, 36, 4);

        assertThat(AttributeTimeout.find(MemorySegment.ofArray(fuse), OPTIONS)).isPresent();
    }
}
