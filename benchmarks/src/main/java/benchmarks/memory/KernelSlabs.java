package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import workload.memory.Quantity;
import workload.os.ProcFiles;

/** The kernel's own objects, machine-wide; {@code /proc/meminfo}, proc(5). */
final class KernelSlabs {
    private KernelSlabs() {}

    static Map<Quantity, Long> read() throws IOException {
        return read(ProcFiles.MEMINFO);
    }

    static Map<Quantity, Long> read(Path meminfo) throws IOException {
        return Map.of(Quantity.SLAB_RECLAIMABLE, ProcFiles.memoryBytes(meminfo, "SReclaimable"),
                Quantity.SLAB_UNRECLAIMABLE, ProcFiles.memoryBytes(meminfo, "SUnreclaim"));
    }
}
