package workload.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The machine and its programs.
 *
 * @param kernel
 *            release as uname -r gives it
 * @param tools
 *            program to version: jgit, and those that builds find; in older runs git, gcc, make and ld alone
 * @param loadAverage
 *            one-minute load when the machine was first examined
 * @param quiet
 *            whether the machine was idle then: a load under 0.5 for each core
 * @param variables
 *            the whole environment of the programs that the study runs, such as builds; null in older runs
 */
public record Environment(String os, String kernel, String cpu, int cores, long memoryBytes, String jdk,
        Map<String, String> tools, String user, double loadAverage, boolean quiet, Map<String, String> variables) {
    private static final long GIB = 1L << 30;

    /** Without variables. */
    public Environment(String os, String kernel, String cpu, int cores, long memoryBytes, String jdk,
            Map<String, String> tools, String user, double loadAverage, boolean quiet) {
        this(os, kernel, cpu, cores, memoryBytes, jdk, tools, user, loadAverage, quiet, null);
    }

    /** The same machine with these programs and no others. */
    public Environment with(Map<String, String> found) {
        return new Environment(os, kernel, cpu, cores, memoryBytes, jdk, new TreeMap<>(found), user, loadAverage, quiet,
                variables);
    }

    /** Whether the other is the same machine with the same programs; the load is ignored. */
    public boolean isSame(Environment other) {
        return withoutLoad().equals(other.withoutLoad());
    }

    private Environment withoutLoad() {
        return new Environment(os, kernel, cpu, cores, memoryBytes, jdk, tools, user, 0, false, variables);
    }

    /** Differences that make times incomparable, as "kernel 6.1 (before: 6.2)"; not those of the builds' programs. */
    public List<String> differences(Environment before) {
        List<String> differences = new ArrayList<>();
        add("operating system", os, before.os, differences);
        add("kernel", kernel, before.kernel, differences);
        add("CPU", cpu, before.cpu, differences);
        add("cores", cores, before.cores, differences);
        add("memory in GiB", memoryBytes / GIB, before.memoryBytes / GIB, differences);
        add("JDK", jdk, before.jdk, differences);
        return differences;
    }

    private static void add(String what, Object now, Object before, List<String> differences) {
        if (!Objects.equals(now, before)) {
            differences.add(what + " " + now + " (before: " + before + ")");
        }
    }
}
