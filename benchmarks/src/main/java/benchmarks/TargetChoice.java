package benchmarks;

import java.util.ArrayList;
import java.util.List;

import workload.target.TargetException;
import workload.target.TargetSpec;

/**
 * The targets that the user named.
 *
 * @param known
 *            empty where none was named
 * @param unknown
 *            sentences about those that aren't there
 */
record TargetChoice(List<TargetSpec> known, List<String> unknown) {

    /**
     * Reads the arguments of {@code --targets}: one that isn't there doesn't keep the others from being measured.
     *
     * @throws TargetException
     *             where none of them is there
     */
    static TargetChoice of(List<String> arguments) throws TargetException {
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String argument : arguments) {
            addKnown(argument, known, unknown);
        }
        if (known.isEmpty() && !unknown.isEmpty()) {
            throw new TargetException(unknown.getFirst());
        }
        return new TargetChoice(TargetSpec.parse(known), List.copyOf(unknown));
    }

    /** Element by element, since only the parser knows which of them are options of the one before. */
    private static void addKnown(String argument, List<String> known, List<String> unknown) {
        String accepted = null;
        for (String element : argument.split(",", -1)) {
            String longer = accepted == null ? element : accepted + "," + element;
            try {
                TargetSpec.parse(List.of(longer));
                accepted = longer;
            } catch (TargetException e) {
                unknown.add(e.getMessage());
            }
        }
        if (accepted != null) {
            known.add(accepted);
        }
    }
}
