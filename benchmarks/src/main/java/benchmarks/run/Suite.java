package benchmarks.run;

import static workload.micro.Condition.BUSY;
import static workload.micro.Condition.COUNTED;
import static workload.micro.Condition.PINNED;
import static workload.micro.Condition.UNPINNED;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import benchmarks.client.ClientSettings.Load;
import benchmarks.client.Clients;
import benchmarks.client.DirectorySize;
import benchmarks.client.Metadata;
import benchmarks.client.ReadSize;
import benchmarks.client.RoundTrip;
import benchmarks.client.WriteSize;
import benchmarks.store.StoreBenchmark;
import memfs.kernel.RequestBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import picocli.CommandLine.TypeConversionException;
import workload.micro.Condition;
import workload.target.TargetException;
import workload.target.TargetSpec;

/** A named group of benchmarks that {@code --suite} chooses. */
public enum Suite {
    /** The store in process, without FUSE. */
    STORE("store", StoreBenchmark.class, new Turns(List.of(), 0, 0, 20, 300), Map.of()),
    /** Requests through the kernel transport in process, without a device. */
    REQUESTS("requests", RequestBenchmark.class, new Turns(List.of(), 0, 0, 40, 460), Map.of()),
    /** One request and its reply. */
    ROUND_TRIP("round-trip", RoundTrip.class, new Turns(List.of(UNPINNED, PINNED, BUSY), 7, 2, 1, 8),
            Map.of("statx", "statx with FORCE_SYNC")),
    /** Small files in many directories; each operation in directories of 10 to 100,000 entries. */
    METADATA("metadata", Metadata.class, new Turns(List.of(UNPINNED, PINNED, COUNTED), 7, 2, 4, 30), Map.of()),
    /** Writes of 512 bytes to 4 MiB. */
    WRITE_SIZE("write-size", WriteSize.class, new Turns(List.of(UNPINNED, COUNTED), 5, 0, 8, 40), Map.of()),
    /** Reads of 512 bytes to 4 MiB. */
    READ_SIZE("read-size", ReadSize.class, new Turns(List.of(UNPINNED, COUNTED), 5, 0, 4, 30), Map.of()),
    /** One client and four. */
    CLIENTS("clients", Clients.class, new Turns(List.of(UNPINNED), 7, 2, 2, 13),
            Map.of("clients1", "create + stat + unlink, 1 client", "clients4", "create + stat + unlink, 4 clients")),
    /** A directory that grows to 1,000,000 files. */
    DIRECTORY_SIZE("directory-size", DirectorySize.class, new Turns(List.of(UNPINNED), 5, 0, 4, 90), Map.of());

    private static final List<TargetSpec> THREE = targets("tmpfs,disk,memfs");
    private static final List<TargetSpec> SEVEN = targets(
            "tmpfs,disk,memfs,memfs:writeback_cache,memfs-jnr,memfs:content=contiguous,memfs:content=null");
    /** Samples of a shot are few in one round: a quick run has only that. */
    private static final int QUICK_SHOTS = 5;
    /** Each takes half a minute; fewer have no error. */
    private static final int QUICK_COPYING_SHOTS = 3;

    private final String label;
    private final Class<?> benchmark;
    private final Turns turns;
    private final Map<String, String> titles;

    /**
     * How targets take their turns.
     *
     * @param warmUps
     *            iterations before the ones that count
     * @param quickSeconds
     *            that one turn takes in a quick run, in the mean over the suite's own targets; without targets the suite
     * @param seconds
     *            that one takes otherwise; both measured on two cores
     */
    private record Turns(List<Condition> variants, int rounds, int warmUps, int quickSeconds, int seconds) {}

    Suite(String label, Class<?> benchmark, Turns turns, Map<String, String> titles) {
        this.label = label;
        this.benchmark = benchmark;
        this.turns = turns;
        this.titles = titles;
    }

    private static List<TargetSpec> targets(String names) {
        try {
            return TargetSpec.parse(List.of(names));
        } catch (TargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The suite of a name; picocli tells people what is wrong. */
    public static Suite parse(String name) {
        return Arrays.stream(values()).filter(suite -> suite.label.equals(name)).findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no suite '" + name + "'; choose of " + Arrays.toString(values())));
    }

    /** Whether it needs a file system to work on. */
    public boolean isMounted() {
        return !turns.variants().isEmpty();
    }

    /** The regular expression by which JMH finds the suite's benchmarks. */
    public String include() {
        return "^" + benchmark.getName().replace(".", "\\.") + "\\.";
    }

    /** The conditions it is measured under. */
    List<Condition> variants() {
        return turns.variants();
    }

    /** How often each target has its turn, where nobody says otherwise. */
    int rounds() {
        return turns.rounds();
    }

    /** What it compares where nobody names targets. */
    List<TargetSpec> targets() {
        return isTransfer() ? SEVEN : THREE;
    }

    /** What one turn takes, s. */
    int seconds(boolean quick) {
        return quick ? turns.quickSeconds() : turns.seconds();
    }

    /** Shots that count in one turn. */
    int shots(Load load) {
        return !load.quick() || !isTransfer() ? 1 : load.copying() ? QUICK_COPYING_SHOTS : QUICK_SHOTS;
    }

    /** Whether it moves files by calls of different sizes. */
    boolean isTransfer() {
        return this == WRITE_SIZE || this == READ_SIZE;
    }

    /** The benchmark methods, by name. */
    List<String> methods() {
        return Arrays.stream(benchmark.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName).sorted().toList();
    }

    /** Iterations before the ones that count. */
    int warmUps() {
        return turns.warmUps();
    }

    /** Whether its shots have phases, which can be counted one by one. */
    boolean hasPhases() {
        return titles.isEmpty();
    }

    /** What a benchmark method measures, in words for people. */
    String title(String method) {
        return titles.get(method);
    }

    @Override
    public String toString() {
        return label;
    }
}
