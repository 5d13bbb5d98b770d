package workload.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import workload.page.Columns;
import workload.page.Ink;
import workload.page.Numbers;
import workload.page.Page;
import workload.page.RowChart;
import workload.result.Count;
import workload.stats.MeanInterval;
import workload.study.PhaseName;

/** Where the time went: what the messages of each phase should have cost, beside what it did cost. */
record LedgerSection(Summary summary, List<Ledger> ledgers) {
    private static final String HOW = "Should have cost: the server's CPU time during the phase, and for each message that its "
            + "sender waits for what a round trip costs besides (switching between the processes), as the removal of the tree shows "
            + "it, which does nothing else; of a build both are divided by the calls that can wait at a time (jobs, or "
            + "cores if these are fewer). Each message of a phase counts alike, since the server's CPU time is known for "
            + "the phase, not for a kind. Did cost: how much longer the phase took than on tmpfs in the same round, mean "
            + "with its 95 % interval. The residue is the difference of the two.";
    private static final int KINDS = 6;
    private static final double MICROS = 1e6;
    private static final List<PhaseName> SHORT = List.of(PhaseName.CLONE, PhaseName.REMOVE);

    static LedgerSection of(Summary summary) {
        return new LedgerSection(summary, summary.cells().stream().flatMap(cell -> Ledger.of(summary, cell).stream())
                .toList());
    }

    /** Nothing where no messages were counted, or without a tmpfs to compare with. */
    void add(Page page) {
        if (ledgers.isEmpty()) {
            return;
        }
        page.section("Where the time went")
                .figure("ledger", chart("Clone and removal: cost over tmpfs, by message", SHORT), caption())
                .figure("ledger-build", chart("Build: cost over tmpfs, by message", List.of(PhaseName.BUILD)),
                        caption())
                .table("Where the time went, by phase", HOW, table().table());
    }

    private String caption() {
        return "Bars: what the phase's messages should have cost, s, by kind. Points and lines: what it did cost (the phase "
                + "less the same on tmpfs, paired), n = "
                + Count.of(ledgers.getFirst().cost().n(), "round")
                + ", with its 95 % interval. The removal calibrates the round trips.";
    }

    private RowChart chart(String title, List<PhaseName> phases) {
        List<String> kinds = commonest();
        List<RowChart.Group> groups = new ArrayList<>();
        for (Ledger ledger : ledgers) {
            if (phases.contains(ledger.phase())) {
                groups.add(new RowChart.Group(ledger.project() + ", " + ledger.phase().label(),
                        List.of(row(ledger, kinds))));
            }
        }
        return new RowChart(title, "seconds more than on tmpfs", merged(groups), null,
                RowChart.AxisKind.LINEAR).withLegend(legend(kinds));
    }

    /** The rows of one phase stand together. */
    private static List<RowChart.Group> merged(List<RowChart.Group> groups) {
        return groups.stream().map(RowChart.Group::name).distinct()
                .map(name -> new RowChart.Group(name, groups.stream().filter(group -> group.name().equals(name))
                        .flatMap(group -> group.rows().stream()).toList()))
                .toList();
    }

    /** Kinds of messages of the whole run, the commonest first. */
    private List<String> commonest() {
        Map<String, Double> totals = new HashMap<>();
        ledgers.forEach(ledger -> ledger.messages().forEach((kind, count) -> totals.merge(kind, count, Double::sum)));
        return totals.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey).limit(KINDS).toList();
    }

    private static List<RowChart.Legend> legend(List<String> kinds) {
        List<RowChart.Legend> legend = new ArrayList<>();
        kinds.forEach(kind -> legend.add(new RowChart.Legend(kind, Ink.part(kinds.indexOf(kind)))));
        legend.add(new RowChart.Legend("other messages", Ink.REFERENCE));
        legend.add(new RowChart.Legend("rest of the trips", Ink.REST));
        return legend;
    }

    private RowChart.Row row(Ledger ledger, List<String> kinds) {
        List<RowChart.Part> parts = new ArrayList<>();
        double at = 0;
        for (String kind : kinds) {
            double seconds = ledger.seconds(Set.of(kind));
            parts.add(new RowChart.Part(at, at += seconds, Ink.part(kinds.indexOf(kind))));
        }
        Set<String> others = new HashSet<>(ledger.messages().keySet());
        kinds.forEach(others::remove);
        parts.add(new RowChart.Part(at, at += ledger.seconds(others), Ink.REFERENCE));
        parts.add(new RowChart.Part(at, ledger.expected(), Ink.REST));
        MeanInterval cost = ledger.cost();
        return new RowChart.Row(ledger.arm().label(), "should " + Numbers.significant(ledger.expected()) + " s, did "
                + Numbers.significant(cost.mean()) + " s", note(ledger), Ink.TOTAL, parts,
                cost.isKnown()
                        ? new RowChart.Range(cost.low(), cost.high())
                        : null,
                cost.mean(), false);
    }

    private static String note(Ledger ledger) {
        return ledger.phase() == PhaseName.REMOVE ? "" : ledger.verdict();
    }

    private Columns<Ledger> table() {
        return new Columns<>(ledgers).text("project", Ledger::project).text("target", of -> of.arm().label())
                .text("phase", of -> of.phase().label()).count("n", of -> of.cost().n())
                .count("messages", Ledger::messageCount)
                .hundredths("server CPU, s", Ledger::serverSeconds)
                .measure("µs a message", of -> of.serverSeconds() / of.messageCount() * MICROS)
                .hundredths("rest of the trips, s", Ledger::restSeconds).count("waits at a time", Ledger::parallel)
                .measure("should have cost, s", Ledger::expected).measure("did cost, s", of -> of.cost().mean())
                .text("95 % interval", of -> range(of.cost())).measure("residue, s", of -> of.residue().mean())
                .text("its 95 % interval", of -> range(of.residue()))
                .text("messages by kind", LedgerSection::kinds);
    }

    private static String range(MeanInterval interval) {
        return interval.isKnown()
                ? signed(interval.low()) + " to " + signed(interval.high())
                : "too few rounds";
    }

    private static String kinds(Ledger of) {
        return of.messages().entrySet().stream().filter(e -> e.getValue() > 0)
                .sorted(Comparator.comparing(Map.Entry::getValue, Comparator.reverseOrder()))
                .map(e -> e.getKey() + " " + Numbers.whole(e.getValue())).collect(Collectors.joining(", "));
    }

    static String signed(double seconds) {
        return (seconds < 0 ? "−" : "+") + Numbers.significant(Math.abs(seconds));
    }
}
