package workload.study;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings in a trial's key beyond its project and target. */
public final class Variant {
    public static final String CLONE = "clone";
    public static final String JOBS = "jobs";

    private Variant() {}

    public static SortedMap<String, String> of(String engine, int jobs) {
        return new TreeMap<>(Map.of(CLONE, engine, JOBS, Integer.toString(jobs)));
    }

    public static int jobs(TrialKey key) {
        return Integer.parseInt(key.variant().get(JOBS));
    }

    /** The trial's name in the names of its files. */
    public static String fileName(TrialKey key) {
        String name = String.join("-", key.project(), key.target(), key.variant().get(CLONE),
                JOBS + key.variant().get(JOBS), Integer.toString(key.repetition()));
        return name.replaceAll("[^A-Za-z0-9._=-]", "_");
    }
}
