package benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import workload.os.ProcessGroup;

/** Other work for every core, for as long as it is open; it ends with us, however we die. */
final class BusyCores implements AutoCloseable {
    private static final List<String> LOOP = List.of("sh", "-c", "while :; do :; done");
    private static final Path NOWHERE = Path.of("/dev/null");

    private final List<ProcessGroup> loops = new ArrayList<>();

    private BusyCores() {}

    static BusyCores start(int cores) throws IOException {
        BusyCores busy = new BusyCores();
        for (int i = 0; i < cores; i++) {
            busy.loops.add(ProcessGroup.start(Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), NOWHERE, LOOP));
        }
        return busy;
    }

    /** Returns when the cores are idle again: what comes next is measured on them. */
    @Override
    public void close() {
        loops.forEach(ProcessGroup::kill);
        try {
            for (ProcessGroup loop : loops) {
                loop.waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
