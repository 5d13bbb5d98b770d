package workload.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import workload.pairs.JudgedPair;
import workload.study.PhaseName;

/** What to say at the end of a run: its finding, and a small table of ratios. */
record RunSummary(RunComparisons comparisons) {
    private static final List<PhaseName> PHASES = List.of(PhaseName.BUILD, PhaseName.CLONE);

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(new Finding(comparisons).sentences());
        List<List<String>> rows = new ArrayList<>();
        for (PhaseName phase : PHASES) {
            comparisons.first(phase).forEach(judged -> rows.add(List.of(judged.pair().project(), phase.label(),
                    judged.pair().arm().label() + " / " + judged.against(), RatioSection.brief(judged),
                    comparisons.isJudged(phase) ? judged.judgement().sentence() : "")));
        }
        if (!rows.isEmpty()) {
            lines.add("");
            rows.addFirst(List.of("project", "phase", "targets", "times as long", "verdict"));
            lines.addAll(aligned(rows));
        }
        return lines;
    }

    private static List<String> aligned(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
                line.append("  ").append(row.get(column)).append(" ".repeat(width - row.get(column).length()));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
