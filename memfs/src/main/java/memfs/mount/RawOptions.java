package memfs.mount;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The mount options of one source (the command line, a configuration file), not interpreted yet.
 *
 * <p>
 * Opposites are one option with two values: {@code rw} is ro=false, {@code noxattr} is xattr=false. So two sources can
 * override each other, and one that says both contradicts itself.
 */
public final class RawOptions {
    private final Map<MountOption, String> values = new LinkedHashMap<>();

    /**
     * Understands lists of options as mount(8) hands them to its helpers: of two that contradict each other the later one
     * counts, as that of the command line after those of fstab, and what concerns mount(8), systemd or the kernel alone is
     * skipped.
     *
     * @param sloppy
     *            an unknown option is skipped, too
     * @throws OptionException
     *             an unknown option, or one that needs a value or takes none
     */
    public static RawOptions ofMount(Collection<String> lists, boolean sloppy) {
        RawOptions options = new RawOptions();
        OptionList.split(lists).stream().map(String::strip).filter(option -> !OptionList.isForeign(option))
                .filter(option -> !sloppy || isKnown(option)).forEach(option -> {
                    RawOptions later = new RawOptions();
                    later.addText(option);
                    options.values.putAll(later.values);
                });
        return options;
    }

    /** Whether the lists are for a mount that is there already. */
    public static boolean asksForRemount(Collection<String> lists) {
        return OptionList.split(lists).contains("remount");
    }

    private static boolean isKnown(String option) {
        String name = option.split("=", 2)[0];
        return name.isEmpty() || name.equals("rw") || MountOption.find(name).isPresent()
                || name.startsWith("no") && isFlag(name.substring(2));
    }

    /**
     * Understands lists of options as mount(8) takes them: {@code size=4g,ro}.
     *
     * @throws OptionException
     *             an unknown option, one that needs a value or takes none, or a contradiction
     */
    public static RawOptions parse(Collection<String> lists) {
        RawOptions options = new RawOptions();
        OptionList.split(lists).forEach(option -> options.addText(option.strip()));
        return options;
    }

    private void addText(String text) {
        int equals = text.indexOf('=');
        if (equals >= 0) {
            add(text.substring(0, equals), text.substring(equals + 1));
        } else if (text.equals("rw")) {
            put(MountOption.RO, "false");
        } else if (!text.isEmpty()) {
            addWord(text);
        }
    }

    /** A flag's opposite has "no" before its name, also where the name itself begins so: {@code nono_open}. */
    private void addWord(String word) {
        if (word.startsWith("no") && isFlag(word.substring(2))) {
            add(word.substring(2), "false");
        } else if (isFlag(word)) {
            add(word, "true");
        } else {
            throw new OptionException("mount option '" + known(word) + "' needs a value: " + word + "=VALUE");
        }
    }

    private static boolean isFlag(String name) {
        return MountOption.find(name).filter(MountOption::isFlag).isPresent();
    }

    /** Adds one option; a flag's value is true or false. Errors as {@link #parse}. */
    public void add(String name, String value) {
        MountOption option = known(name);
        if (option.isFlag() && !value.equals("true") && !value.equals("false")) {
            throw new OptionException("mount option '" + name + "' takes no value; say " + name + " or no" + name);
        }
        put(option, value);
    }

    private void put(MountOption option, String value) {
        String before = values.put(option, value);
        if (before != null && !before.equals(value)) {
            throw new OptionException("mount options " + text(option, before) + " and " + text(option, value)
                    + " contradict each other; give one of them");
        }
    }

    private static MountOption known(String name) {
        return MountOption.find(name).orElseThrow(() -> new OptionException("there is no mount option '" + name
                + "'; known are " + String.join(", ", MountOption.names())));
    }

    private static String text(MountOption option, String value) {
        if (!option.isFlag()) {
            return option + "=" + value;
        }
        boolean on = value.equals("true");
        return option == MountOption.RO && !on ? "rw" : (on ? "" : "no") + option;
    }

    /** These options where the stronger source is silent. */
    public RawOptions overriddenBy(RawOptions stronger) {
        RawOptions both = new RawOptions();
        both.values.putAll(values);
        both.values.putAll(stronger.values);
        return both;
    }

    /** The options that were given. */
    Set<MountOption> given() {
        return values.keySet();
    }

    boolean has(MountOption option) {
        return values.containsKey(option);
    }

    String value(MountOption option, String absent) {
        return values.getOrDefault(option, absent);
    }

    /** A name, which the kernel refuses where it is empty. */
    String name(MountOption option, String absent) {
        String name = value(option, absent);
        if (has(option) && name.isEmpty()) {
            throw new OptionException(option + " is an empty text; give a name, or leave it out");
        }
        return name;
    }

    /** A flag whose default is declared. */
    boolean flag(MountOption option, Transport transport) {
        return flag(option, option.absent(transport).equals(OptionDefault.ON));
    }

    boolean flag(MountOption option, boolean absent) {
        return Boolean.parseBoolean(values.getOrDefault(option, Boolean.toString(absent)));
    }

    /** An amount; see {@link Size}. */
    long size(MountOption option, String absent, long whole) {
        return Size.parse(option.toString(), values.getOrDefault(option, absent), whole);
    }

    /**
     * An amount within bounds, of which the default is the upper one; see {@link Size}.
     *
     * @param range
     *            the bounds in words: "libfuse 2 takes 4k to 128k"
     */
    int size(MountOption option, Transport transport, int least, String range) {
        long most = Size.parse(option.toString(), option.absent(transport), 0);
        long bytes = size(option, Long.toString(most), most);
        if (bytes < least || bytes > most) {
            throw new OptionException(option + "=" + bytes + " is out of range; " + range);
        }
        return (int) bytes;
    }

    /** Seconds whose default is declared. */
    double seconds(MountOption option, Transport transport) {
        return seconds(option, Double.parseDouble(option.absent(transport)));
    }

    /** Seconds, fractions allowed. */
    double seconds(MountOption option, double absent) {
        String text = values.get(option);
        if (text != null && !text.matches("\\d+(\\.\\d+)?")) {
            throw new OptionException(
                    "'" + text + "' is no value for " + option + "; give seconds like 0, 1.5 or 3600");
        }
        return text == null ? absent : Double.parseDouble(text);
    }

    /** A whole number that isn't negative, in a radix: 8 for a mode, 10 for an id. */
    int number(MountOption option, int absent, int radix, int most) {
        String text = values.get(option);
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of range is.
        }
        throw new OptionException("'" + text + "' is no value for " + option + "; give "
                + (radix == 8 ? "an octal number from 0 to " : "a number from 0 to ") + Integer.toString(most, radix));
    }
}
