package benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import workload.memory.Quantity;

/** The kernel's own objects, machine-wide; {@code /proc/meminfo}, proc(5). */
final class KernelSlabs {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final int KIB = 1024;

    private KernelSlabs() {}

    static Map<Quantity, Long> read() throws IOException {
        return parse(Files.readString(MEMINFO));
    }

    static Map<Quantity, Long> parse(String meminfo) throws IOException {
        return Map.of(Quantity.SLAB_RECLAIMABLE, bytes(meminfo, "SReclaimable"), Quantity.SLAB_UNRECLAIMABLE,
                bytes(meminfo, "SUnreclaim"));
    }

    private static long bytes(String meminfo, String name) throws IOException {
        Matcher line = Pattern.compile("^" + name + ": *([0-9]+) kB$", Pattern.MULTILINE).matcher(meminfo);
        if (!line.find()) {
            throw new IOException(MEMINFO + " has no line " + name);
        }
        return Long.parseLong(line.group(1)) * KIB;
    }
}
