package workload.result;

import java.util.Map;

/**
 * The machine and its programs.
 *
 * @param kernel
 *            release as uname -r gives it
 * @param tools
 *            program to version: git, gcc, make, jgit, memfs …
 * @param loadAverage
 *            one-minute load at the start
 * @param quiet
 *            whether the machine was idle at the start: load under 0.5 for each core
 */
public record Environment(String os, String kernel, String cpu, int cores, long memoryBytes, String jdk,
        Map<String, String> tools, String user, double loadAverage, boolean quiet) {
    /** Whether the other is the same machine with the same programs, whatever its load. */
    public boolean isSame(Environment other) {
        return withoutLoad().equals(other.withoutLoad());
    }

    private Environment withoutLoad() {
        return new Environment(os, kernel, cpu, cores, memoryBytes, jdk, tools, user, 0, false);
    }
}
