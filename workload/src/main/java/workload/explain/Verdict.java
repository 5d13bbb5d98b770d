package workload.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import workload.report.Numbers;

/** The finding in sentences, with its figures. */
final class Verdict {
    private static final double PERCENT = 100;

    private final Findings findings;
    private final String project;

    private Verdict(Findings findings, String project) {
        this.findings = findings;
        this.project = project;
    }

    /** One sentence an item, the finding first; they say so where it can't be told. */
    static List<String> of(Findings findings, String project) {
        Verdict verdict = new Verdict(findings, project);
        List<String> sentences = new ArrayList<>();
        sentences.add(findings.toOurs().map(verdict::difference).orElse("Nothing can be told of where the time went:"
                + " an arm between the original's end and ours has no time; see below which, and why."));
        findings.attribution().map(verdict::model).ifPresent(sentences::add);
        findings.toOurs().flatMap(verdict::allCalls).ifPresent(sentences::add);
        verdict.pieces().ifPresent(sentences::add);
        findings.beyond().map(verdict::rest).ifPresent(sentences::add);
        return sentences;
    }

    private String difference(Waterfall way) {
        List<String> parts = new ArrayList<>();
        for (Waterfall.Step step : way.steps()) {
            parts.add(percent(step.seconds(), way.total()) + " % (" + seconds(step.seconds())
                    + (step.extrapolated() ? ", EXTRAPOLATED" : "") + ") is " + step.factor());
        }
        return "The clone of " + project + " takes " + time(way.first()) + " with the original's behaviour and "
                + time(way.last()) + " with ours. Of the "
                + seconds(way.total()) + " between them " + String.join(", ", parts.subList(0, parts.size() - 1))
                + " and " + parts.getLast() + ".";
    }

    /** Never without the mark of a time that wasn't measured. */
    private static String time(ArmFigures arm) {
        return seconds(arm.median()) + (arm.extrapolated() ? " (EXTRAPOLATED from shorter histories: it was cut)" : "");
    }

    private String model(Attribution parts) {
        return "Reckoned from what was counted alone, t = a + b messages + c bytes copied, copying is "
                + percent(parts.copying(), parts.total()) + " % of it, write calls "
                + percent(parts.writes(), parts.total()) + " %, look-ups of security.capability "
                + percent(parts.lookups(), parts.total()) + " %, other messages "
                + percent(parts.otherMessages(), parts.total()) + " %; "
                + percent(parts.unexplained(), parts.total()) + " % stays unexplained.";
    }

    /** The original's own guess: that the number of its calls was to blame. */
    private Optional<String> allCalls(Waterfall way) {
        Counts counts = way.first().counts();
        return findings.model().filter(_ -> counts != null).map(model -> {
            double cost = model.perMessage().value() * counts.writes();
            return "Even if every one of its %,d write calls could be saved, that would be %s, %s %% of the original's time."
                    .formatted(counts.writes(), seconds(cost), percent(cost, way.first().median()));
        });
    }

    /** Calls and copying told apart where nothing but the size of the pieces makes the calls. */
    private Optional<String> pieces() {
        List<ArmFigures> arms = Arms.bulkByContentAndWrites().stream().limit(2).flatMap(List::stream)
                .map(findings.figures()::get).toList();
        if (arms.contains(null)) {
            return Optional.empty();
        }
        Object[] told = arms.stream().map(Verdict::time).toArray();
        return Optional
                .of(("The same bytes copied in writes of 1 MiB: cut into pieces of 4 KiB they take %s instead of %s"
                        + " where each append copies the file, and %s instead of %s where it doesn't.")
                        .formatted(told));
    }

    /** What the transport does to the original's way. */
    static Optional<String> throughJnr(Findings findings) {
        ArmFigures kernel = findings.figures().get(Arms.ORIGINAL);
        ArmFigures jnr = findings.figures().get(Arms.ORIGINAL_THROUGH_JNR);
        return kernel == null || jnr == null
                ? Optional.empty()
                : Optional.of("The original's way takes " + time(jnr) + " through jnr and " + time(kernel)
                        + " by the kernel's protocol itself: the transport is "
                        + seconds(jnr.median() - kernel.median()) + " of it.");
    }

    private String rest(Waterfall way) {
        return "Ours is " + seconds(way.total()) + " slower than a tmpfs (" + time(way.last()) + "): "
                + way.steps().stream().map(step -> cost(step) + " is " + step.factor())
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String cost(Waterfall.Step step) {
        return seconds(step.seconds()) + (step.extrapolated() ? ", EXTRAPOLATED," : "");
    }

    static String seconds(double value) {
        return Numbers.significant(value) + " s";
    }

    /** With one decimal. */
    static String percent(double part, double whole) {
        return Numbers.tenths(PERCENT * part / whole);
    }
}
