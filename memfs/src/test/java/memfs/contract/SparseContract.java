package memfs.contract;

import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.ftruncate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Files with holes: they take no space, and read as zeros. */
abstract class SparseContract extends Contract {
    @Test
    @Except(target = "memfs-fast", because = "blocks are counted when the kernel writes back", shows = "to be between")
    void aHoleTakesNoBlocks() {
        int fd = create(at("f"));
        pwrite(fd, "x", (1L << 30) - 1);
        assertThat(fstat(fd).size()).isEqualTo(1L << 30);
        assertThat(fstat(fd).blocks()).isBetween(1L, 256L);
    }

    @Test
    void aTebibyteFits() {
        int fd = create(at("f"));
        ftruncate(fd, 1L << 40);
        pwrite(fd, "end", (1L << 40) - 3);
        pwrite(fd, "middle", 1L << 39);
        assertThat(pread(fd, 10, (1L << 40) - 3)).isEqualTo("end");
        assertThat(pread(fd, 6, 1L << 39)).isEqualTo("middle");
        assertThat(pread(fd, 4, 1L << 38)).isEqualTo("\0\0\0\0");
    }

    @Test
    @Except(target = "memfs-fast", because = "blocks are counted when the kernel writes back", shows = "to be between")
    void blocksGrowAsAHoleIsFilled() {
        int fd = create(at("f"));
        ftruncate(fd, 1 << 20);
        assertThat(fstat(fd).blocks()).isZero();
        pwrite(fd, "x".repeat(8192), 8192);
        assertThat(fstat(fd).blocks()).isBetween(16L, 256L);
        assertThat(pread(fd, 8193, 0)).isEqualTo("\0".repeat(8192) + "x");
    }
}
