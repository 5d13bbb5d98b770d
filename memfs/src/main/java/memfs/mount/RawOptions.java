package memfs.mount;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The mount options of one source (the command line, a configuration file) by name, before they mean anything.
 *
 * <p>
 * Opposites are one option with two values: {@code rw} is ro=false, {@code noxattr} is xattr=false. So two sources can
 * override each other, and one that says both contradicts itself.
 */
public final class RawOptions {
    /** Of all transports: which one it is, is an option itself. */
    private static final OptionNames KNOWN = Stream.of(Transport.values()).map(Transport::names)
            .reduce(MountOptions.NAMES, OptionNames::and);

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Understands lists of options as mount(8) takes them: {@code size=4g,ro}.
     *
     * @throws OptionException
     *             an unknown option, one that needs a value or takes none, or a contradiction
     */
    public static RawOptions parse(Collection<String> lists) {
        RawOptions options = new RawOptions();
        for (String list : lists) {
            for (String option : list.split(",")) {
                options.addText(option.strip());
            }
        }
        return options;
    }

    private void addText(String option) {
        int equals = option.indexOf('=');
        if (equals >= 0) {
            add(option.substring(0, equals), option.substring(equals + 1));
        } else if (option.equals("rw")) {
            add("ro", "false");
        } else if (option.startsWith("no") && KNOWN.flags().contains(option.substring(2))) {
            add(option.substring(2), "false");
        } else if (KNOWN.flags().contains(option)) {
            add(option, "true");
        } else if (KNOWN.values().contains(option)) {
            throw new OptionException("mount option '" + option + "' needs a value: " + option + "=VALUE");
        } else if (!option.isEmpty()) {
            throw unknown(option);
        }
    }

    /** Adds one option; a flag's value is true or false. Errors as {@link #parse}. */
    public void add(String name, String value) {
        if (!KNOWN.has(name)) {
            throw unknown(name);
        }
        if (KNOWN.flags().contains(name) && !value.equals("true") && !value.equals("false")) {
            throw new OptionException("mount option '" + name + "' takes no value; say " + name + " or no" + name);
        }
        String before = values.put(name, value);
        if (before != null && !before.equals(value)) {
            throw new OptionException("mount options " + text(name, before) + " and " + text(name, value)
                    + " contradict each other; give one of them");
        }
    }

    private static OptionException unknown(String option) {
        return new OptionException(
                "there is no mount option '" + option + "'; known are " + String.join(", ", KNOWN.all()));
    }

    private static String text(String name, String value) {
        if (!KNOWN.flags().contains(name)) {
            return name + "=" + value;
        }
        boolean on = value.equals("true");
        return name.equals("ro") && !on ? "rw" : (on ? "" : "no") + name;
    }

    /** These options where the stronger source is silent. */
    public RawOptions overriddenBy(RawOptions stronger) {
        RawOptions both = new RawOptions();
        both.values.putAll(values);
        both.values.putAll(stronger.values);
        return both;
    }

    /** What was given. */
    Set<String> names() {
        return values.keySet();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String value(String name, String absent) {
        return values.getOrDefault(name, absent);
    }

    boolean flag(String name, boolean absent) {
        return Boolean.parseBoolean(values.getOrDefault(name, Boolean.toString(absent)));
    }

    /** An amount; see {@link Size}. */
    long size(String name, String absent, long whole) {
        return Size.parse(name, values.getOrDefault(name, absent), whole);
    }

    /**
     * An amount within bounds; see {@link Size}.
     *
     * @param range
     *            says who takes what: "libfuse 2 takes 4k to 128k"
     */
    int size(String name, int least, int most, String range) {
        long bytes = size(name, Integer.toString(most), most);
        if (bytes < least || bytes > most) {
            throw new OptionException(name + "=" + bytes + " is out of range; " + range);
        }
        return (int) bytes;
    }

    /** Seconds, fractions allowed. */
    double seconds(String name, double absent) {
        String text = values.get(name);
        if (text != null && !text.matches("\\d+(\\.\\d+)?")) {
            throw new OptionException("'" + text + "' is no value for " + name + "; give seconds like 0, 1.5 or 3600");
        }
        return text == null ? absent : Double.parseDouble(text);
    }

    /** A whole number that isn't negative, in a radix: 8 for a mode, 10 for an id. */
    int number(String name, int absent, int radix, int most) {
        String text = values.get(name);
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new OptionException("'" + text + "' is no value for " + name + "; give "
                + (radix == 8 ? "an octal number from 0 to " : "a number from 0 to ") + Integer.toString(most, radix));
    }
}
