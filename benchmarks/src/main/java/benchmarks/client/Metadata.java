package benchmarks.client;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Many small files: made, walked cold, walked warm, removed; and each operation by itself, in directories of ten to
 * 100,000 entries. One shot does all on one tree, each timed on its own, since each needs what the one before leaves.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Metadata {
    private static final int DIRECTORIES = 100;
    private static final int FILES = 10_000;
    private static final int QUICK_DIRECTORIES = 20;
    private static final int QUICK_FILES = 2_000;
    private static final int[] ENTRIES = {10, 100, 1_000, 10_000, 100_000};
    private static final int[] QUICK_ENTRIES = {10, 1_000};
    /** Larger directories would only take time from a warm-up. */
    private static final int WARM_UP_ENTRIES = 1_000;
    /** Created, looked up, renamed and unlinked at each size. */
    private static final int PROBES = 500;

    /** The tree's names, made before anything is timed. */
    @State(Scope.Thread)
    public static class SmallFiles {
        private Phases phases;
        private Tree tree;

        @Setup(Level.Trial)
        public void prepare(Client client) {
            ClientSettings settings = client.settings;
            phases = new Phases(settings);
            boolean quick = settings.load().quick();
            tree = new Tree(client, settings.part(quick ? QUICK_DIRECTORIES : DIRECTORIES),
                    settings.part(quick ? QUICK_FILES : FILES));
        }
    }

    /** One directory that grows, and the operations on it. */
    @State(Scope.Thread)
    public static class OneDirectory {
        private int[] sizes;
        private int largest;
        private Phases phases;
        private FlatDirectory directory;

        @Setup(Level.Trial)
        public void prepare(Client client) {
            ClientSettings settings = client.settings;
            phases = new Phases(settings);
            sizes = IntStream.of(settings.load().quick() ? QUICK_ENTRIES : ENTRIES).map(settings::part).distinct()
                    .toArray();
            directory = new FlatDirectory(client, sizes[sizes.length - 1], settings.part(PROBES));
        }

        @Setup(Level.Iteration)
        public void choose(IterationParams iteration) {
            largest = iteration.getType() == IterationType.WARMUP ? WARM_UP_ENTRIES : Integer.MAX_VALUE;
        }

        private void measure() {
            int probes = directory.probes();
            time("create", probes, directory::createProbes);
            time("stat, cached", probes, directory::lookUpProbes);
            phases.timeCold(phases.dropCaches(), name("lookup hit"), probes, directory::lookUpProbes);
            directory.inventAbsent();
            time("lookup miss", probes, directory::lookUpAbsent);
            time("readdir", directory.size() + probes, directory::list);
            time("rename", probes, directory::renameProbes);
            directory.renameProbesBack();
            time("unlink", probes, directory::unlinkProbes);
        }

        private void time(String operation, int units, Runnable work) {
            phases.time(name(operation), units, work);
        }

        private String name(String operation) {
            return String.format(Locale.ROOT, "%s, at %,d files", operation, directory.size());
        }
    }

    @Benchmark
    public void tree(SmallFiles files) {
        Tree tree = files.tree;
        files.phases.time(String.format(Locale.ROOT, "create + write %,d × 4 KiB", tree.files()), tree.files(),
                tree::create);
        files.phases.timeCold(files.phases.dropCaches(), "cold walk", tree.entries(), tree::walk);
        tree.walk();
        files.phases.time("warm walk", tree.entries(), tree::walk);
        files.phases.time("remove", tree.files(), tree::remove);
    }

    @Benchmark
    public void operations(OneDirectory one) {
        one.directory.make();
        for (int size : one.sizes) {
            if (size <= one.largest) {
                one.directory.growTo(size);
                one.measure();
            }
        }
        one.directory.remove();
    }
}
