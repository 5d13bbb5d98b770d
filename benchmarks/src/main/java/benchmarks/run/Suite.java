package benchmarks.run;

import static benchmarks.run.Variant.BUSY;
import static benchmarks.run.Variant.COUNTED;
import static benchmarks.run.Variant.PINNED;
import static benchmarks.run.Variant.UNPINNED;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import benchmarks.client.Clients;
import benchmarks.client.DirectorySize;
import benchmarks.client.Metadata;
import benchmarks.client.RoundTrip;
import benchmarks.client.WriteSize;
import benchmarks.store.StoreBenchmark;
import memfs.kernel.RequestBenchmark;
import picocli.CommandLine.TypeConversionException;

/** A named group of benchmarks that {@code --suite} chooses. */
public enum Suite {
    /** The store in process, without FUSE. */
    STORE("store", StoreBenchmark.class, List.of(), 0, 0, Map.of()),
    /** Requests through the kernel transport in process, without a device. */
    REQUESTS("requests", RequestBenchmark.class, List.of(), 0, 0, Map.of()),
    /** One request and its reply. */
    ROUND_TRIP("round-trip", RoundTrip.class, List.of(UNPINNED, PINNED, BUSY), 7, 2,
            Map.of("statx", "statx with FORCE_SYNC")),
    /** 10,000 small files in 100 directories. */
    METADATA("metadata", Metadata.class, List.of(UNPINNED, PINNED, COUNTED), 7, 2, Map.of()),
    /** Write sizes from 512 bytes to 1 MiB. */
    WRITE_SIZE("write-size", WriteSize.class, List.of(UNPINNED, COUNTED), 5, 1, Map.of()),
    /** One client and four. */
    CLIENTS("clients", Clients.class, List.of(UNPINNED), 7, 2,
            Map.of("clients1", "create + stat + unlink, 1 client", "clients4", "create + stat + unlink, 4 clients")),
    /** A directory that grows to 1,000,000 files. */
    DIRECTORY_SIZE("directory-size", DirectorySize.class, List.of(UNPINNED), 5, 0, Map.of());

    private final String label;
    private final Class<?> benchmark;
    private final List<Variant> variants;
    private final int rounds;
    private final int warmUps;
    private final Map<String, String> titles;

    Suite(String label, Class<?> benchmark, List<Variant> variants, int rounds, int warmUps,
            Map<String, String> titles) {
        this.label = label;
        this.benchmark = benchmark;
        this.variants = variants;
        this.rounds = rounds;
        this.warmUps = warmUps;
        this.titles = titles;
    }

    /** The suite of a name; picocli tells people what is wrong. */
    public static Suite parse(String name) {
        return Arrays.stream(values()).filter(suite -> suite.label.equals(name)).findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no suite '" + name + "'; choose of " + Arrays.toString(values())));
    }

    /** Whether it needs a file system to work on. */
    public boolean isMounted() {
        return !variants.isEmpty();
    }

    /** The regular expression by which JMH finds the suite's benchmarks. */
    public String include() {
        return "^" + benchmark.getName().replace(".", "\\.") + "\\.";
    }

    /** The conditions it is measured under. */
    List<Variant> variants() {
        return variants;
    }

    /** How often each target has its turn, where nobody says otherwise. */
    int rounds() {
        return rounds;
    }

    /** Iterations before the ones that count. */
    int warmUps() {
        return warmUps;
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
