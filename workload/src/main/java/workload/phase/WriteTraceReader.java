package workload.phase;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts by program how many calls wrote exactly how many bytes into one tree, from the lines of a {@link WriteTrace}. */
public final class WriteTraceReader {
    static final List<String> CALLS = List.of("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile",
            "copy_file_range");

    /** {@code 4711<cc1> write(3</tree/x.s>, ""..., 4096) = 4096}; strace fills small pids up to five places. */
    private static final Pattern LINE = Pattern.compile(" *(\\d+) *<(.*?)> +(.*)");
    /** The number ends the line: what follows {@code = -1} isn't ours, nor what a file's name says. */
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\) += (\\d+)");
    /** A descriptor and its file, whose name has no {@code <} nor {@code >}: these are escaped. */
    private static final Pattern FILE = Pattern.compile("\\d+<([^<>]*)>");
    /** As the server has it. */
    private static final String NAMELESS = "(name not known)";
    private static final String UNFINISHED = " <unfinished ...>";
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");

    /** A character a byte, as {@link Escapes} has it. */
    private final String tree;
    private final SortedMap<String, SortedMap<Long, Long>> counts = new TreeMap<>();
    /** By thread: what is known of a call during which others wrote their lines. */
    private final Map<String, String> begun = new HashMap<>();

    private WriteTraceReader(Path tree) {
        this.tree = Escapes.bytes(tree) + "/";
    }

    /**
     * Reads a whole trace.
     *
     * @param tree
     *            real path of a directory; what is written elsewhere doesn't count
     * @return by program, calls by the bytes that each wrote; calls that failed or wrote nothing don't count
     */
    public static SortedMap<String, SortedMap<Long, Long>> read(Path trace, Path tree) throws IOException {
        WriteTraceReader reader = new WriteTraceReader(tree);
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.add(line);
            }
        }
        return reader.counts;
    }

    private void add(String line) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches()) {
            add(parts.group(1), parts.group(2), parts.group(3));
        }
    }

    private void add(String thread, String program, String said) {
        if (said.endsWith(UNFINISHED)) {
            begun.put(thread, said.substring(0, said.length() - UNFINISHED.length()));
            return;
        }
        Matcher resumed = RESUMED.matcher(said);
        Matcher call = CALL.matcher(resumed.matches() ? begun.remove(thread) + resumed.group(1) : said);
        if (call.matches() && isInTree(call.group(1), call.group(2))) {
            count(program.isEmpty() ? NAMELESS : Escapes.text(program), Long.parseLong(call.group(3)));
        }
    }

    /** copy_file_range(2) alone names where from first. */
    private boolean isInTree(String call, String arguments) {
        List<String> files = FILE.matcher(arguments).results().map(file -> file.group(1)).toList();
        int written = call.equals("copy_file_range") ? 1 : 0;
        return files.size() > written && Escapes.undo(files.get(written)).startsWith(tree);
    }

    private void count(String program, long bytes) {
        if (bytes > 0) {
            counts.computeIfAbsent(program, _ -> new TreeMap<>()).merge(bytes, 1L, Long::sum);
        }
    }
}
