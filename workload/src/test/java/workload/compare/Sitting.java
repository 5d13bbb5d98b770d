package workload.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.TreeMap;

import workload.result.CorpusInfo;
import workload.result.Environment;
import workload.result.ServerBuild;
import workload.result.TargetSettings;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.RunInfo;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.study.Trials;

/** A run made up for the tests: builds of 10 s on tmpfs, of a multiple of that elsewhere. */
public final class Sitting {
    /** In each round the same scatter of about 1 %. */
    private static final double[] SCATTER = {0, 0.01, -0.01, 0.005, -0.005, 0.008, -0.008, 0.002, -0.002, 0};

    private final String id;
    private final List<Trial> trials = new ArrayList<>();
    private final List<CorpusInfo> corpora = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>(List.of("redis"));
    private double machine = 1;
    private double scatter = 1;
    private double clone = 1;
    private String engine = "jgit";
    private String jobs = "2";
    private String kernel = "6.1";
    private String resumedOn;
    private Map<String, String> steps;
    private String until;
    private Map<String, String> tools = Map.of("gcc", "12");
    private Map<String, String> variables;
    private ServerBuild build = new ServerBuild("1.0", "c1", "aa");
    private int missing;
    private boolean torn;
    private final Map<String, String> labels = new TreeMap<>();

    public Sitting(String id) {
        this.id = id;
    }

    /** 10 rounds of redis on tmpfs and on memfs, where a build takes the given multiple of the time. */
    public static Sitting of(String id, double factor) {
        return new Sitting(id).corpus("redis", "c0ffee").rounds("redis", "tmpfs", 10, 1)
                .rounds("redis", "memfs", 10, factor);
    }

    Sitting corpus(String project, String commit) {
        corpora.add(new CorpusInfo(project, "mirror", "/m", "7.0", commit, "tree", 1, 2, 3, 4, 5));
        return this;
    }

    /** The settings below apply to the rounds that are added afterwards. */
    Sitting rounds(String project, String target, int count, double factor) {
        for (int round = 1; round <= count; round++) {
            boolean reference = target.startsWith("tmpfs");
            double seconds = 10 * machine * factor * (1 + (reference ? 0 : scatter * SCATTER[(round - 1) % 10]));
            trials.add(Trials.ok(key(project, target, round), reference ? seconds : seconds * clone, seconds,
                    settings(target)));
        }
        return this;
    }

    Sitting failed(String project, String target, int count) {
        for (int round = 1; round <= count; round++) {
            trials.add(Trials.failed(key(project, target, round), "make ended with status 2."));
        }
        return this;
    }

    private TrialKey key(String project, String target, int round) {
        return new TrialKey(project, target, new TreeMap<>(Map.of("clone", engine, "jobs", jobs)), round);
    }

    private TargetSettings settings(String target) {
        if (labels.containsKey(target)) {
            return new TargetSettings("any", "rw", Map.of("target", labels.get(target)), null, null);
        }
        return target.equals("tmpfs")
                ? new TargetSettings("tmpfs", "rw", Map.of(), null, null)
                : new TargetSettings("fuse.memfs", "rw", Map.of("max_write", 4096), 7L, null, build);
    }

    /** The target that a label stands for. */
    Sitting label(String label, String target) {
        labels.put(label, target);
        return this;
    }

    /** As on a machine where everything takes the given multiple of the time. */
    Sitting machine(double slowness) {
        machine = slowness;
        return this;
    }

    Sitting scatter(double times) {
        scatter = times;
        return this;
    }

    /** A clone elsewhere than on tmpfs takes that many times as long as the build. */
    Sitting clone(double factor) {
        clone = factor;
        return this;
    }

    Sitting engine(String name) {
        engine = name;
        return this;
    }

    Sitting jobs(int count) {
        jobs = Integer.toString(count);
        return this;
    }

    Sitting kernel(String release) {
        kernel = release;
        return this;
    }

    Sitting tools(Map<String, String> versions) {
        tools = versions;
        return this;
    }

    Sitting variables(Map<String, String> values) {
        variables = values;
        return this;
    }

    Sitting build(ServerBuild of) {
        build = of;
        return this;
    }

    Sitting until(String width) {
        until = width;
        return this;
    }

    Sitting arguments(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** As after a kill: so many trials less than planned, and a torn line. */
    Sitting interrupted(int less) {
        missing = less;
        torn = true;
        return this;
    }

    /** The hash of the steps by which its projects were built. */
    Sitting builtBy(String hash) {
        steps = corpora.stream().collect(Collectors.toMap(CorpusInfo::project, _ -> hash));
        return this;
    }

    /** As after a resumption on another kernel. */
    Sitting resumedOn(String release) {
        resumedOn = release;
        return this;
    }

    Run run() {
        Map<String, Environment> environments = resumedOn == null
                ? Map.of("e1", environment(kernel))
                : Map.of("e1", environment(kernel), "e2", environment(resumedOn));
        return new Run(info(), environments, trials, trials, torn);
    }

    private Environment environment(String release) {
        return new Environment("Debian", release, "cpu", 2, 1L << 30, "25", tools, "me", 0.1, true, variables);
    }

    private RunInfo info() {
        List<String> projects = trials.stream().map(trial -> trial.key().project()).distinct().toList();
        List<String> targets = trials.stream().map(trial -> trial.key().target()).distinct().toList();
        return new RunInfo(id, Instant.EPOCH, arguments, 7, 10, projects, targets, List.of(engine),
                List.of(Integer.valueOf(jobs)), trials.size() + missing, environment(kernel), corpora, until, steps);
    }

    /** In a folder, as a study leaves it. */
    public Path write(Path results) throws IOException {
        ResultStore store = ResultStore.create(results.resolve(id), info());
        for (Trial trial : trials) {
            store.save(trial);
        }
        return store.directory();
    }
}
