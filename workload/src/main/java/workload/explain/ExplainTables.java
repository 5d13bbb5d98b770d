package workload.explain;

import java.util.List;
import java.util.Optional;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import workload.explain.Measurement.Outcome;
import workload.report.Columns;
import workload.report.Numbers;

/** The page's tables. */
final class ExplainTables {
    private static final double GB = 1e9;
    private static final double MB = 1e6;
    private static final double PERCENT = 100;

    private final Findings findings;

    ExplainTables(Findings findings) {
        this.findings = findings;
    }

    /** A row for each step; shares only where there is a difference. */
    Table steps(Waterfall way) {
        StringColumn factor = Columns.text("factor");
        DoubleColumn before = Columns.measure("with it, s");
        DoubleColumn after = Columns.measure("without it, s");
        StringColumn cost = Columns.text("cost, s");
        StringColumn rounds = Columns.text("least to most over rounds, s");
        DoubleColumn share = Columns.tenths("share, %");
        for (Waterfall.Step step : way.steps()) {
            factor.append(step.factor() + step.basis().mark());
            before.append(step.before().median());
            after.append(step.after().median());
            cost.append(step.cost().text());
            rounds.append(error(step.cost()));
            Columns.append(share,
                    Optional.of(PERCENT * step.seconds() / way.total()).filter(_ -> way.differs()));
        }
        Table table = Table.create(factor, before, after, cost, rounds);
        Columns.addUnlessEmpty(table, share);
        return table;
    }

    private static String error(Cost cost) {
        return cost.range().orElse("too few rounds") + (cost.straddlesZero() ? ": not told from 0" : "");
    }

    /** The same over all orders of changing them, for the factors between the original's end and ours. */
    Table orders() {
        StringColumn name = Columns.text("factor");
        StringColumn mean = Columns.text("mean of all orders, s");
        StringColumn rounds = Columns.text("least to most over rounds, s");
        StringColumn least = Columns.text("in the cheapest order, s");
        StringColumn most = Columns.text("in the dearest order, s");
        for (Factor factor : Factor.TO_OURS) {
            findings.orders(factor).ifPresent(orders -> {
                name.append(factor + orders.basis().mark());
                mean.append(orders.mean().text());
                rounds.append(error(orders.mean()));
                least.append(orders.mean().text(orders.least()));
                most.append(orders.mean().text(orders.most()));
            });
        }
        return Table.create(name, mean, rounds, least, most);
    }

    static Table attribution(Attribution parts) {
        StringColumn part = Columns.text("part");
        DoubleColumn seconds = Columns.measure("s");
        DoubleColumn share = Columns.tenths("share, %");
        record Part(String name, double value) {}
        for (Part p : List.of(new Part("copying", parts.copying()), new Part("write calls", parts.writes()),
                new Part("look-ups of security.capability", parts.lookups()),
                new Part("other messages", parts.otherMessages()), new Part("unexplained", parts.unexplained()),
                new Part("all, as measured", parts.total()))) {
            part.append(p.name());
            seconds.append(p.value());
            share.append(PERCENT * p.value() / parts.total());
        }
        return Table.create(part, seconds, share);
    }

    static Table coefficients(CostModel model) {
        StringColumn term = Columns.text("term");
        DoubleColumn value = Columns.measure("value");
        DoubleColumn error = Columns.measure("standard error");
        StringColumn unit = Columns.text("unit");
        model.intercepts().forEach((engine, coefficient) -> {
            term.append("a, " + Arm.lower(engine));
            value.append(coefficient.value());
            error.append(coefficient.standardError());
            unit.append("s");
        });
        term.append("b, a message");
        value.append(model.perMessage().value() * MB);
        error.append(model.perMessage().standardError() * MB);
        unit.append("µs");
        term.append("c, a GB copied");
        value.append(model.perByteCopied().value() * GB);
        error.append(model.perByteCopied().standardError() * GB);
        unit.append("s");
        return Table.create(term, value, error, unit);
    }

    /** Every arm with a time. */
    Table arms() {
        StringColumn arm = Columns.text("arm");
        DoubleColumn n = Columns.count("clones");
        DoubleColumn median = Columns.measure("median, s");
        DoubleColumn min = Columns.measure("min, s");
        DoubleColumn max = Columns.measure("max, s");
        DoubleColumn predicted = Columns.measure("predicted, s");
        DoubleColumn messages = Columns.count("messages");
        DoubleColumn writes = Columns.count("writes");
        DoubleColumn lookups = Columns.count("GETXATTR");
        DoubleColumn written = Columns.measure("written, MB");
        DoubleColumn copied = Columns.measure("copied, GB");
        for (ArmFigures figures : findings.figures().values()) {
            Optional<Counts> counts = Optional.ofNullable(figures.counts());
            arm.append(figures.arm().label() + figures.basis().mark());
            n.append(figures.basis() == Basis.EXTRAPOLATED ? 0.0 : figures.seconds().n());
            median.append(figures.median());
            min.append(figures.seconds().min());
            max.append(figures.seconds().max());
            Columns.append(predicted, findings.model().flatMap(model -> model.predict(figures)));
            Columns.append(messages, figures.messages().map(Long::doubleValue));
            Columns.append(writes, counts.map(c -> (double) c.writes()));
            Columns.append(lookups, counts.map(c -> (double) c.lookups()));
            Columns.append(written, counts.map(c -> c.writtenBytes() / MB));
            Columns.append(copied, counts.map(c -> c.copiedBytes() / GB));
        }
        return Table.create(arm, n, median, min, max, predicted, messages, writes, lookups, written, copied);
    }

    /** The clones that have no time, and those that were made instead. */
    static Table troubled(List<Measurement> measurements) {
        StringColumn arm = Columns.text("arm");
        StringColumn clone = Columns.text("clone");
        StringColumn outcome = Columns.text("outcome");
        StringColumn message = Columns.text("what came of it");
        measurements.stream().filter(m -> m.outcome() != Outcome.OK || m.depth() != null).forEach(m -> {
            arm.append(m.arm().label());
            clone.append(m.depth() == null ? "round " + m.round() : Phrases.depth(m.depth()));
            outcome.append(m.outcome().toString());
            message.append(m.outcome() == Outcome.OK
                    ? Phrases.seconds(m.seconds()) + ", a pack of " + Numbers.mib(m.packBytes()) + " MiB"
                    : m.message());
        });
        return Table.create(arm, clone, outcome, message);
    }
}
