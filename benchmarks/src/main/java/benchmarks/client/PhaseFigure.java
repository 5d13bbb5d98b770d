package benchmarks.client;

/**
 * The name of one figure among JMH's secondary results, by which the phases of a shot travel from the fork.
 *
 * @param index
 *            of the phase, since JMH sorts its results by name
 * @param phase
 *            its name, in words for people
 * @param quantity
 *            {@link #UNITS}, {@link #NANOS}, {@link #SERVER_NANOS}, or the opcode of a message
 */
public record PhaseFigure(int index, String phase, String quantity) {
    public static final String UNITS = "units";
    public static final String NANOS = "ns";
    public static final String SERVER_NANOS = "server-ns";

    private static final char SEPARATOR = '|';

    @Override
    public String toString() {
        return "%03d%c%s%c%s".formatted(index, SEPARATOR, phase, SEPARATOR, quantity);
    }

    /** Whether a secondary result is such a figure. */
    public static boolean is(String label) {
        return label.indexOf(SEPARATOR) >= 0;
    }

    public static PhaseFigure parse(String label) {
        int first = label.indexOf(SEPARATOR);
        int last = label.lastIndexOf(SEPARATOR);
        return new PhaseFigure(Integer.parseInt(label.substring(0, first)), label.substring(first + 1, last),
                label.substring(last + 1));
    }
}
