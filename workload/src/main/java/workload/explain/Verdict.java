package workload.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.explain.CostModel.Coefficient;
import workload.page.Numbers;
import workload.result.Count;

/** The finding in sentences; what they say, and not only their figures, follows from the clones. */
final class Verdict {
    private static final double MINUTE = 60;

    private final Findings findings;
    private final Explanation explanation;

    private Verdict(Findings findings, Explanation explanation) {
        this.findings = findings;
        this.explanation = explanation;
    }

    /** One sentence an item, the finding first; they say so where it can't be told. */
    static List<String> of(Findings findings, Explanation explanation) {
        Verdict verdict = new Verdict(findings, explanation);
        List<String> sentences = new ArrayList<>();
        sentences.add(findings.toOurs().map(verdict::difference).orElse("Nothing can be told of where the time went:"
                + " an arm between the original's end and ours has no time; see below which, and why."));
        findings.toOurs().flatMap(verdict::oneOrder).ifPresent(sentences::add);
        findings.toOurs().ifPresent(way -> sentences.addAll(verdict.endsNotMeasured(way)));
        sentences.addAll(verdict.byTheModel());
        findings.toOurs().flatMap(verdict::priceOfCalls).ifPresent(sentences::add);
        Comparisons comparisons = new Comparisons(findings);
        comparisons.pieces().ifPresent(sentences::add);
        findings.beyond().map(verdict::rest).ifPresent(sentences::add);
        return sentences;
    }

    private String difference(Waterfall way) {
        String ends = "The clone of " + explanation.corpus().project() + " takes " + Phrases.time(way.first())
                + " with the original's behaviour and " + Phrases.time(way.last()) + " with ours";
        if (!way.differs()) {
            return ends + ": not all clones of the one are slower than all of the other, so there is no difference to"
                    + " take apart.";
        }
        return ends + ". Of the " + Phrases.seconds(way.total(), way.basis()) + " between them "
                + way.steps().stream().map(step -> share(step, way)).collect(Collectors.joining(", ")) + ".";
    }

    /** The mean over all orders, since one order alone gives what two factors do together to the first of them. */
    private String share(Waterfall.Step step, Waterfall way) {
        return findings.orders(step.factor())
                .map(orders -> orders.mean().share(way.total()) + " (" + Phrases.cost(orders.mean())
                        + "; the mean of all " + orders.count() + " orders of changing the factors, in which it is "
                        + orders.mean().text(orders.least()) + " s to " + orders.mean().text(orders.most()) + " s)"
                        + orders.basis().mark())
                .orElseGet(() -> step.cost().share(way.total()) + " (" + Phrases.cost(step.cost()) + ")"
                        + step.basis().mark())
                + " is " + step.factor() + writesThatStay(step.factor(), way);
    }

    /** The mount can't cut what was small before: the factor is of the other calls. */
    private static String writesThatStay(Factor factor, Waterfall way) {
        Counts first = way.first().counts();
        Counts last = way.last().counts();
        if (factor != Factor.PIECES || first == null || last == null) {
            return "";
        }
        return " (" + (2 * last.writes() > first.writes() ? "git writes small itself: " : "")
                + Count.of(first.writes(), "write") + " become " + Numbers.whole(last.writes()) + ")";
    }

    /** Nothing where the shares are means over all orders. */
    private Optional<String> oneOrder(Waterfall way) {
        Factor first = way.steps().getFirst().factor();
        if (!way.differs() || findings.orders(first).isPresent()) {
            return Optional.empty();
        }
        String why = explanation.planned().containsAll(Arms.cube())
                ? ": another has an arm without a time"
                : ", the only one that was cloned";
        return Optional.of("These are costs in one order of changing the factors" + why + ". It has " + first
                + " first, so all that this costs only together with another factor counts as its cost.");
    }

    /** An end is in every figure of the way. */
    private List<String> endsNotMeasured(Waterfall way) {
        List<String> sentences = new ArrayList<>();
        notMeasured("The original's end", way.first()).ifPresent(sentences::add);
        notMeasured("Our end", way.last()).ifPresent(sentences::add);
        return sentences;
    }

    private Optional<String> notMeasured(String end, ArmFigures arm) {
        String what = switch (arm.basis()) {
            case WHOLE -> null;
            case CUT -> "was cut in a round, so its time is a least";
            case EXTRAPOLATED -> "was cut in every round, so its time is EXTRAPOLATED from shorter histories";
        };
        return Optional.ofNullable(what).map(words -> end + " of the waterfall " + words
                + ", and so are the difference and all shares of it: measure it with --cap "
                + enough(Math.max(arm.seconds().max(), explanation.capSeconds())) + ".");
    }

    /** Whole minutes, twice what it took. */
    private static long enough(double seconds) {
        return (long) (Math.ceil(2 * seconds / MINUTE) * MINUTE);
    }

    private List<String> byTheModel() {
        return findings.attribution()
                .map(parts -> List.of(callsAndCopying(parts, findings.toOurs().orElseThrow(),
                        findings.model().orElseThrow()), attributed(parts)))
                .orElseGet(() -> whyNot().stream().toList());
    }

    private static String callsAndCopying(Attribution parts, Waterfall way, CostModel model) {
        Counts first = way.first().counts();
        Counts last = way.last().counts();
        return "Reckoned from the counts of the two ends, with b and c as fitted to all clones (t = a + b messages + c"
                + " bytes copied), the number of write calls was " + Phrases.percent(parts.writes(), parts.total())
                + " of the difference ("
                + Phrases.seconds(parts.writes()) + ": " + Numbers.whole(first.writes()) + " of them instead of "
                + Numbers.whole(last.writes()) + ", " + Phrases.microseconds(model.perMessage().value())
                + " each) and copying was " + Phrases.percent(parts.copying(), parts.total()) + " ("
                + Phrases.seconds(parts.copying()) + ": " + Phrases.gigabytes(first.copiedBytes()) + " instead of "
                + Phrases.gigabytes(last.copiedBytes()) + ", "
                + Phrases.perGigabyte(model.perByteCopied().value()) + ")" + way.basis().mark() + ".";
    }

    private static String attributed(Attribution parts) {
        return "With look-ups of security.capability (" + Phrases.percent(parts.lookups(), parts.total())
                + ") the model attributes " + Phrases.percent(parts.named(), 1)
                + " of the difference to named factors; "
                + Phrases.percent(parts.otherMessages(), parts.total()) + " is other messages and "
                + Phrases.percent(parts.unexplained(), parts.total()) + " stays unexplained.";
    }

    /** Nothing where the first sentence has said it. */
    private Optional<String> whyNot() {
        return findings.toOurs().filter(Waterfall::differs).map(
                way -> "The model attributes none of it: " + findings.model().map(model -> whyNot(way, model))
                        .orElse("the clones are too few or too alike to fit it."));
    }

    private static String whyNot(Waterfall way, CostModel model) {
        String uncounted = Stream.of(way.first(), way.last()).filter(arm -> arm.counts() == null)
                .map(arm -> arm.arm().label()).collect(Collectors.joining(" and "));
        if (!uncounted.isEmpty()) {
            return "at " + uncounted + " no whole clone was counted.";
        }
        String alone = model.copied().keySet().equals(Set.of(way.first().arm()))
                ? "the original's end alone"
                : "arms alone that copied about as much as each other";
        return "c rests on " + alone + ", so it would take whatever else made that slow for copying.";
    }

    /** The original's own guess was that the number of its calls was to blame. */
    private Optional<String> priceOfCalls(Waterfall way) {
        Counts counts = way.first().counts();
        return findings.model().filter(_ -> counts != null).map(model -> {
            Coefficient message = model.perMessage();
            double cost = message.value() * counts.writes();
            return "At b, %s (standard error %s), all %s write calls of the original's way are %s of its time (%s); what each of them copied isn't in that."
                    .formatted(Phrases.microseconds(message.value()), Phrases.microseconds(message.standardError()),
                            Numbers.whole(counts.writes()), Phrases.percent(cost, way.first().median()),
                            Phrases.seconds(cost, way.first().basis()));
        });
    }

    private String rest(Waterfall way) {
        return "Beyond that: ours takes " + Phrases.time(way.first()) + ", a tmpfs " + Phrases.time(way.last())
                + "; of the " + Phrases.seconds(way.total(), way.basis()) + " between them " + way.steps().stream()
                        .map(step -> step.factor() + " is " + Phrases.cost(step.cost()) + step.basis().mark())
                        .collect(Collectors.joining("; "))
                + ".";
    }
}
