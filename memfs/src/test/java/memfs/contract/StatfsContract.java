package memfs.contract;

import static memfs.testing.Posix.ftruncate;
import static memfs.testing.Posix.statvfs;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import memfs.posix.StatFs;

/** statfs(2): what df shows. */
abstract class StatfsContract extends Contract {
    @Test
    void isConsistent() {
        StatFs figures = statvfs(dir);
        assertThat(figures.blockSize()).isPositive();
        assertThat(figures.blocksFree()).isBetween(1L, figures.blocks());
        assertThat(figures.filesFree()).isBetween(1L, figures.files());
        assertThat(figures.nameMax()).isEqualTo(255);
    }

    @Test
    void knowsTheLimits() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of known size");
        StatFs figures = statvfs(dir);
        assertThat(figures.blocks() * figures.blockSize()).isEqualTo((long) ContractMount.SIZE_MIB << 20);
        assertThat(figures.files()).isEqualTo(ContractMount.INODES);
    }

    @Test
    void countsBlocks() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of its own");
        StatFs before = statvfs(dir);
        file("f", "x".repeat(1 << 20));
        long taken = (before.blocksFree() - statvfs(dir).blocksFree()) * before.blockSize();
        assertThat(taken).isBetween(1L << 20, 3L << 19);
    }

    @Test
    void countsInodes() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of its own");
        long free = statvfs(dir).filesFree();
        emptyFile("f");
        directory("d");
        symlink("x", at("l"));
        assertThat(statvfs(dir).filesFree()).isEqualTo(free - 3);
    }

    @Test
    void givesNothingForHoles() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of its own");
        int fd = create(at("f"));
        long free = statvfs(dir).blocksFree();
        ftruncate(fd, 1L << 40);
        assertThat(statvfs(dir).blocksFree()).isEqualTo(free);
    }
}
