package workload.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tech.tablesaw.api.Table;
import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.pairs.StudyArm;
import workload.result.CorpusInfo;
import workload.result.Count;
import workload.result.Environment;
import workload.study.RunInfo;
import workload.result.ServerBuild;
import workload.result.TargetSettings;
import workload.study.Trial;

/** Under which conditions the numbers hold: what was cloned, the run, the machine, and each target as it really was mounted. */
record ConditionsSection(Summary summary) {
    /** Settings that say how a custom target is made. */
    private static final List<String> ORIGINS = List.of("command", "path");

    void add(Page page) {
        RunInfo info = summary.data().info();
        page.section("Projects")
                .table("Sizes", new Columns<>(info.corpora()).text("project", CorpusInfo::project)
                        .measure("MB", corpus -> corpus.treeBytes() / 1e6).count("files", CorpusInfo::files)
                        .count("lines of code", CorpusInfo::linesOfCode).table())
                .text("Bytes and files of the pinned tree; lines in its C, C++, header, assembler, yacc and lex files.")
                .table("Origins", origins(info.corpora()));
        page.section("Environment").table("Run and machine", run(info)).table("Targets as mounted", targets());
    }

    private static Table origins(List<CorpusInfo> corpora) {
        return new Columns<>(corpora).text("project", CorpusInfo::project).text("origin", CorpusInfo::origin)
                .text("source", CorpusInfo::source).text("ref", CorpusInfo::ref)
                .text("commit", corpus -> TreeTable.shorten(corpus.commit()))
                .text("tree hash", corpus -> TreeTable.shorten(corpus.tree())).count("commits", CorpusInfo::commits)
                .measure("packs, MiB", corpus -> corpus.bytes() / Numbers.MIB).table();
    }

    private Table run(RunInfo info) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("run", info.id());
        rows.put("started", String.valueOf(info.started()));
        rows.put("command line", String.join(" ", info.arguments()));
        rows.put("seed of the order", String.valueOf(info.seed()));
        rows.put("repetitions", String.valueOf(info.repetitions()));
        rows.put("clone engines", String.join(", ", info.cloneEngines()));
        rows.put("build jobs", info.jobs().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        addMachine(info.environment(), rows);
        addQuiet(info.environment(), rows);
        new Machines(summary.data()).differences()
                .forEach((id, what) -> rows.put("trials that ran on " + id, "differ by " + what));
        return new Columns<>(rows.entrySet()).text("what", Map.Entry::getKey).text("value", Map.Entry::getValue)
                .table();
    }

    private static void addMachine(Environment machine, Map<String, String> rows) {
        rows.put("operating system", machine.os());
        rows.put("kernel", machine.kernel());
        rows.put("CPU", machine.cpu() + ", " + Count.of(machine.cores(), "core"));
        rows.put("memory", Numbers.mib(machine.memoryBytes()) + " MiB");
        rows.put("JDK", machine.jdk());
        new TreeMap<>(machine.tools()).forEach(rows::put);
        if (machine.variables() != null) {
            rows.put("variables that programs see", new TreeMap<>(machine.variables()).entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue()).collect(Collectors.joining(" ")));
        }
        rows.put("user", machine.user());
        rows.put("load at the start", Numbers.significant(machine.loadAverage()));
    }

    /** Of runs from before each phase's conditions were recorded only the load at the start is known. */
    private void addQuiet(Environment machine, Map<String, String> rows) {
        List<Trial> trials = summary.data().trials();
        if (MachineSection.isRecorded(summary)) {
            rows.put("disturbed trials", trials.stream().filter(MachineSection::isDisturbed).count() + " of "
                    + trials.size());
        } else {
            rows.merge("load at the start", machine.quiet() ? "(quiet machine)" : "(busy machine)",
                    (load, word) -> load + " " + word);
        }
    }

    private record Mounted(StudyArm arm, TargetSettings settings) {}

    /** One row for each way in which a target was mounted; more than one means that its trials were not alike. */
    private Table targets() {
        List<Mounted> mounted = summary.arms().stream()
                .flatMap(arm -> summary.data().trials().stream().filter(arm::holds).map(Trial::settings)
                        .filter(Objects::nonNull)
                        .map(TargetSettings::withoutPid)
                        .distinct().map(settings -> new Mounted(arm, settings)))
                .toList();
        return new Columns<>(mounted).text("target", row -> row.arm().label())
                .text("file system", row -> row.settings().fileSystemType())
                .text("mount options", row -> row.settings().mountOptions())
                .text("command or path", row -> origin(row.settings().negotiated())).ifAny()
                .text("as negotiated by the server", row -> print(row.settings().negotiated()))
                .text("build", row -> print(row.settings().build())).ifAny().table();
    }

    /** Where a custom target comes from. */
    private static Object origin(Map<String, Object> settings) {
        return settings == null
                ? null
                : ORIGINS.stream().map(settings::get).filter(Objects::nonNull).findFirst();
    }

    private static String print(ServerBuild build) {
        return build == null
                ? null
                : build.version() + (build.commit() == null ? "" : ", commit " + TreeTable.shorten(build.commit()))
                        + ", jar " + TreeTable.shorten(build.sha256());
    }

    private static String print(Map<String, Object> settings) {
        String all = settings == null
                ? ""
                : new TreeMap<>(settings).entrySet().stream().filter(e -> !ORIGINS.contains(e.getKey()))
                        .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
        return all.isEmpty() ? Numbers.NONE : all;
    }
}
