package workload.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.result.FailedWork;
import workload.result.Observation;
import workload.result.ObservationKey;
import workload.result.Outcome;
import workload.result.RunHead;
import workload.result.RunStore;
import workload.result.StoredRun;
import workload.result.TargetSettings;

/** The readings of memory experiments in their {@link RunStore}. */
public final class MemoryStore {
    private static final String KIND = "memory";
    /** Of the first format: a head, and a CSV for each experiment. */
    private static final String OLD = "memory.json";

    /** See {@link Reading}; what a target doesn't have is missing. */
    private record ReadingValues(long count, long bytes, Double seconds, SortedMap<String, Long> held) {}

    private final RunStore<Scale, ReadingValues> store;
    private final String environment;

    private MemoryStore(RunStore<Scale, ReadingValues> store, String environment) {
        this.store = store;
        this.environment = environment;
    }

    /** Starts the folder of a run without readings yet. */
    public static MemoryStore create(Path folder, MemoryConditions conditions, List<String> arguments)
            throws IOException {
        RunStore<Scale, ReadingValues> store = RunStore.create(folder, RunHead.of(KIND, conditions.run(),
                conditions.started(), arguments, conditions.scale(), List.of()));
        return new MemoryStore(store, store.environment(conditions.environment()));
    }

    /** Saves one reading; it is on the disk when this returns. */
    public void save(String experiment, Reading of, TargetSettings target) throws IOException {
        int earlier = (int) store.observations().stream().map(Observation::key)
                .filter(key -> key.experiment().equals(experiment) && key.target().equals(of.target())
                        && key.subject().equals(of.step()))
                .count();
        add(new ObservationKey(experiment, of.step(), of.target(), Collections.emptySortedMap(), earlier + 1), target,
                Outcome.OK, null, new ReadingValues(of.count(), of.bytes(), of.seconds(), held(of.figures())),
                Map.of());
    }

    /** Saves that an experiment was not completed on a target. */
    public void save(FailedWork of) throws IOException {
        add(new ObservationKey(of.work(), "", of.target(), Collections.emptySortedMap(), 0), null, Outcome.FAILED,
                of.message(), null, Map.of("log", of.log()));
    }

    private void add(ObservationKey key, TargetSettings target, Outcome outcome, String message, ReadingValues values,
            Map<String, String> files) throws IOException {
        store.save(List.of(new Observation<>(key, environment, store.mount(target == null ? null : target.withoutPid()),
                outcome, message, null, null, values, files)));
    }

    static boolean isIn(Path folder) throws IOException {
        return RunStore.holds(folder, KIND) || Files.exists(folder.resolve(OLD));
    }

    /** Reads a run of any format, even one that is still in progress. */
    static MemoryConditions read(Path folder) throws IOException {
        if (RunStore.version(folder) < RunHead.VERSION) {
            return readOld(folder);
        }
        StoredRun<Scale, ReadingValues> run = RunStore.read(folder, Scale.class, ReadingValues.class);
        Map<String, TargetSettings> targets = new TreeMap<>();
        Map<String, List<Reading>> readings = new TreeMap<>();
        List<FailedWork> failures = new ArrayList<>();
        for (Observation<ReadingValues> of : run.observations()) {
            ObservationKey key = of.key();
            if (of.mount() != null) {
                targets.put(key.target(), run.head().mounts().get(of.mount()));
            }
            if (of.outcome() == Outcome.OK) {
                readings.computeIfAbsent(key.experiment(), _ -> new ArrayList<>()).add(reading(key, of.values()));
            } else {
                failures.add(new FailedWork(key.experiment(), key.target(), of.message(), of.files().get("log")));
            }
        }
        return new MemoryConditions(run.head().id(), run.head().started(), run.head().settings(),
                run.head().environments().values().iterator().next(), targets, failures, readings);
    }

    private static Reading reading(ObservationKey key, ReadingValues of) {
        return new Reading(key.target(), key.subject(), of.count(), of.bytes(), of.seconds(), figures(of.held()));
    }

    private static SortedMap<String, Long> held(Figures figures) {
        SortedMap<String, Long> held = new TreeMap<>();
        figures.bytes().forEach((quantity, bytes) -> held.put(quantity.toString(), bytes));
        return held;
    }

    private static Figures figures(Map<String, Long> held) {
        Map<Quantity, Long> bytes = new EnumMap<>(Quantity.class);
        Arrays.stream(Quantity.values()).filter(quantity -> held.containsKey(quantity.toString()))
                .forEach(quantity -> bytes.put(quantity, held.get(quantity.toString())));
        return new Figures(bytes);
    }

    private static MemoryConditions readOld(Path folder) throws IOException {
        Path head = folder.resolve(OLD);
        Map<String, List<Reading>> readings = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                String name = file.getFileName().toString();
                readings.put(name.substring(0, name.length() - ".csv".length()), ReadingsCsv.read(file));
            }
            MemoryConditions old = JsonMapper.shared().readValue(Files.readAllBytes(head), MemoryConditions.class);
            return new MemoryConditions(old.run(), null, old.scale(), old.environment(), old.targets(), old.failures(),
                    readings);
        } catch (JacksonException e) {
            throw new IOException(head + " can't be read: " + e.getOriginalMessage(), e);
        }
    }
}
