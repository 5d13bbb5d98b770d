package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.os.MachineFigures;
import workload.os.PageCache;

class CachesTest {
    private static final int FILES = 2000;

    @TempDir
    Path directory;

    @Test
    void writesBackTheFileSystemOfADirectory() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[1 << 20]);
        Caches.writeBack(directory, directory);
        assumeTrue(PageCache.isKnown() && !isInMemory(),
                "the kernel reports what is dirty, and this directory is on a disk");
        try (PageCache cache = new PageCache()) {
            assertThat(cache.of(file).dirtyBytes()).isZero();
        }
    }

    @Test
    void aDirectoryThatIsNotThereCannotBeWrittenBack() {
        assertThatThrownBy(() -> Caches.writeBack(directory.resolve("missing"))).isInstanceOf(IOException.class);
    }

    @Test
    void releasedPagesAreGone() throws IOException {
        assumeTrue(PageCache.isKnown() && !isInMemory(),
                "the kernel reports its pages, and this directory is on a disk");
        Path file = Files.write(directory.resolve("file"), new byte[1 << 20]);
        try (PageCache cache = new PageCache()) {
            assertThat(cache.of(file).cachedBytes()).isEqualTo(1 << 20);
            Caches.writeBack(directory);
            PageCache.release(file);
            assertThat(cache.of(file).cachedBytes()).isZero();
        }
    }

    /** Dropping by a 2 alone leaves nearly all: the files are dirty, and have pages. Other processes may add or take some. */
    @Test
    void afterADropAWalkBringsTheInodesInAgain() throws IOException {
        assumeTrue(!isInMemory(), "a tmpfs pins its inodes");
        for (int i = 0; i < FILES; i++) {
            Files.write(directory.resolve("file" + i), new byte[100]);
        }
        assumeTrue(Caches.drop(directory), "we may drop the caches");

        long before = MachineFigures.cachedInodes();
        new StatWalkPhase(directory).run(new Cancellation());
        assertThat(MachineFigures.cachedInodes() - before).isGreaterThan(FILES / 2);
    }

    private boolean isInMemory() throws IOException {
        return Files.getFileStore(directory).type().equals("tmpfs");
    }
}
