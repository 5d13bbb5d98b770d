package workload.report;

import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

import tech.tablesaw.api.Table;
import workload.page.Columns;
import workload.page.Numbers;
import workload.page.Page;
import workload.study.PhaseConditions;
import workload.study.PhaseResult;
import workload.study.Trial;

/** What else the machine did while the trials' phases ran, and which phases were disturbed. */
record MachineSection(Summary summary) {
    private static final int MOST_ROWS = 50;
    private static final double PER_CENT = 100;
    private static final String EXPLANATION = "Shares of the machine's CPU time during the phases of the trials that are OK: "
            + "of processes that aren't the trial's (its own are the harness, the server, the corpus server and the builds); "
            + "of the kernel's threads, which also work for the trial; and stolen by the host. A phase is disturbed when "
            + "others had more than 5 % or more than 2 % was stolen; CPU times have steps of 10 ms, so less than 20 ms "
            + "never counts. Waits are the share of the phases' time in which at least one task waited for a resource.";

    /** A phase with its trial. */
    private record Disturbed(Trial trial, PhaseResult phase) {}

    /** Adds nothing for a run from before this was recorded. */
    void add(Page page) {
        if (!isRecorded(summary)) {
            return;
        }
        page.section("Machine during the phases").table("Shares of the machine", EXPLANATION, shares());
        List<Disturbed> disturbed = disturbed();
        if (!disturbed.isEmpty()) {
            page.subsection("Disturbed phases")
                    .text(disturbed.size() > MOST_ROWS
                            ? "The first " + MOST_ROWS + " of " + disturbed.size() + "."
                            : disturbed.size() + " in all.")
                    .table(table(disturbed.subList(0, Math.min(MOST_ROWS, disturbed.size()))));
        }
    }

    /** Whether any trial of the run has conditions. */
    static boolean isRecorded(Summary summary) {
        return summary.data().trials().stream().flatMap(trial -> trial.phases().stream())
                .anyMatch(phase -> phase.conditions() != null);
    }

    /** Whether any phase of a trial was disturbed. */
    static boolean isDisturbed(Trial trial) {
        return trial.phases().stream().anyMatch(MachineSection::isDisturbed);
    }

    static boolean isDisturbed(PhaseResult phase) {
        return phase.conditions() != null && phase.conditions().disturbed();
    }

    private Table shares() {
        return summary.columns(summary.cells())
                .count("disturbed trials", cell -> good(cell).stream().filter(MachineSection::isDisturbed).count())
                .tenths("others, %", cell -> cpuShare(cell, PhaseConditions::othersCpuNanos))
                .tenths("kernel threads, %", cell -> cpuShare(cell, PhaseConditions::kernelCpuNanos))
                .tenths("stolen, %", cell -> cpuShare(cell, PhaseConditions::stolenNanos))
                .tenths("waits for CPU, %", cell -> waits(cell, "cpu")).ifAny()
                .tenths("waits for I/O, %", cell -> waits(cell, "io")).ifAny()
                .tenths("waits for memory, %", cell -> waits(cell, "memory")).ifAny()
                .measure("written back, MiB a trial", this::writtenBack).table();
    }

    private List<Trial> good(Summary.Cell cell) {
        return summary.good(cell.project(), cell.arm());
    }

    private List<PhaseConditions> conditions(Summary.Cell cell) {
        return good(cell).stream().flatMap(trial -> trial.phases().stream()).map(PhaseResult::conditions)
                .filter(Objects::nonNull).toList();
    }

    /** Null if no time passed: it is printed as missing. */
    private Double cpuShare(Summary.Cell cell, ToLongFunction<PhaseConditions> part) {
        return share(conditions(cell), part, PhaseConditions::machineNanos);
    }

    private Double waits(Summary.Cell cell, String resource) {
        List<PhaseConditions> counted = conditions(cell).stream()
                .filter(conditions -> conditions.pressureNanos().containsKey(resource)).toList();
        return share(counted, conditions -> conditions.pressureNanos().get(resource), PhaseConditions::wallNanos);
    }

    private static Double share(List<PhaseConditions> all, ToLongFunction<PhaseConditions> part,
            ToLongFunction<PhaseConditions> whole) {
        double time = all.stream().mapToLong(whole).sum();
        return time == 0 ? null : Double.valueOf(PER_CENT * all.stream().mapToLong(part).sum() / time);
    }

    private Double writtenBack(Summary.Cell cell) {
        long trials = good(cell).size();
        return trials == 0
                ? null
                : Double.valueOf(conditions(cell).stream().mapToLong(PhaseConditions::writtenBackBytes).sum()
                        / Numbers.MIB / trials);
    }

    private List<Disturbed> disturbed() {
        return summary.data().trials().stream()
                .flatMap(trial -> trial.phases().stream().filter(MachineSection::isDisturbed)
                        .map(phase -> new Disturbed(trial, phase)))
                .toList();
    }

    private Table table(List<Disturbed> rows) {
        return new Columns<>(rows).text("project", row -> row.trial().key().project())
                .text("target", row -> summary.label(row.trial()))
                .count("repetition", row -> row.trial().key().repetition())
                .text("phase", row -> row.phase().name().label())
                .tenths("others, %", row -> cpuShare(row, PhaseConditions::othersCpuNanos))
                .tenths("stolen, %", row -> cpuShare(row, PhaseConditions::stolenNanos)).table();
    }

    private static Double cpuShare(Disturbed row, ToLongFunction<PhaseConditions> part) {
        return share(List.of(row.phase().conditions()), part, PhaseConditions::machineNanos);
    }
}
