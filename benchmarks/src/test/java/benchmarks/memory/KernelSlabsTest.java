package benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import workload.memory.Quantity;

class KernelSlabsTest {
    @Test
    void slabsAreReadInBytes() throws IOException {
        String meminfo = "Slab:  30 kB\nSReclaimable:     10 kB\nSUnreclaim:       20 kB\nKReclaimable: 99 kB\n";

        assertThat(KernelSlabs.parse(meminfo)).containsEntry(Quantity.SLAB_RECLAIMABLE, 10L << 10)
                .containsEntry(Quantity.SLAB_UNRECLAIMABLE, 20L << 10);
        assertThatThrownBy(() -> KernelSlabs.parse("MemTotal: 1 kB\n")).hasMessageContaining("SReclaimable");
    }
}
