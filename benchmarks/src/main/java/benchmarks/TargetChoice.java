package benchmarks;

import java.util.ArrayList;
import java.util.List;

import memfs.mount.OptionException;
import memfs.mount.RawOptions;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;

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
                check(element, TargetSpec.parse(List.of(longer)).getLast());
                accepted = longer;
            } catch (TargetException e) {
                unknown.add(e.getMessage());
            }
        }
        if (accepted != null) {
            known.add(accepted);
        }
    }

    /** A word after a target's options passes for one of them: of MemFS we know which there are. */
    private static void check(String element, TargetSpec owner) throws TargetException {
        if (!owner.kind().startsWith("memfs")) {
            return;
        }
        try {
            RawOptions.parse(owner.options());
        } catch (OptionException e) {
            throw new TargetException("'" + element + "' is neither a target (" + String.join(", ", Targets.NAMES)
                    + ") nor an option of " + owner.name() + ": " + e.getMessage() + ".");
        }
    }
}
