package benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workload.memory.Quantity;

class KernelSlabsTest {
    @TempDir
    Path directory;

    @Test
    void slabsAreReadInBytes() throws IOException {
        String meminfo = "Slab:  30 kB\nSReclaimable:     10 kB\nSUnreclaim:       20 kB\nKReclaimable: 99 kB\n";

        assertThat(KernelSlabs.read(file(meminfo))).containsEntry(Quantity.SLAB_RECLAIMABLE, 10L << 10)
                .containsEntry(Quantity.SLAB_UNRECLAIMABLE, 20L << 10);
        assertThatThrownBy(() -> KernelSlabs.read(file("MemTotal: 1 kB\n"))).hasMessageContaining("SReclaimable");
    }

    private Path file(String meminfo) throws IOException {
        return Files.writeString(directory.resolve("meminfo"), meminfo);
    }
}
