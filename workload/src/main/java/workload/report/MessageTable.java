package workload.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.result.PhaseName;
import workload.result.PhaseResult;
import workload.result.Trial;

/** What a server was sent in each phase of one trial, by the kernel's names of the opcodes, the commonest first. */
final class MessageTable {
    private MessageTable() {}

    /** Without rows where nobody counted. */
    static Table of(Trial trial) {
        List<PhaseResult> counted = trial.phases().stream().filter(phase -> phase.messages() != null).toList();
        StringColumn opcode = Columns.text("message");
        Map<PhaseName, DoubleColumn> counts = new EnumMap<>(PhaseName.class);
        counted.forEach(phase -> counts.put(phase.name(), Columns.count(phase.name().label())));
        byCount(counted).forEach(name -> {
            opcode.append(name);
            counted.forEach(phase -> counts.get(phase.name()).append(phase.messages().getOrDefault(name, 0L)));
        });
        return Table.create(opcode).addColumns(counts.values().toArray(DoubleColumn[]::new));
    }

    private static Stream<String> byCount(List<PhaseResult> phases) {
        Map<String, Long> totals = new TreeMap<>();
        phases.forEach(phase -> phase.messages().forEach((name, count) -> totals.merge(name, count, Long::sum)));
        return totals.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey);
    }
}
