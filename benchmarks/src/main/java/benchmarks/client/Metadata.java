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

/**
 * Many small files: made, walked cold, walked warm, removed. One shot does all four on one tree, each timed on its own,
 * since each needs what the one before leaves.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Metadata {
    private static final int DIRECTORIES = 100;
    private static final int FILES = 10_000;

    /** The tree's names, made before anything is timed. */
    @State(Scope.Thread)
    public static class SmallFiles {
        private Phases phases;
        private Tree tree;

        @Setup(Level.Trial)
        public void prepare(Client client) {
            ClientSettings settings = client.settings;
            phases = new Phases(settings);
            tree = new Tree(client, settings.part(DIRECTORIES), settings.part(FILES));
        }
    }

    @Benchmark
    public void tree(SmallFiles files) {
        Tree tree = files.tree;
        files.phases.time(String.format(Locale.ROOT, "create + write %,d × 4 KiB", tree.files()), tree.files(),
                tree::create);
        if (files.phases.dropCaches()) {
            files.phases.time("cold walk", tree.entries(), tree::walk);
        }
        tree.walk();
        files.phases.time("warm walk", tree.entries(), tree::walk);
        files.phases.time("remove", tree.files(), tree::remove);
    }
}
