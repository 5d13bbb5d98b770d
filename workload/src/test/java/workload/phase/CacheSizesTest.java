package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.os.PageCache;

class CacheSizesTest {
    private static final int SIZE = 1 << 20;

    @TempDir
    Path directory;

    @BeforeEach
    void theKernelTells() {
        assumeTrue(PageCache.isKnown(), "cachestat(2) takes Linux 6.5");
    }

    @Test
    void whatWasJustWrittenIsHeldOnceHoweverManyNamesItHas() throws IOException {
        Files.write(directory.resolve("file"), new byte[SIZE]);
        Files.createLink(directory.resolve("other"), directory.resolve("file"));
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        Files.createFile(Files.createDirectory(directory.resolve("folder")).resolve("empty"));

        assertThat(CacheSizes.of(directory).cachedBytes()).isEqualTo(SIZE);
    }

    @Test
    void dirtyIsAPartOfWhatIsHeld() throws IOException {
        Files.write(directory.resolve("file"), new byte[SIZE]);

        assertThat(CacheSizes.of(directory).dirtyBytes()).isBetween(0L, (long) SIZE);
    }

    @Test
    void anEmptyTreeHoldsNothing() throws IOException {
        assertThat(CacheSizes.of(directory).cachedBytes()).isZero();
    }
}
