package memfs.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import memfs.sys.Programs;

/** How many bytes the WRITE requests of each program have: an experiment of the study, never used while timing. */
final class WriteSizes {
    /** A program may give itself a new name before each write. */
    static final int MOST_PROGRAMS = 1000;
    /** All those beyond; no program can have a name of more than 15 bytes. */
    static final String OTHERS = "(other programs)";

    private final Programs programs;
    private final Map<String, Map<Integer, Long>> counts = new TreeMap<>();

    WriteSizes(Programs programs) {
        this.programs = programs;
    }

    /**
     * Counts one request before its reply, while the program that wrote still exists.
     *
     * @param pid
     *            thread id, 0 for the kernel
     */
    void add(int pid, int bytes) {
        String program = programs.of(pid);
        synchronized (this) {
            String counted = counts.size() < MOST_PROGRAMS || counts.containsKey(program) ? program : OTHERS;
            counts.computeIfAbsent(counted, _ -> new TreeMap<>()).merge(bytes, 1L, Long::sum);
        }
    }

    /** By program, how many requests had exactly how many bytes; both ascending. */
    synchronized Map<String, Map<Integer, Long>> snapshot() {
        Map<String, Map<Integer, Long>> copy = new LinkedHashMap<>();
        counts.forEach((program, sizes) -> copy.put(program, new LinkedHashMap<>(sizes)));
        return copy;
    }
}
