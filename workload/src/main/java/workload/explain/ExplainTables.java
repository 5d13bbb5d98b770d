package workload.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tech.tablesaw.api.Table;
import workload.page.Columns;
import workload.page.Numbers;

/** The page's tables. */
record ExplainTables(Findings findings) {
    private static final double GB = 1e9;
    private static final double MB = 1e6;
    private static final double PERCENT = 100;

    /** A row for each step; shares only where there is a difference. */
    Table steps(Waterfall way) {
        return new Columns<>(way.steps()).text("factor", step -> step.factor() + step.basis().mark())
                .measure("with it, s", step -> step.before().median())
                .measure("without it, s", step -> step.after().median()).text("cost, s", step -> step.cost().text())
                .text("least to most over rounds, s", step -> error(step.cost()))
                .tenths("share, %", step -> way.differs() ? PERCENT * step.seconds() / way.total() : null).ifAny()
                .table();
    }

    private static String error(Cost cost) {
        return cost.range().orElse("too few rounds") + (cost.straddlesZero() ? ": not told from 0" : "");
    }

    private record Ordered(Factor factor, Orders orders) {}

    /** The same over all orders of changing them, for the factors between the original's end and ours. */
    Table orders() {
        List<Ordered> rows = Factor.TO_OURS.stream()
                .flatMap(factor -> findings.orders(factor).map(orders -> new Ordered(factor, orders)).stream())
                .toList();
        return new Columns<>(rows).text("factor", row -> row.factor() + row.orders().basis().mark())
                .text("mean of all orders, s", row -> row.orders().mean().text())
                .text("least to most over rounds, s", row -> error(row.orders().mean()))
                .text("in the cheapest order, s", row -> row.orders().mean().text(row.orders().least()))
                .text("in the dearest order, s", row -> row.orders().mean().text(row.orders().most())).table();
    }

    static Table attribution(Attribution parts) {
        return new Columns<>(List.of(Map.entry("copying", parts.copying()), Map.entry("write calls", parts.writes()),
                Map.entry("look-ups of security.capability", parts.lookups()),
                Map.entry("other messages", parts.otherMessages()), Map.entry("unexplained", parts.unexplained()),
                Map.entry("all, as measured", parts.total()))).text("part", Map.Entry::getKey)
                .measure("s", Map.Entry::getValue)
                .tenths("share, %", part -> PERCENT * part.getValue() / parts.total()).table();
    }

    private record Term(String name, CostModel.Coefficient coefficient, double unit, String unitName) {}

    static Table coefficients(CostModel model) {
        Stream<Term> engines = model.intercepts().entrySet().stream()
                .map(entry -> new Term("a, " + Arm.lower(entry.getKey()), entry.getValue(), 1, "s"));
        List<Term> terms = Stream.concat(engines, Stream.of(new Term("b, a message", model.perMessage(), MB, "µs"),
                new Term("c, a GB copied", model.perByteCopied(), GB, "s"))).toList();
        return new Columns<>(terms).text("term", Term::name)
                .measure("value", term -> term.coefficient().value() * term.unit())
                .measure("standard error", term -> term.coefficient().standardError() * term.unit())
                .text("unit", Term::unitName).table();
    }

    /** Every arm with a time. */
    Table arms() {
        return new Columns<>(findings.figures().values()).text("arm", arm -> arm.arm().label() + arm.basis().mark())
                .count("clones", arm -> arm.basis() == Basis.EXTRAPOLATED ? 0 : arm.seconds().n())
                .measure("median, s", ArmFigures::median).measure("min, s", arm -> arm.seconds().min())
                .measure("max, s", arm -> arm.seconds().max())
                .measure("predicted, s", arm -> findings.model().flatMap(model -> model.predict(arm)))
                .count("messages", ArmFigures::messages).count("writes", arm -> counts(arm).map(Counts::writes))
                .count("GETXATTR", arm -> counts(arm).map(Counts::lookups))
                .measure("written, MB", arm -> counts(arm).map(c -> c.writtenBytes() / MB))
                .measure("copied, GB", arm -> counts(arm).map(c -> c.copiedBytes() / GB)).table();
    }

    private static Optional<Counts> counts(ArmFigures arm) {
        return Optional.ofNullable(arm.counts());
    }

    /** Whether a clone has no time, or was made instead of one. */
    static boolean isTroubled(Measurement clone) {
        return clone.outcome() != Measurement.Outcome.OK || clone.depth() != null;
    }

    static Table troubled(List<Measurement> measurements) {
        return new Columns<>(measurements.stream().filter(ExplainTables::isTroubled).toList())
                .text("arm", m -> m.arm().label())
                .text("clone", m -> m.depth() == null ? "round " + m.round() : Phrases.depth(m.depth()))
                .text("outcome", Measurement::outcome)
                .text("what came of it", m -> m.outcome() == Measurement.Outcome.OK
                        ? Phrases.seconds(m.seconds()) + ", a pack of " + Numbers.mib(m.packBytes()) + " MiB"
                        : m.message())
                .table();
    }
}
