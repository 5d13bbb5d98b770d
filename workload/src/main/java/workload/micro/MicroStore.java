package workload.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.Observation;
import workload.result.ObservationKey;
import workload.result.Outcome;
import workload.result.RunHead;
import workload.result.RunStore;
import workload.result.StoredRun;
import workload.result.TargetSettings;

/** The samples, gaps and failures of micro-benchmarks in their {@link RunStore}. */
public final class MicroStore {
    private static final String KIND = "micro";
    private static final String CONDITION = "condition";
    private static final String SHOT = "shot";
    private static final String LOG = "log";

    /**
     * What was to be done, as {@code run.json} has it; see {@link MicroRun}.
     *
     * @param mounted
     *            those of the suites that work on file systems
     */
    private record MicroSettings(boolean quick, int divisor, List<String> suites, List<String> mounted) {}

    /** See {@link Sample}. */
    private record SampleValues(long units, double micros, double serverMicros, Map<String, Long> messages) {}

    private final RunStore<MicroSettings, SampleValues> store;
    private final String environment;

    private MicroStore(RunStore<MicroSettings, SampleValues> store, String environment) {
        this.store = store;
        this.environment = environment;
    }

    /** Starts the folder of a run without samples yet. */
    public static MicroStore create(Path folder, MicroRun run, List<String> arguments) throws IOException {
        RunStore<MicroSettings, SampleValues> store = RunStore.create(folder, RunHead.of(KIND, run.run(), Instant.now(),
                arguments, new MicroSettings(run.quick(), run.divisor(), List.of(), List.of()), List.of()));
        return new MicroStore(store, store.environment(run.environment()));
    }

    /** Names a suite that has begun. */
    public void begin(String suite, boolean isMounted) throws IOException {
        MicroSettings now = store.head().settings();
        if (!now.suites().contains(suite)) {
            store.settings(new MicroSettings(now.quick(), now.divisor(), with(now.suites(), suite),
                    isMounted ? with(now.mounted(), suite) : now.mounted()));
        }
    }

    private static List<String> with(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }

    /** Saves the samples, gaps and failures that a suite has added since it was last saved. */
    public void save(SuiteResult suite) throws IOException {
        Map<String, String> mounts = new HashMap<>();
        for (Map.Entry<String, TargetSettings> target : suite.targets().entrySet()) {
            mounts.put(target.getKey(), store.mount(target.getValue().withoutPid()));
        }
        List<Observation<SampleValues>> all = new ArrayList<>();
        suite.samples().forEach(sample -> all.add(observation(suite.suite(), sample, mounts.get(sample.target()))));
        suite.gaps().forEach(gap -> all.add(new Observation<>(key(suite.suite(), gap.work(), gap.target()),
                environment, mounts.get(gap.target()), Outcome.SKIPPED, gap.reason().toString(), null, null, null,
                Map.of())));
        suite.failures().forEach(failure -> all.add(observation(failure)));
        saveNew(all);
    }

    /** Saves failures that don't belong to a mounted suite. */
    public void save(List<FailedWork> failures) throws IOException {
        saveNew(failures.stream().map(this::observation).toList());
    }

    private void saveNew(List<Observation<SampleValues>> all) throws IOException {
        Set<ObservationKey> saved = new HashSet<>();
        store.observations().forEach(observation -> saved.add(observation.key()));
        List<Observation<SampleValues>> added = all.stream().filter(one -> !saved.contains(one.key())).toList();
        if (!added.isEmpty()) {
            store.save(added);
        }
    }

    private Observation<SampleValues> observation(String suite, Sample of, String mount) {
        SortedMap<String, String> variant = new TreeMap<>(
                Map.of(CONDITION, of.variant().toString(), SHOT, Integer.toString(of.shot())));
        return new Observation<>(new ObservationKey(suite, of.work(), of.target(), variant, of.round()), environment,
                mount, Outcome.OK, null, null, null,
                new SampleValues(of.units(), of.micros(), of.serverMicros(), of.messages()), Map.of());
    }

    /** Several may fail before they have a target; their messages distinguish them. */
    private Observation<SampleValues> observation(FailedWork of) {
        return new Observation<>(key(of.work(), of.target().isEmpty() ? of.message() : "", of.target()), environment,
                null, Outcome.FAILED, of.message(), null, null, null, Map.of(LOG, of.log()));
    }

    private static ObservationKey key(String suite, String work, String target) {
        return new ObservationKey(suite, work, target, Collections.emptySortedMap(), 0);
    }

    static boolean isIn(Path folder) throws IOException {
        return RunStore.holds(folder, KIND);
    }

    /** A run and its mounted suites. */
    record Stored(MicroRun run, List<SuiteResult> mounted) {}

    /** Reads a run, even one that is still in progress. */
    static Stored read(Path folder) throws IOException {
        StoredRun<MicroSettings, SampleValues> run = RunStore.read(folder, MicroSettings.class, SampleValues.class);
        MicroSettings settings = run.head().settings();
        Environment environment = run.head().environments().values().iterator().next();
        List<FailedWork> others = run.observations().stream().filter(of -> of.outcome() == Outcome.FAILED)
                .filter(of -> !settings.mounted().contains(of.key().experiment())).map(MicroStore::failure).toList();
        return new Stored(
                new MicroRun(run.head().id(), environment, settings.quick(), settings.divisor(), settings.suites(),
                        others),
                settings.mounted().stream().map(suite -> suite(suite, run, environment)).toList());
    }

    private static SuiteResult suite(String suite, StoredRun<MicroSettings, SampleValues> run,
            Environment environment) {
        List<Observation<SampleValues>> own = run.observations().stream()
                .filter(of -> of.key().experiment().equals(suite)).toList();
        Map<String, TargetSettings> targets = new TreeMap<>();
        own.stream().filter(of -> of.mount() != null)
                .forEach(of -> targets.put(of.key().target(), run.head().mounts().get(of.mount())));
        return new SuiteResult(suite, run.head().settings().quick(), run.head().settings().divisor(), environment,
                targets, with(Outcome.OK, own).map(MicroStore::sample).toList(),
                with(Outcome.SKIPPED, own).map(MicroStore::gap).toList(),
                with(Outcome.FAILED, own).map(MicroStore::failure).toList());
    }

    private static Stream<Observation<SampleValues>> with(Outcome outcome, List<Observation<SampleValues>> all) {
        return all.stream().filter(of -> of.outcome() == outcome);
    }

    private static Sample sample(Observation<SampleValues> of) {
        ObservationKey key = of.key();
        return new Sample(key.subject(), Condition.valueOf(key.variant().get(CONDITION).toUpperCase(Locale.ROOT)),
                key.target(), key.repetition(), Integer.parseInt(key.variant().get(SHOT)), of.values().units(),
                of.values().micros(), of.values().serverMicros(), of.values().messages());
    }

    private static Gap gap(Observation<SampleValues> of) {
        return new Gap(of.key().subject(), of.key().target(), Arrays.stream(Reason.values())
                .filter(reason -> reason.toString().equals(of.message())).findFirst().orElseThrow());
    }

    private static FailedWork failure(Observation<SampleValues> of) {
        return new FailedWork(of.key().experiment(), of.key().target(), of.message(), of.files().get(LOG));
    }
}
