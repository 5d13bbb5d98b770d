package workload.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import tools.jackson.databind.json.JsonMapper;
import workload.study.CacheSize;
import workload.result.CorpusInfo;
import workload.result.Environment;
import workload.result.Outcome;
import workload.study.PhaseConditions;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.ResultStore;
import workload.study.RunInfo;
import workload.result.TargetSettings;
import workload.study.TreeSize;
import workload.study.Trial;
import workload.study.TrialKey;

/** A run folder made up for the tests: every number in it is chosen so that a summary of it can be told by hand. */
final class SyntheticRun {
    static final String NASTY = "make: *** [x] Error 2 <script>alert(\"1\")</script> & | `rm`\n\u001b[31mred";
    static final List<String> TARGETS = List.of("disk", "tmpfs", "memfs-jnr");
    static final List<String> MANY_TARGETS = List.of("disk", "tmpfs", "memfs", "memfs-jnr", "bindfs", "fuse-overlayfs",
            "gocryptfs", "mergerfs", "xfs", "btrfs");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long MIB = 1 << 20;
    private static final long AFTER_REMOVE_MILLIS = 3_000;
    private static final double[] CLONE_SECONDS = {4, 2, 6};

    private final Path folder;
    private final List<Trial> trials = new ArrayList<>();
    private int repetitions = 3;
    private boolean quiet = true;
    private int jobs = 2;
    private String until;
    private final List<String> arguments = new ArrayList<>(List.of("--repetitions", "3", "redis", "nginx"));

    SyntheticRun(Path folder) throws IOException {
        this.folder = folder;
        for (String child : List.of("samples", "ops", "logs")) {
            Files.createDirectories(folder.resolve(child));
        }
    }

    /** 2 projects × 3 targets × 3 repetitions; nginx never builds on the MemFS, redis once not. */
    static SyntheticRun whole(Path folder) throws IOException {
        SyntheticRun run = new SyntheticRun(folder);
        for (String project : List.of("redis", "nginx")) {
            for (String target : TARGETS) {
                for (int repetition = 1; repetition <= 3; repetition++) {
                    run.add(project, target, repetition);
                }
            }
        }
        return run;
    }

    /** As many rounds as there are ratios: each target takes so many times as long as the disk did in the same round. */
    static SyntheticRun rounds(Path folder, String target, double... ratios) throws IOException {
        SyntheticRun run = new SyntheticRun(folder).repetitions(ratios.length);
        for (int round = 1; round <= ratios.length; round++) {
            double disk = 2 * round;
            run.addGood("redis", "disk", round, disk).addGood("redis", target, round, disk * ratios[round - 1]);
        }
        return run;
    }

    /** Of the trials that are added from now on. */
    SyntheticRun jobs(int count) {
        jobs = count;
        return this;
    }

    /** Before the others. */
    SyntheticRun arguments(String... first) {
        arguments.addAll(0, List.of(first));
        return this;
    }

    SyntheticRun until(String rule) {
        until = rule;
        return this;
    }

    SyntheticRun repetitions(int count) {
        repetitions = count;
        return this;
    }

    /** As on a machine whose caches the user may not drop. */
    SyntheticRun withoutColdWalks() {
        trials.replaceAll(t -> new Trial(t.key(), t.outcome(), t.message(), t.started(), t.finished(), t.treeHash(),
                t.phases().stream().filter(p -> !p.name().label().endsWith("cold")).toList(), t.settings(),
                t.rssAtMountBytes(), t.peakRssBytes(), t.samplesFile(), t.opsFile(), t.logFile(), t.manifestFile(),
                t.check(), null));
        return this;
    }

    /** As before the page cache, the machine and the server's own figures were recorded. */
    SyntheticRun old() throws IOException {
        trials.replaceAll(t -> new Trial(t.key(), t.outcome(), t.message(), t.started(), t.finished(), t.treeHash(),
                t.phases().stream().map(p -> new PhaseResult(p.name(), p.nanos(), p.startedAtNanos(), p.tree(),
                        p.serverCpuNanos(), p.corpusCpuNanos(), null, p.messages(), null)).toList(),
                t.settings(), t.rssAtMountBytes(), t.peakRssBytes(), t.samplesFile(), t.opsFile(), t.logFile(),
                t.manifestFile(), t.check(), null));
        for (Trial trial : trials) {
            if (trial.samplesFile() != null) {
                Path file = folder.resolve(trial.samplesFile());
                Files.write(file, Files.readAllLines(file).stream()
                        .filter(line -> !line.contains("after-remove"))
                        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 7))).toList());
            }
        }
        return this;
    }

    /** As on a machine with other conditions in one phase of all trials. */
    SyntheticRun conditions(PhaseName name, UnaryOperator<PhaseConditions> other) {
        trials.replaceAll(t -> new Trial(t.key(), t.outcome(), t.message(), t.started(), t.finished(), t.treeHash(),
                t.phases().stream()
                        .map(p -> new PhaseResult(p.name(), p.nanos(), p.startedAtNanos(), p.tree(), p.serverCpuNanos(),
                                p.corpusCpuNanos(), p.cache(), p.messages(),
                                p.name() == name ? other.apply(p.conditions()) : p.conditions()))
                        .toList(),
                t.settings(), t.rssAtMountBytes(), t.peakRssBytes(), t.samplesFile(), t.opsFile(), t.logFile(),
                t.manifestFile(), t.check(), null));
        return this;
    }

    SyntheticRun busy() {
        quiet = false;
        return this;
    }

    private void add(String project, String target, int repetition) throws IOException {
        boolean memfs = target.startsWith("memfs");
        if (memfs && project.equals("nginx")) {
            addFailed(project, target, repetition, Outcome.BUILD_FAILED, NASTY);
        } else if (memfs && repetition == 3) {
            addFailed(project, target, repetition, Outcome.TIMEOUT, "The build took longer than 600 s.");
        } else {
            addGood(project, target, repetition);
        }
    }

    SyntheticRun addFailed(String project, String target, int repetition, Outcome outcome, String message) {
        trials.add(new Trial(key(project, target, repetition), outcome, message, Instant.EPOCH, Instant.EPOCH, null,
                List.of(), settings(target), null, null, null, null, log(project, target, repetition), null, null,
                null));
        return this;
    }

    /** A clone takes 4, 2 and 6 s on the disk, half of it on tmpfs, 1.5 times as long on the MemFS; a build 5 times that. */
    SyntheticRun addGood(String project, String target, int repetition) throws IOException {
        double factor = target.startsWith("memfs") ? 1.5 : target.equals("tmpfs") ? 0.5 : 1;
        return addGood(project, target, repetition,
                CLONE_SECONDS[repetition - 1] * factor * (project.equals("redis") ? 1 : 2));
    }

    /** A build takes 5 times as long as the clone. */
    SyntheticRun addGood(String project, String target, int repetition, double clone) throws IOException {
        boolean memfs = target.startsWith("memfs");
        List<PhaseResult> phases = phases(clone, memfs ? 300 : 0, target.equals("memfs"));
        String name = project + "-" + target + "-" + repetition;
        boolean sampled = !target.startsWith("disk");
        if (sampled) {
            writeSamples("samples/" + name + ".csv", phases, memfs);
        }
        if (memfs) {
            Files.writeString(folder.resolve("ops/" + name + ".json"), OPERATIONS);
        }
        trials.add(new Trial(key(project, target, repetition), Outcome.OK, null, Instant.EPOCH, Instant.EPOCH,
                "tree-" + project, phases, settings(target), memfs ? 50 * MIB : null, memfs ? 171 * MIB : null,
                sampled ? "samples/" + name + ".csv" : null, memfs ? "ops/" + name + ".json" : null,
                log(project, target, repetition), null, null, null));
        return this;
    }

    /** What became of the trial that was added last. */
    SyntheticRun judged(UnaryOperator<Trial> judgement) {
        trials.add(judgement.apply(trials.removeLast()));
        return this;
    }

    private TrialKey key(String project, String target, int repetition) {
        return key(project, target, jobs, repetition);
    }

    static TrialKey key(String project, String target, int jobs, int repetition) {
        SortedMap<String, String> variant = new TreeMap<>(Map.of("clone", "jgit", "jobs", Integer.toString(jobs)));
        return new TrialKey(project, target, variant, repetition);
    }

    private static String log(String project, String target, int repetition) {
        return "logs/" + project + "-" + target + "-" + repetition + ".log";
    }

    /** A server that counts uses a tenth of the time, and is sent 5 messages for each millisecond. */
    private static List<PhaseResult> phases(double clone, long moreBytesAfterBuild, boolean counted) {
        TreeSize cloned = new TreeSize(657, 76, 2, 80 * MIB, 81 * MIB);
        TreeSize built = new TreeSize(782, 76, 2, 100 * MIB + moreBytesAfterBuild, 101 * MIB);
        TreeSize gone = new TreeSize(0, 0, 0, 0, 0);
        List<PhaseResult> phases = new ArrayList<>();
        double at = 0.5;
        for (PhaseName name : PhaseName.values()) {
            double seconds = switch (name) {
                case CLONE -> clone;
                case BUILD -> 5 * clone;
                case REMOVE -> clone / 10;
                default -> clone / 500;
            };
            TreeSize tree = name == PhaseName.REMOVE ? gone : name.compareTo(PhaseName.BUILD) < 0 ? cloned : built;
            long nanos = Math.round(seconds * 1e9);
            Map<String, Long> messages = Map.of("LOOKUP", nanos / 1_000_000 * 3, "WRITE", nanos / 1_000_000 * 2);
            phases.add(new PhaseResult(name, nanos, Math.round(at * 1e9), tree, counted ? nanos / 10 : null, null,
                    name == PhaseName.BUILD ? new CacheSize(60 * MIB, 10 * MIB) : null,
                    counted ? messages : null, conditions(nanos, tree)));
            at += seconds + 0.2;
        }
        return phases;
    }

    /** Of a machine of two cores where others take 1 %, the kernel's threads 5 %, and 7 inodes stay in memory. */
    private static PhaseConditions conditions(long nanos, TreeSize tree) {
        long inodes = tree.files() + tree.directories() + tree.symlinks();
        return new PhaseConditions(1, nanos, 2, nanos / 50, nanos / 10, 0, Map.of("cpu", nanos / 2, "io", nanos / 4),
                30 * MIB, inodes - 7, false);
    }

    /** Grows to 80 MiB in the clone and to 120 MiB in the build, above 50 MiB of a server, and is given back at the end. */
    private void writeSamples(String file, List<PhaseResult> phases, boolean server) throws IOException {
        StringBuilder csv = new StringBuilder("elapsed_ms,phase,rss,rss_anon,rss_file,rss_shmem,fs_used,"
                + "machine_cached,machine_shmem,machine_dirty,machine_slab,heap_used,heap_committed,off_heap_live,"
                + "off_heap_reserved\n");
        PhaseResult last = phases.getLast();
        long end = (last.startedAtNanos() + last.nanos()) / 1_000_000;
        for (long ms = 0; ms <= end + AFTER_REMOVE_MILLIS; ms += 100) {
            long held = held(ms, phases);
            String phase = ms > end ? "after-remove" : "";
            String machine = (1000 * MIB + held) + ",0,0," + 100 * MIB;
            csv.append(server
                    ? "%d,%s,%d,%d,%d,0,0,%s,%s\n".formatted(ms, phase, held + 50 * MIB, held + 30 * MIB, 20 * MIB,
                            machine, ms % 1000 == 0 ? told(held, ms > end) : ",,,")
                    : "%d,%s,0,0,0,0,%d,%s,,,,\n".formatted(ms, phase, held, machine));
        }
        Files.writeString(folder.resolve(file), csv);
    }

    private static String told(long held, boolean removed) {
        return 8 * MIB + "," + 12 * MIB + "," + (removed ? 0 : held) + "," + held;
    }

    private static long held(long ms, List<PhaseResult> phases) {
        double clone = share(ms, phases.getFirst());
        double build = share(ms, phases.get(PhaseName.BUILD.ordinal()));
        double removed = share(ms, phases.getLast());
        return Math.round((80 * clone + 40 * build - 115 * removed) * MIB);
    }

    private static double share(long ms, PhaseResult phase) {
        return Math.clamp((ms * 1e6 - phase.startedAtNanos()) / phase.nanos(), 0, 1);
    }

    private static TargetSettings settings(String target) {
        return switch (target) {
            case "disk" -> new TargetSettings("ext4", "rw,relatime", Map.of(), null, null);
            case "tmpfs" -> new TargetSettings("tmpfs", "rw,size=4g", Map.of(), null, null);
            case "bindfs" ->
                new TargetSettings("fuse.bindfs", "rw", Map.of("command", "bindfs -f /backing {mount}"), null,
                        null);
            default -> new TargetSettings("fuse.memfs", "rw,nosuid", Map.of("max_write", 131072, "big_writes", true),
                    4711L, null);
        };
    }

    private List<Integer> jobsOfTrials() {
        return trials.isEmpty()
                ? List.of(jobs)
                : trials.stream().map(t -> Integer.valueOf(t.key().variant().get("jobs"))).distinct().sorted().toList();
    }

    /** Writes the run as a study does. */
    Path write() throws IOException {
        List<String> projects = trials.stream().map(t -> t.key().project()).distinct().toList();
        List<String> names = projects.isEmpty() ? List.of("redis", "nginx") : projects;
        List<String> targets = trials.isEmpty()
                ? TARGETS
                : trials.stream().map(t -> t.key().target()).distinct().toList();
        Environment machine = new Environment("Debian GNU/Linux 12", "6.18.5", "AMD EPYC <7B13>", 2, 8192 * MIB,
                "25.0.1",
                Map.of("git", "2.39.5", "gcc", "12.2.0"), "root", quiet ? 0.1 : 3.25, quiet);
        List<CorpusInfo> corpora = names.stream().map(p -> new CorpusInfo(p, "mirror", "/mirror/" + p + ".git", "7.2",
                "0123456789abcdef0123456789abcdef01234567", "tree-" + p, 12345, 90 * MIB, 654_321, 657, 79_727_295))
                .toList();
        RunInfo info = new RunInfo("20260102T030405Z", Instant.parse("2026-01-02T03:04:05Z"),
                List.copyOf(arguments), 42, repetitions, names, targets, List.of("jgit"),
                jobsOfTrials(),
                names.size() * targets.size() * repetitions, machine, corpora, until, null);
        ResultStore store = ResultStore.create(folder, info);
        for (Trial trial : trials) {
            store.save(trial);
        }
        return folder;
    }

    private static final String OPERATIONS = """
            {"transport": "jnr", "uptimeMillis": 1000, "operations": {
              "lookup": {"count": 90000, "errors": 1200, "bytes": 0,
                "latencyNanos": {"min": 900, "p50": 2500, "p90": 4000, "p99": 12345, "max": 99999, "mean": 3000}},
              "write": {"count": 76563, "errors": 0, "bytes": 104857600,
                "latencyNanos": {"min": 900, "p50": 8000, "p90": 9000, "p99": 40000, "max": 99999, "mean": 9000}},
              "fallocate": {"count": 0, "errors": 0, "bytes": 0, "latencyNanos": {}}},
             "readSizes": {"4096": 10, "131072": 7}, "writeSizes": {"4107": 5, "8192": 6, "100": 3},
             "store": {"inodes": 1, "liveBytes": 0, "reservedBytes": 0}}
            """;
}
