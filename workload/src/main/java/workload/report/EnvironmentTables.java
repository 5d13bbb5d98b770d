package workload.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.Environment;
import workload.result.RunInfo;
import workload.result.TargetSettings;
import workload.result.Trial;

/** Under which conditions the numbers hold: the run, the machine, and each target as it really was mounted. */
final class EnvironmentTables {
    /** Settings that tell how a target of the user's own is made. */
    private static final List<String> ORIGINS = List.of("command", "path");

    private EnvironmentTables() {}

    static Table run(RunInfo info) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("run", info.id());
        rows.put("started", String.valueOf(info.started()));
        rows.put("command line", String.join(" ", info.arguments()));
        rows.put("seed of the order", String.valueOf(info.seed()));
        rows.put("repetitions", String.valueOf(info.repetitions()));
        rows.put("clone engines", String.join(", ", info.cloneEngines()));
        rows.put("build jobs", info.jobs().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        addMachine(info.environment(), rows);
        return pairs(rows);
    }

    private static void addMachine(Environment machine, Map<String, String> rows) {
        rows.put("operating system", machine.os());
        rows.put("kernel", machine.kernel());
        rows.put("CPU", machine.cpu() + ", " + machine.cores() + " cores");
        rows.put("memory", Numbers.mib(machine.memoryBytes()) + " MiB");
        rows.put("JDK", machine.jdk());
        new TreeMap<>(machine.tools()).forEach(rows::put);
        rows.put("user", machine.user());
        rows.put("load at the start", Numbers.significant(machine.loadAverage())
                + (machine.quiet() ? " (quiet machine)" : " (busy machine)"));
    }

    private static Table pairs(Map<String, String> rows) {
        StringColumn what = Columns.text("what");
        StringColumn value = Columns.text("value");
        rows.forEach((key, text) -> {
            what.append(key);
            value.append(Objects.requireNonNullElse(text, Numbers.NONE));
        });
        return Table.create(what, value);
    }

    /** One row for each way in which a target was mounted; more than one means that its trials were not alike. */
    static Table targets(Summary summary) {
        StringColumn target = Columns.text("target");
        StringColumn type = Columns.text("file system");
        StringColumn options = Columns.text("mount options");
        StringColumn origin = Columns.text("command or path");
        StringColumn negotiated = Columns.text("as negotiated by the server");
        for (Arm arm : summary.arms()) {
            for (TargetSettings settings : settings(summary.data().trials(), arm)) {
                target.append(arm.label());
                type.append(settings.fileSystemType());
                options.append(Objects.requireNonNullElse(settings.mountOptions(), Numbers.NONE));
                origin.append(origin(settings.negotiated()));
                negotiated.append(print(settings.negotiated()));
            }
        }
        return origin.countUnique() == 1 && Numbers.NONE.equals(origin.get(0))
                ? Table.create(target, type, options, negotiated)
                : Table.create(target, type, options, origin, negotiated);
    }

    /** Where a target of the user's own comes from. */
    private static String origin(Map<String, Object> settings) {
        return settings == null
                ? Numbers.NONE
                : ORIGINS.stream().map(settings::get).filter(Objects::nonNull).map(String::valueOf).findFirst()
                        .orElse(Numbers.NONE);
    }

    private static List<TargetSettings> settings(List<Trial> trials, Arm arm) {
        return trials.stream().filter(arm::holds).map(Trial::settings).filter(Objects::nonNull)
                .map(s -> new TargetSettings(s.fileSystemType(), s.mountOptions(), s.negotiated(), null, null))
                .distinct().toList();
    }

    private static String print(Map<String, Object> settings) {
        String all = settings == null
                ? ""
                : new TreeMap<>(settings).entrySet().stream().filter(e -> !ORIGINS.contains(e.getKey()))
                        .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
        return all.isEmpty() ? Numbers.NONE : all;
    }
}
