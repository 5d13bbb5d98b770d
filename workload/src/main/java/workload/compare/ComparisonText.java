package workload.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import workload.stats.PairedRatio;
import workload.study.RunInfo;

/** A comparison for people: for a terminal, or as Markdown. The sentence comes first. */
public final class ComparisonText {
    private static final List<String> COLUMNS = List.of("project", "target", "phase", "rounds", "first", "second",
            "second/first", "interval", "verdict");
    private static final String NONE = "–";
    private static final String GAP = "  ";

    private final Comparison comparison;

    public ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    /** For a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder(ComparisonSentence.of(comparison)).append("\n\n").append(runs())
                .append('\n');
        section("Differences between the runs", differences(), text);
        section("Notes", comparison.notes(), text);
        if (!comparison.phases().isEmpty()) {
            text.append('\n').append(aligned(table())).append('\n').append(explanation()).append('\n');
        }
        return text.toString();
    }

    private static void section(String title, List<String> lines, StringBuilder text) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(":\n");
            lines.forEach(line -> text.append(GAP).append(line).append('\n'));
        }
    }

    /** GitHub's. */
    public String markdown() {
        StringBuilder text = new StringBuilder("**").append(escape(ComparisonSentence.of(comparison)))
                .append("**\n\n").append(escape(runs())).append('\n');
        bullets("Differences between the runs", differences(), text);
        bullets("Notes", comparison.notes(), text);
        if (!comparison.phases().isEmpty()) {
            List<List<String>> rows = table();
            text.append('\n').append(markdown(rows.getFirst())).append(markdown(COLUMNS.stream().map(_ -> "---")
                    .toList()));
            rows.stream().skip(1).forEach(row -> text.append(markdown(row.stream().map(ComparisonText::escape)
                    .toList())));
            text.append('\n').append(escape(explanation())).append('\n');
        }
        return text.toString();
    }

    private static void bullets(String title, List<String> lines, StringBuilder text) {
        if (!lines.isEmpty()) {
            text.append("\n").append(title).append(":\n\n");
            lines.forEach(line -> text.append("- ").append(escape(line)).append('\n'));
        }
    }

    private static String markdown(List<String> row) {
        return "| " + String.join(" | ", row) + " |\n";
    }

    private static String escape(String text) {
        return text.replaceAll("\\s", " ").replaceAll("[\\\\`*_\\[\\]<>|~&$]", "\\\\$0");
    }

    private String runs() {
        return "First run: " + describe(comparison.first()) + "; second run: " + describe(comparison.second()) + ".";
    }

    private static String describe(RunInfo run) {
        return run.id() + " (" + String.join(", ", run.projects()) + " on " + String.join(", ", run.targets()) + ")";
    }

    private List<String> differences() {
        return comparison.differences().stream()
                .map(difference -> difference.what() + ": " + difference.first() + " -> " + difference.second())
                .toList();
    }

    private String explanation() {
        return "first, second: how many times as long as on " + comparison.baseline()
                + " in the same round, geometric mean. interval: " + ComparisonSentence.percent(1 - comparison.alpha())
                + " interval of second/first. docs/comparing.md explains how to read it.";
    }

    private List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
        comparison.phases().forEach(phase -> rows.add(List.of(phase.project(), phase.target(), phase.phase().label(),
                rounds(phase.first()) + ", " + rounds(phase.second()), ratio(phase.first()), ratio(phase.second()),
                ratio(phase.judgement().map(judgement -> judgement.ratio())),
                phase.interval().map(ComparedPhase::print).orElse(NONE), phase.sentence())));
        return rows;
    }

    private static int rounds(Optional<PairedRatio> ratio) {
        return ratio.map(PairedRatio::rounds).orElse(0);
    }

    private static String ratio(Optional<PairedRatio> ratio) {
        return ratio.map(known -> "%.3f".formatted(known.ratio())).orElse(NONE);
    }

    private static String aligned(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, COLUMNS.size())
                .map(column -> widest(rows, column).orElse(0)).boxed().toList();
        return rows.stream().map(row -> IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
                .collect(Collectors.joining(GAP)).stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static OptionalInt widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max();
    }
}
