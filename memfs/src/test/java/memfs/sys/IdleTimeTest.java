package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class IdleTimeTest {
    /** The cores' own lines say the same as the sum, but for the rounding of each, and for what passes meanwhile. */
    @Test
    void isTheSumOverAllCores() throws IOException {
        long before = sumOfCores();
        long ticks = IdleTime.ticks();
        long cores = Runtime.getRuntime().availableProcessors();
        assertThat(ticks).isBetween(before - 2 * cores, sumOfCores() + 2 * cores);
    }

    private static long sumOfCores() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.filter(line -> line.matches("cpu\\d+ .*")).map(line -> line.split(" "))
                    .mapToLong(fields -> Long.parseLong(fields[4]) + Long.parseLong(fields[5])).sum();
        }
    }
}
