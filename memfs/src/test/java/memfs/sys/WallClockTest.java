package memfs.sys;

import static memfs.sys.WallClock.COARSE;
import static memfs.sys.WallClock.EXACT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import memfs.testing.Allocation;

class WallClockTest {

    @Test
    void theExactClockIsJavas() {
        Instant before = Instant.now();
        Instant exact = instant(EXACT.nanos());

        assertThat(exact).isBetween(before, Instant.now());
    }

    @Test
    void theCoarseClockIsNeverAheadOfTheExactOneAndNeverGoesBack() {
        long before = COARSE.nanos();
        long exact = EXACT.nanos();
        long after = COARSE.nanos();

        assertThat(before).isBetween(exact - Duration.ofSeconds(1).toNanos(), exact);
        assertThat(after).isGreaterThanOrEqualTo(before);
    }

    @Test
    void theCoarseClockStandsStillBetweenTicksAndGoesOn() {
        long start = COARSE.nanos();
        while (COARSE.nanos() == start) {
            Thread.onSpinWait();
        }
        assertThat(COARSE.nanos()).isGreaterThan(start);
    }

    @Test
    void aFileMadeLaterIsNotOlder(@TempDir Path folder) throws IOException {
        long before = COARSE.nanos();
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(Files.getLastModifiedTime(file).toInstant()).isAfterOrEqualTo(instant(before));
    }

    /** libfuse 2 makes a thread for a few requests and ends it. */
    @Test
    void aNewThreadReadsItToo() throws Exception {
        long before = EXACT.nanos();
        CompletableFuture<Long> answer = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> answer.complete(EXACT.nanos()));

        assertThat(answer.get()).isBetween(before, EXACT.nanos());
    }

    @Test
    void readingAllocatesNothing() {
        assertThat(Allocation.bytesEach(() -> EXACT.nanos())).isZero();
        assertThat(Allocation.bytesEach(() -> COARSE.nanos())).isZero();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
