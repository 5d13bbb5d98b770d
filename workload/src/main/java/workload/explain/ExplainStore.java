package workload.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.result.CorpusInfo;
import workload.result.Environment;
import workload.result.Observation;
import workload.result.ObservationKey;
import workload.result.Outcome;
import workload.result.RunHead;
import workload.result.RunStore;
import workload.result.StoredRun;
import workload.result.TargetSettings;

/** The experiment's clones in their {@link RunStore}. */
public final class ExplainStore {
    /** The folder within that of the run. */
    public static final String FOLDER = "explain";
    private static final String KIND = "explain";
    private static final String EXPERIMENT = "clone";
    private static final String DEPTH = "depth";
    /** Of the first format. */
    private static final String OLD = "explain.json";

    /**
     * What was to be done, as {@code run.json} has it; see {@link Explanation}.
     */
    private record Settings(int rounds, long capSeconds, long seed, List<Arm> planned, Map<String, String> leftOut) {}

    /**
     * What was measured of one clone, as {@code observations.jsonl} has it; see {@link Measurement}.
     */
    private record CloneValues(long nanos, long packBytes, Counts counts) {}

    private final RunStore<Settings, CloneValues> store;
    private final String project;
    private final String environment;

    private ExplainStore(RunStore<Settings, CloneValues> store, String project, String environment) {
        this.store = store;
        this.project = project;
        this.environment = environment;
    }

    /** Starts the folder of an experiment; measurements that the explanation has already are not written. */
    public static ExplainStore create(Path folder, Explanation of) throws IOException {
        RunStore<Settings, CloneValues> store = RunStore.create(folder, RunHead.of(KIND, of.run(), of.started(),
                of.arguments(), new Settings(of.rounds(), of.capSeconds(), of.seed(), of.planned(), of.leftOut()),
                List.of(of.corpus())));
        return new ExplainStore(store, of.corpus().project(), store.environment(of.environment()));
    }

    /**
     * Saves one clone; it is on the disk when this returns.
     *
     * @param target
     *            as negotiated, null if it did not open
     */
    public void save(Measurement of, TargetSettings target) throws IOException {
        store.save(List.of(new Observation<>(
                new ObservationKey(EXPERIMENT, project, of.arm().target().toString(), variant(of), of.round()),
                environment, store.mount(target == null ? null : target.withoutPid()), outcome(of.outcome()),
                of.message(), null, null, new CloneValues(of.nanos(), of.packBytes(), of.counts()), Map.of())));
    }

    private static SortedMap<String, String> variant(Measurement of) {
        SortedMap<String, String> variant = new TreeMap<>();
        JsonMapper.shared().valueToTree(of.arm()).propertyStream()
                .forEach(level -> variant.put(level.getKey(), level.getValue().stringValue().toLowerCase(Locale.ROOT)));
        if (of.depth() != null) {
            variant.put(DEPTH, of.depth().toString());
        }
        return variant;
    }

    private static Outcome outcome(Measurement.Outcome of) {
        return switch (of) {
            case OK -> Outcome.OK;
            case CUT -> Outcome.TIMEOUT;
            case FAILED -> Outcome.CLONE_FAILED;
        };
    }

    static boolean isIn(Path folder) throws IOException {
        return RunStore.holds(folder, KIND) || Files.isRegularFile(folder.resolve(OLD));
    }

    /** Reads an experiment of any format, even one that was interrupted. */
    public static Explanation read(Path folder) throws IOException {
        if (RunStore.version(folder) < RunHead.VERSION) {
            return readOld(folder.resolve(OLD));
        }
        StoredRun<Settings, CloneValues> run = RunStore.read(folder, Settings.class, CloneValues.class);
        RunHead<Settings> head = run.head();
        Settings settings = head.settings();
        Map<String, Map<String, Object>> targets = new HashMap<>();
        run.observations().stream().filter(of -> of.mount() != null)
                .forEach(of -> targets.put(measurement(of).arm().label(), head.mounts().get(of.mount()).negotiated()));
        Environment environment = head.environments().values().iterator().next();
        CorpusInfo corpus = head.corpora().getFirst();
        return new Explanation(head.id(), head.started(), head.arguments(), settings.rounds(), settings.capSeconds(),
                settings.seed(), environment, corpus, settings.planned(), settings.leftOut(), targets,
                run.observations().stream().map(ExplainStore::measurement).toList());
    }

    private static Measurement measurement(Observation<CloneValues> of) {
        Map<String, String> levels = new TreeMap<>();
        of.key().variant().forEach((name, level) -> levels.put(name, level.toUpperCase(Locale.ROOT)));
        String depth = levels.remove(DEPTH);
        Measurement.Outcome outcome = switch (of.outcome()) {
            case OK -> Measurement.Outcome.OK;
            case TIMEOUT -> Measurement.Outcome.CUT;
            default -> Measurement.Outcome.FAILED;
        };
        return new Measurement(JsonMapper.shared().convertValue(levels, Arm.class), of.key().repetition(),
                depth == null ? null : Integer.valueOf(depth), outcome, of.message(), of.values().nanos(),
                of.values().packBytes(), of.values().counts());
    }

    private static Explanation readOld(Path file) throws IOException {
        try {
            return JsonMapper.shared().readValue(Files.readString(file), Explanation.class);
        } catch (JacksonException e) {
            throw new IOException(file + " can't be read as an explanation: " + e.getOriginalMessage(), e);
        }
    }
}
