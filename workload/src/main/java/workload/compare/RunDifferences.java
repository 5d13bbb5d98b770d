package workload.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.result.Environment;
import workload.result.ServerBuild;
import workload.result.TargetSettings;
import workload.study.Run;

/** What differs between two runs besides their times. */
final class RunDifferences {
    private static final String NONE = "–";
    private static final double GIB = 1L << 30;
    private static final int SHORT_HASH = 12;

    private final Run first;
    private final Run second;
    private final List<RunDifference> found = new ArrayList<>();

    private RunDifferences(Run first, Run second) {
        this.first = first;
        this.second = second;
    }

    static List<RunDifference> between(Run first, Run second) {
        RunDifferences differences = new RunDifferences(first, second);
        differences.addMachines();
        differences.addTools();
        differences.addVariables();
        CommonWork.targets(first).stream().filter(CommonWork.targets(second)::contains)
                .forEach(differences::addTarget);
        differences.addPlans();
        return List.copyOf(differences.found);
    }

    private void addMachines() {
        addMachine("operating system", Environment::os);
        addMachine("kernel", Environment::kernel);
        addMachine("CPU", Environment::cpu);
        addMachine("cores", Environment::cores);
        addMachine("memory, GiB", environment -> "%.1f".formatted(environment.memoryBytes() / GIB));
        addMachine("JDK", Environment::jdk);
        addMachine("user", Environment::user);
    }

    private void addMachine(String what, Function<Environment, Object> value) {
        add(what, run -> environments(run).stream().map(value));
    }

    private void addTools() {
        names(Environment::tools)
                .forEach(tool -> addMachine(tool, environment -> environment.tools().get(tool)));
    }

    /** Only if both runs have them: older runs didn't record any. */
    private void addVariables() {
        if (Stream.of(first, second).allMatch(run -> environments(run).stream().map(Environment::variables)
                .allMatch(Objects::nonNull))) {
            names(Environment::variables).forEach(
                    name -> addMachine("$" + name, environment -> environment.variables().get(name)));
        }
    }

    private Set<String> names(Function<Environment, Map<String, String>> values) {
        return Stream.of(first, second).flatMap(run -> environments(run).stream()).map(values)
                .flatMap(known -> known.keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private void addTarget(String target) {
        addSetting(target + ": file system", target, TargetSettings::fileSystemType);
        addSetting(target + ": mount options", target, TargetSettings::mountOptions);
        addSetting(target + ": server", target, settings -> describe(settings.build()));
        Stream.of(first, second).flatMap(run -> settings(run, target)).map(TargetSettings::negotiated)
                .flatMap(options -> options.keySet().stream()).collect(Collectors.toCollection(TreeSet::new))
                .forEach(option -> addSetting(target + ": " + option, target,
                        settings -> settings.negotiated().get(option)));
    }

    private void addSetting(String what, String target, Function<TargetSettings, Object> value) {
        add(what, run -> settings(run, target).map(value));
    }

    private void addPlans() {
        add("rounds", run -> Stream.of(run.info().repetitions()));
        add("command line", run -> Stream.of(String.join(" ", run.info().arguments())));
        add("format of the records", run -> Stream.of(run.environments().isEmpty() ? 1 : 2));
    }

    private void add(String what, Function<Run, Stream<?>> values) {
        String one = print(values.apply(first));
        String other = print(values.apply(second));
        if (!one.equals(other)) {
            found.add(new RunDifference(what, one, other));
        }
    }

    private static String print(Stream<?> values) {
        return values.map(value -> Objects.toString(value, NONE)).distinct().sorted()
                .collect(Collectors.collectingAndThen(Collectors.joining(" and "), all -> all.isEmpty() ? NONE : all));
    }

    private static Collection<Environment> environments(Run run) {
        Environment old = run.info().environment();
        return run.environments().isEmpty() && old != null ? List.of(old) : run.environments().values();
    }

    private static Stream<TargetSettings> settings(Run run, String target) {
        return run.trials().stream().filter(trial -> trial.key().target().equals(target) && trial.settings() != null)
                .map(trial -> trial.settings().withoutPid()).map(RunDifferences::withOptions).distinct();
    }

    private static TargetSettings withOptions(TargetSettings settings) {
        return settings.negotiated() != null
                ? settings
                : new TargetSettings(settings.fileSystemType(), settings.mountOptions(), Map.of(), null,
                        settings.note(), settings.build());
    }

    private static String describe(ServerBuild build) {
        return build == null
                ? null
                : Stream.of(build.version(), build.commit(), build.sha256()).filter(Objects::nonNull)
                        .map(part -> part.substring(0, Math.min(SHORT_HASH, part.length())))
                        .collect(Collectors.joining(" "));
    }
}
