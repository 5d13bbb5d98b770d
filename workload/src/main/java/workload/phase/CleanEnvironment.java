package workload.phase;

import java.util.Map;
import java.util.TreeMap;

/** The environment of every program in a phase: the same on each target and machine but for the PATH. */
public final class CleanEnvironment {
    /**
     * HOME is none that exists, so that no user's settings come in; the fixed SOURCE_DATE_EPOCH keeps build times out
     * of what is built, so that the targets' trees can be compared.
     */
    private static final Map<String, String> FIXED = Map.of("LC_ALL", "C", "HOME", "/nonexistent", "TZ", "UTC",
            "SOURCE_DATE_EPOCH", "1", "GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_TERMINAL_PROMPT", "0");

    private CleanEnvironment() {}

    /** With some variables more. */
    public static Map<String, String> with(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(FIXED);
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
        environment.putAll(more);
        return environment;
    }
}
