package workload.explain;

/**
 * The seconds between two arms as the model has them: from what was counted at these two, by coefficients of
 * all clones.
 *
 * @param total
 *            as measured
 */
record Attribution(double total, double copying, double writes, double lookups, double otherMessages) {
    static Attribution of(CostModel model, Waterfall way) {
        Counts first = way.first().counts();
        Counts last = way.last().counts();
        double message = model.perMessage().value();
        long writes = first.writes() - last.writes();
        long lookups = first.lookups() - last.lookups();
        long others = first.messages() - last.messages() - writes - lookups;
        return new Attribution(way.total(),
                model.perByteCopied().value() * (first.copiedBytes() - last.copiedBytes()), message * writes,
                message * lookups, message * others);
    }

    /** What the model leaves; negative where it has more than was measured. */
    double unexplained() {
        return total - copying - writes - lookups - otherMessages;
    }

    /** The share that the three named factors account for; seconds that they have too much count like those that they lack. */
    double named() {
        return 1 - Math.abs(total - copying - writes - lookups) / total;
    }
}
