package memfs.jnr;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

import org.junit.jupiter.api.Test;

/** The setting in a stand-in for libfuse's private struct. */
class LibfuseInternalsTest {
    private final double[] fuse = new double[40];

    @Test
    void attributeTimeoutIsLeftAloneWhereAnyOfItsNeighboursDiffers() {
        System.arraycopy(new double[]{3600, 1800, 0, 0}, 0, fuse, 17, 4);

        assertThat(LibfuseInternals.find(MemorySegment.ofArray(fuse), AttributeTimeoutTest.OPTIONS)).isEmpty();
    }

    @Test
    void attributeTimeoutIsLookedForUpToTheEnd() {
        System.arraycopy(new double[]{3600, 1800, 0, LibfuseInternals.MARK}, 0, fuse, 36, 4);

        assertThat(LibfuseInternals.find(MemorySegment.ofArray(fuse), AttributeTimeoutTest.OPTIONS)).isPresent();
    }
}
