package workload.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.result.Environment;
import workload.result.ServerBuild;
import workload.study.Trial;

/** Where each trial ran, in a run that was resumed elsewhere (--mixed); empty for any other run. */
final class Machines {
    private static final int SHORT = 8;
    private final SortedMap<String, Environment> machines = new TreeMap<>();
    private final Map<String, Environment> environments;
    private final boolean hasSeveralBuilds;

    Machines(RunData data) {
        environments = data.environments();
        data.trials().stream().map(Trial::environment).filter(id -> id != null && environments.containsKey(id))
                .distinct().sorted()
                .forEach(id -> {
                    if (machineOf(environments.get(id)).isEmpty()) {
                        machines.put(id, environments.get(id));
                    }
                });
        hasSeveralBuilds = data.trials().stream().map(Machines::build).flatMap(Optional::stream).distinct().count() > 1;
    }

    /** The known machine that this one differs from only in its programs. */
    private Optional<String> machineOf(Environment one) {
        return machines.entrySet().stream().filter(known -> one.differences(known.getValue()).isEmpty())
                .map(Map.Entry::getKey).findFirst();
    }

    private static Optional<String> build(Trial trial) {
        return Optional.ofNullable(trial.settings() == null ? null : trial.settings().build())
                .map(ServerBuild::sha256).map(hash -> hash.substring(0, SHORT));
    }

    /** The ids of the machines, and of the builds of MemFS, that some trials ran on. */
    Optional<String> of(List<Trial> trials) {
        List<String> places = trials.stream().map(this::place).filter(place -> !place.isEmpty()).distinct().toList();
        return Optional.of(String.join(", ", places)).filter(text -> !text.isEmpty());
    }

    private String place(Trial trial) {
        Environment own = trial.environment() == null ? null : environments.get(trial.environment());
        Optional<String> machine = own == null || machines.size() < 2 ? Optional.empty() : machineOf(own);
        Optional<String> build = hasSeveralBuilds ? build(trial).map(hash -> "build " + hash) : Optional.empty();
        return Stream.of(machine, build).flatMap(Optional::stream).collect(Collectors.joining(" "));
    }

    /** How each further machine differs from the first, by its id. */
    Map<String, String> differences() {
        Map<String, String> differences = new LinkedHashMap<>();
        machines.forEach((id, one) -> differences.put(id,
                String.join(", ", one.differences(machines.firstEntry().getValue()))));
        differences.values().removeIf(String::isEmpty);
        return differences;
    }

    boolean isMixed() {
        return machines.size() > 1 || hasSeveralBuilds;
    }
}
