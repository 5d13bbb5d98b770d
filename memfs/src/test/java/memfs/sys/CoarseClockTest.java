package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoarseClockTest {

    @Test
    void itIsNeverAheadOfTheExactClockAndNeverGoesBack() {
        long before = CoarseClock.nanos();
        Instant exact = Instant.now();
        long after = CoarseClock.nanos();

        assertThat(instant(before)).isBeforeOrEqualTo(exact).isAfter(exact.minus(Duration.ofSeconds(1)));
        assertThat(after).isGreaterThanOrEqualTo(before);
    }

    @Test
    void itStandsStillBetweenTicksAndGoesOn() {
        long start = CoarseClock.nanos();
        while (CoarseClock.nanos() == start) {
            Thread.onSpinWait();
        }
        assertThat(CoarseClock.nanos()).isGreaterThan(start);
    }

    @Test
    void aFileMadeLaterIsNotOlder(@TempDir Path folder) throws IOException {
        long before = CoarseClock.nanos();
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(Files.getLastModifiedTime(file).toInstant()).isAfterOrEqualTo(instant(before));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
