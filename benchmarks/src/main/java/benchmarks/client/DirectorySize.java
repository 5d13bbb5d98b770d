package benchmarks.client;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one more file costs in a directory that has 10,000 of them already, or 1,000,000. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DirectorySize {
    private static final int[] SIZES = {10_000, 100_000, 1_000_000};
    private static final int[] QUICK_SIZES = {1_000, 10_000};
    /** Created, looked up and unlinked at each size. */
    private static final int PROBES = 2_000;
    /** Rounds in a small directory before, in which the client's code is compiled. */
    private static final int WARM_UPS = 3;

    /** The directory, with its names so far. */
    @State(Scope.Thread)
    public static class Growing {
        private ClientSettings settings;
        private int[] sizes;
        private Phases phases;
        private FlatDirectory directory;

        @Setup(Level.Trial)
        public void prepare(Client client) {
            settings = client.settings;
            sizes = settings.load().quick() ? QUICK_SIZES : SIZES;
            phases = new Phases(settings);
            directory = new FlatDirectory(client, settings.part(sizes[sizes.length - 1]), settings.part(PROBES));
        }
    }

    @Benchmark
    public void grow(Growing growing) {
        FlatDirectory directory = growing.directory;
        directory.make();
        for (int i = 0; i < WARM_UPS; i++) {
            directory.createProbes();
            directory.lookUpProbes();
            directory.list();
            directory.unlinkProbes();
        }
        for (int size : growing.sizes) {
            directory.growTo(growing.settings.part(size));
            measure(growing.phases, directory);
        }
        directory.remove();
    }

    private static void measure(Phases phases, FlatDirectory directory) {
        int size = directory.size();
        phases.time(name("create", size), directory.probes(), directory::createProbes);
        phases.timeCold(phases.dropCaches(), name("lookup", size), directory.probes(), directory::lookUpProbes);
        phases.time(name("readdir", size), size + directory.probes(), directory::list);
        phases.time(name("unlink", size), directory.probes(), directory::unlinkProbes);
    }

    private static String name(String operation, int size) {
        return String.format(Locale.ROOT, "%s, at %,d files", operation, size);
    }
}
