package workload.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A target as the user names it: {@code NAME[:option,…]}.
 *
 * <p>
 * One argument may hold several, separated by commas; an element that is no target's name belongs to the options
 * before it, so that {@code disk,tmpfs:size=4g,nr_inodes=1m,memfs} means what it seems to.
 */
public record TargetSpec(String name, List<String> options) {

    /** Reads the arguments of {@code --targets}. */
    public static List<TargetSpec> parse(List<String> arguments) throws TargetException {
        List<TargetSpec> specs = new ArrayList<>();
        for (String argument : arguments) {
            addAll(specs, argument);
        }
        if (Set.copyOf(specs).size() < specs.size()) {
            throw new TargetException("A target is named twice; name each once, or tell them apart by their options.");
        }
        return List.copyOf(specs);
    }

    private static void addAll(List<TargetSpec> specs, String argument) throws TargetException {
        TargetSpec open = null;
        for (String element : argument.split(",", -1)) {
            String name = element.split(":", 2)[0];
            if (Targets.NAMES.contains(name)) {
                open = new TargetSpec(name, new ArrayList<>());
                specs.add(open);
                addOption(open, element.substring(name.length()));
            } else if (open != null && !open.options.isEmpty()) {
                addOption(open, ":" + element);
            } else {
                throw new TargetException(
                        "There is no target '" + name + "'; known are " + String.join(", ", Targets.NAMES) + ".");
            }
        }
    }

    private static void addOption(TargetSpec spec, String withColon) {
        if (withColon.length() > 1) {
            spec.options.add(withColon.substring(1));
        }
    }

    @Override
    public String toString() {
        return options.isEmpty() ? name : name + ":" + String.join(",", options);
    }
}
