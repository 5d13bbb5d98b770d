package memfs.contract;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import memfs.contract.RightsOperation.Kind;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.testing.Posix;
import memfs.testing.Syscalls;

/**
 * Every operation by every caller on every mode, on two file systems side by side: what the call returned, and the mode,
 * owner and group after it, both as the kernel has them cached and as the file system has them.
 *
 * <p>
 * One thread plays all callers. It prepares some files as root, acts on all of them as the caller, and looks as root.
 */
final class RightsTable implements AutoCloseable {
    /** Files that are acted on at once. */
    private static final int BATCH = 64;

    /** Cells that differ alike, and the first of them. */
    record Difference(long cells, String example) {
        Difference and(Difference other) {
            return new Difference(cells + other.cells, example);
        }
    }

    /** The figures of one run; differences by the operation and what differs. */
    record Result(long cells, Duration time, Map<String, Difference> differences) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(cells + " cells in " + time.toSeconds() + " s");
            differences.forEach((what, difference) -> text.append("\n").append(what).append(": ")
                    .append(difference.cells).append(", such as ").append(difference.example));
            return text.toString();
        }
    }

    private final Arena arena = Arena.ofConfined();
    private final Syscalls system = new Syscalls(arena);
    private final Tree oracle;
    private final Tree tested;
    private final Map<String, Difference> differences = new TreeMap<>();

    /** One file system's subjects, and what happened to each of them. */
    private static final class Tree {
        private final Map<Kind, List<RightsSubject>> subjects = new EnumMap<>(Kind.class);
        private final int sourceFd;
        private final long[] results = new long[BATCH];
        private final long[] cached = new long[BATCH];
        private final long[] forced = new long[BATCH];

        Tree(Path directory, Arena arena) {
            sourceFd = Posix.open(directory + "/source", OpenFlags.O_CREAT | OpenFlags.O_RDWR, 0600);
            Posix.write(sourceFd, Contract.bytes("x"));
            Posix.mkdir(directory + "/table", 0777);
            for (Kind kind : Kind.values()) {
                subjects.put(kind, IntStream.range(0, BATCH).mapToObj(
                        i -> new RightsSubject(kind, directory + "/table/" + kind + i, sourceFd, arena)).toList());
            }
        }

        void run(Syscalls system, RightsOperation operation, RightsCaller caller, int[] modes) {
            List<RightsSubject> acted = subjects.get(operation.kind()).subList(0, modes.length);
            for (int i = 0; i < modes.length; i++) {
                acted.get(i).prepare(system, modes[i]);
            }
            caller.run(system, () -> {
                for (int i = 0; i < modes.length; i++) {
                    results[i] = operation.apply(system, acted.get(i));
                }
            });
            boolean makes = operation.ordinal() >= RightsOperation.LINK.ordinal();
            for (int i = 0; i < modes.length; i++) {
                boolean made = makes && results[i] >= 0;
                cached[i] = acted.get(i).cached(system, made);
                forced[i] = acted.get(i).forced(system, made);
                if (made) {
                    acted.get(i).clean(system, operation);
                }
            }
        }

        String shown(int i) {
            return result(results[i]) + " " + shown(forced[i])
                    + (cached[i] == forced[i] ? "" : " cached " + shown(cached[i]));
        }

        private static String shown(long packed) {
            return Integer.toOctalString(Mode.permissions((int) (packed >> 24))) + ":" + (packed >> 12 & 0xfff) + ":"
                    + (packed & 0xfff);
        }

        void close() {
            subjects.values().forEach(list -> list.forEach(RightsSubject::close));
            Posix.close(sourceFd);
        }
    }

    RightsTable(Path oracle, Path tested) {
        this.oracle = new Tree(oracle, arena);
        this.tested = new Tree(tested, arena);
    }

    /** Runs all cells with these modes, on the caller's thread, which must be root's. */
    Result run(int[] modes) {
        long start = System.nanoTime();
        long cells = 0;
        for (int from = 0; from < modes.length; from += BATCH) {
            int[] batch = Arrays.copyOfRange(modes, from, Math.min(modes.length, from + BATCH));
            for (RightsOperation operation : RightsOperation.values()) {
                for (RightsCaller caller : RightsCaller.all()) {
                    oracle.run(system, operation, caller, batch);
                    tested.run(system, operation, caller, batch);
                    compare(operation, caller, batch);
                    cells += batch.length;
                }
            }
        }
        return new Result(cells, Duration.ofNanos(System.nanoTime() - start), differences);
    }

    private void compare(RightsOperation operation, RightsCaller caller, int[] modes) {
        for (int i = 0; i < modes.length; i++) {
            String what = difference(i);
            if (what != null) {
                String example = Integer.toOctalString(modes[i]) + " by " + caller + ": " + oracle.shown(i)
                        + " on tmpfs, here " + tested.shown(i);
                differences.merge(operation + ": " + what, new Difference(1, example), Difference::and);
            }
        }
    }

    /** What differs in a cell; null where nothing does. */
    private String difference(int i) {
        if (oracle.results[i] != tested.results[i]) {
            return result(tested.results[i]) + " for " + result(oracle.results[i]);
        }
        if (oracle.forced[i] != tested.forced[i]) {
            return "mode, owner or group";
        }
        return oracle.cached[i] == tested.cached[i] ? null : "cached attributes";
    }

    private static String result(long value) {
        return value < 0 ? Errno.of((int) -value).toString() : Long.toString(value);
    }

    @Override
    public void close() {
        oracle.close();
        tested.close();
        arena.close();
    }
}
