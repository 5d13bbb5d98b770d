package workload.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import workload.result.AtomicFile;
import workload.result.Environment;
import workload.result.Observation;
import workload.result.ObservationKey;
import workload.result.RunHead;
import workload.result.RunStore;
import workload.result.ServerBuild;
import workload.result.StoredRun;
import workload.result.TargetSettings;

/** The trials of a study in its {@link RunStore}, and {@code results.csv} beside it. */
public final class ResultStore {
    private static final String KIND = "study";
    private static final String CSV = "results.csv";
    private final RunStore<StudySettings, TrialValues> store;
    private String environment;

    private ResultStore(RunStore<StudySettings, TrialValues> store) {
        this.store = store;
    }

    /** Starts the folder of a new run. */
    public static ResultStore create(Path runDirectory, RunInfo info) throws IOException {
        ResultStore store = new ResultStore(RunStore.create(runDirectory, RunHead.of(KIND, info.id(), info.started(),
                info.arguments(), StudySettings.of(info), info.corpora())));
        store.environment(info.environment());
        store.writeCsv();
        return store;
    }

    /**
     * Opens a run to resume it.
     *
     * @throws IOException
     *             it can't be read, or is of an older format
     */
    public static ResultStore open(Path runDirectory) throws IOException {
        if (RunStore.version(runDirectory) < RunHead.VERSION) {
            throw new IOException("The run in " + runDirectory + " was made by an older version of this program, in"
                    + " another format; start a new run.");
        }
        RunStore<StudySettings, TrialValues> store = RunStore.open(runDirectory, StudySettings.class,
                TrialValues.class);
        ResultStore opened = new ResultStore(store);
        opened.environment = store.observations().stream().map(Observation::environment).reduce((_, last) -> last)
                .or(() -> store.head().environments().keySet().stream().findFirst()).orElse(null);
        return opened;
    }

    /** Whether a folder holds a study, of any format. */
    public static boolean isIn(Path folder) throws IOException {
        int version = RunStore.version(folder);
        return version > 0 && version < RunHead.VERSION || RunStore.holds(folder, KIND);
    }

    /** Reads a run, even one that is still in progress or was killed. */
    public static Run read(Path runDirectory) throws IOException {
        if (RunStore.version(runDirectory) < RunHead.VERSION) {
            return OldStudy.read(runDirectory);
        }
        StoredRun<StudySettings, TrialValues> run = RunStore.read(runDirectory, StudySettings.class,
                TrialValues.class);
        return new Run(info(run.head()), run.head().environments(), trials(run.head(), run.lines()),
                trials(run.head(), run.observations()), run.torn());
    }

    private static RunInfo info(RunHead<StudySettings> head) {
        StudySettings settings = head.settings();
        return new RunInfo(head.id(), head.started(), head.arguments(), settings.seed(), settings.repetitions(),
                settings.projects(), settings.targets(), settings.cloneEngines(), settings.jobs(), settings.planned(),
                head.environments().values().stream().findFirst().orElse(null), head.corpora(), settings.until(),
                settings.steps());
    }

    private static List<Trial> trials(RunHead<?> head, List<Observation<TrialValues>> observations) {
        return observations.stream().map(observation -> trial(head, observation)).toList();
    }

    private static Trial trial(RunHead<?> head, Observation<TrialValues> of) {
        TrialValues values = of.values();
        Map<String, String> files = of.files();
        return new Trial(
                new TrialKey(of.key().subject(), of.key().target(), of.key().variant(), of.key().repetition()),
                of.outcome(), of.message(), of.started(), of.finished(), values.treeHash(),
                List.copyOf(values.phases().values()), of.mount() == null ? null : head.mounts().get(of.mount()),
                values.rssAtMountBytes(), values.peakRssBytes(), files.get("samples"), files.get("ops"),
                files.get("log"), files.get("manifest"), values.check(), of.environment());
    }

    public Path directory() {
        return store.directory();
    }

    public RunInfo info() {
        return info(store.head());
    }

    /** The trials saved so far, in the order in which they ended, each as it was last saved. */
    public List<Trial> trials() {
        return trials(store.head(), store.observations());
    }

    /** Sets the machine of the trials that are saved from now on. */
    public void environment(Environment now) throws IOException {
        environment = store.environment(now);
    }

    /** The programs that a saved trial's build found; empty where they weren't recorded. */
    public Map<String, String> tools(Trial trial) {
        Environment of = trial.environment() == null ? null : store.head().environments().get(trial.environment());
        return of == null ? Map.of() : of.tools();
    }

    /** The machine of the last saved trials. */
    public Environment lastEnvironment() {
        return store.head().environments().get(environment);
    }

    /** The builds of MemFS that served so far. */
    public Set<ServerBuild> builds() {
        return store.head().mounts().values().stream().map(TargetSettings::build).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Saves one trial, in place of an earlier one with its key; it is on the disk when this returns. */
    public void save(Trial trial) throws IOException {
        store.save(List.of(observation(trial)));
        writeCsv();
    }

    private Observation<TrialValues> observation(Trial trial) throws IOException {
        TrialKey key = trial.key();
        Map<String, PhaseResult> phases = new LinkedHashMap<>();
        trial.phases().forEach(phase -> phases.put(phase.name().label(), phase));
        return new Observation<>(
                new ObservationKey(KIND, key.project(), key.target(), key.variant(), key.repetition()),
                trial.environment() == null ? environment : trial.environment(),
                trial.settings() == null ? null : store.mount(trial.settings().withoutPid()), trial.outcome(),
                trial.message(), trial.started(), trial.finished(),
                new TrialValues(trial.treeHash(), phases, trial.rssAtMountBytes(), trial.peakRssBytes(),
                        trial.check()),
                files(trial));
    }

    private static Map<String, String> files(Trial trial) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("samples", trial.samplesFile());
        files.put("ops", trial.opsFile());
        files.put("log", trial.logFile());
        files.put("manifest", trial.manifestFile());
        files.values().removeIf(file -> file == null);
        return files;
    }

    private void writeCsv() throws IOException {
        AtomicFile.replaceDerived(directory().resolve(CSV), ResultsCsv.of(info(), trials()));
    }
}
