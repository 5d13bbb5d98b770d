package benchmarks.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a fork is told about its mount, on its command line.
 *
 * @param directory
 *            an empty directory on the file system to measure
 * @param core
 *            that the client is bound to
 * @param server
 *            the process whose processor time counts
 * @param statistics
 *            the file in which the server counts its messages, or null where they aren't counted
 * @param load
 *            how much is to be done
 */
public record ClientSettings(Path directory, OptionalInt core, OptionalLong server, Path statistics, Load load) {
    private static final String PREFIX = "benchmark.";

    /**
     * How much is to be done.
     *
     * @param quick
     *            little enough for a look
     * @param divisor
     *            only one n-th of the files and bytes, at least 1
     * @param copying
     *            each append copies the whole file (content=contiguous): what would take minutes is left out
     */
    public record Load(boolean quick, int divisor, boolean copying) {}

    /** For the Java command line of the fork. */
    public List<String> jvmArguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add(argument("directory", directory));
        arguments.add(argument("quick", load.quick()));
        arguments.add(argument("divisor", load.divisor()));
        arguments.add(argument("copying", load.copying()));
        core.ifPresent(number -> arguments.add(argument("core", number)));
        server.ifPresent(pid -> arguments.add(argument("server", pid)));
        if (statistics != null) {
            arguments.add(argument("statistics", statistics));
        }
        return arguments;
    }

    private static String argument(String name, Object value) {
        return "-D" + PREFIX + name + "=" + value;
    }

    /** In the fork: what the command line said. */
    static ClientSettings read() {
        String core = property("core");
        String server = property("server");
        String statistics = property("statistics");
        return new ClientSettings(Path.of(property("directory")),
                core == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(core)),
                server == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(server)),
                statistics == null ? null : Path.of(statistics), new Load(Boolean.parseBoolean(property("quick")),
                        Integer.parseInt(property("divisor")), Boolean.parseBoolean(property("copying"))));
    }

    private static String property(String name) {
        return System.getProperty(PREFIX + name);
    }

    /** An amount of work as it is really done. */
    int part(int whole) {
        return Math.max(1, whole / load.divisor());
    }
}
