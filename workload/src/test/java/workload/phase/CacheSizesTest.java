package workload.phase;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import workload.os.PageCache;
import workload.study.CacheSize;

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
    void whatIsOnTheDiskIsHeldButNotDirty() throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve("file"), CREATE, WRITE)) {
            file.write(ByteBuffer.allocate(SIZE));
            file.force(true);
        }
        assertThat(CacheSizes.of(directory)).isEqualTo(new CacheSize(SIZE, 0));
    }

    @Test
    void anEmptyTreeHoldsNothing() throws IOException {
        assertThat(CacheSizes.of(directory).cachedBytes()).isZero();
    }
}
