package workload.target;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target as the user names it: {@code NAME[:option,…]}, {@code LABEL=NAME[:option,…]}, {@code NAME=/mounted/path} or
 * {@code NAME=cmd: COMMAND}.
 *
 * <p>
 * One argument may hold several, separated by commas; an element that is no target's name belongs to the options
 * before it, so that {@code disk,tmpfs:size=4g,nr_inodes=1m,memfs} means what it seems to. A command is a whole
 * argument: its commas are its own.
 *
 * @param name
 *            a built-in one, or the user's
 * @param options
 *            of a built-in target
 * @param definition
 *            what stands behind the '=' of the user's name: a built-in target without its options, a path or a command; else
 *            null
 */
public record TargetSpec(String name, List<String> options, String definition) {
    /** Begins the definition by a command. */
    static final String COMMAND = "cmd:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern COMMAND_ARGUMENT = Pattern.compile("([^=]*)=(cmd:.*)", Pattern.DOTALL);
    private static final Pattern LABEL_ELEMENT = Pattern
            .compile("([^=:]*)=(" + String.join("|", Targets.NAMES) + ")(:.*)?");
    private static final Pattern PATH_ELEMENT = Pattern.compile("([^=:]*)=(/.*)");

    /** One of {@link Targets#NAMES}. */
    public TargetSpec(String name, List<String> options) {
        this(name, options, null);
    }

    /** Reads the arguments of {@code --targets}. */
    public static List<TargetSpec> parse(List<String> arguments) throws TargetException {
        List<TargetSpec> specs = new ArrayList<>();
        for (String argument : arguments) {
            Matcher command = COMMAND_ARGUMENT.matcher(argument);
            if (command.matches()) {
                specs.add(defined(command.group(1), command.group(2)));
            } else {
                addAll(specs, argument);
            }
        }
        requireUnique(specs);
        return List.copyOf(specs);
    }

    private static void requireUnique(List<TargetSpec> specs) throws TargetException {
        Set<String> names = new HashSet<>();
        for (TargetSpec spec : specs) {
            if (!names.add(spec.toString())) {
                throw new TargetException("A target is named twice (" + spec
                        + "); name it once, or give each a name of its own, such as a=memfs,b=memfs.");
            }
        }
    }

    private static void addAll(List<TargetSpec> specs, String argument) throws TargetException {
        TargetSpec open = null;
        for (String element : argument.split(",", -1)) {
            String name = element.split(":", 2)[0];
            Matcher path = PATH_ELEMENT.matcher(element);
            Matcher label = LABEL_ELEMENT.matcher(element);
            if (path.matches()) {
                open = defined(path.group(1), path.group(2));
                specs.add(open);
            } else if (label.matches()) {
                open = defined(label.group(1), label.group(2));
                specs.add(open);
                addOption(open, Objects.requireNonNullElse(label.group(3), ""));
            } else if (Targets.NAMES.contains(name)) {
                open = new TargetSpec(name, new ArrayList<>());
                specs.add(open);
                addOption(open, element.substring(name.length()));
            } else if (open != null && !open.options.isEmpty()) {
                addOption(open, ":" + element);
            } else {
                throw unknown(element, name);
            }
        }
    }

    private static TargetSpec defined(String name, String definition) throws TargetException {
        if (name.contains(",")) {
            throw new TargetException("A command is a --target of its own, since commas belong to it: --target '"
                    + name.substring(name.lastIndexOf(',') + 1) + "=cmd: ...'.");
        }
        if (!NAME.matcher(name).matches()) {
            throw new TargetException("A target can't be called '" + name
                    + "'; letters, digits, '.', '_' and '-' make a name, a letter or a digit first.");
        }
        if (Targets.NAMES.contains(name)) {
            throw new TargetException("The name '" + name + "' is taken; call your own target otherwise.");
        }
        if (definition.startsWith(COMMAND) && !definition.contains(Placeholders.MOUNT)) {
            throw new TargetException("The command of the target '" + name + "' has no " + Placeholders.MOUNT
                    + "; put it where the server wants its mount point.");
        }
        return new TargetSpec(name, new ArrayList<>(), definition);
    }

    private static TargetException unknown(String element, String name) {
        if (element.contains("=")) {
            return new TargetException("'" + element + "' is no target: behind NAME= stands the whole path of what is"
                    + " mounted, NAME=/mnt/data, a command, 'NAME=cmd: SERVER ... {mount}', or a built-in target,"
                    + " NAME=memfs:OPTION.");
        }
        return new TargetException("There is no target '" + name + "'; known are " + String.join(", ", Targets.NAMES)
                + ", and your own by NAME=/mounted/path or 'NAME=cmd: SERVER ... {mount}'.");
    }

    private static void addOption(TargetSpec spec, String withColon) {
        if (withColon.length() > 1) {
            spec.options.add(withColon.substring(1));
        }
    }

    /** The built-in target behind a label; empty for any other target. */
    Optional<TargetSpec> labelled() {
        return definition != null && Targets.NAMES.contains(definition)
                ? Optional.of(new TargetSpec(definition, options))
                : Optional.empty();
    }

    /** The name of the built-in target, also of a labelled one, or of the user's target. */
    public String kind() {
        return labelled().map(TargetSpec::name).orElse(name);
    }

    /** The name in results: a label without what it stands for. */
    @Override
    public String toString() {
        return options.isEmpty() || definition != null ? name : name + ":" + String.join(",", options);
    }
}
