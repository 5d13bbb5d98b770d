package workload.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import workload.process.ProcessStat;

/** The kernel's counters of the whole machine since its start; proc(5). */
public final class MachineFigures {
    private static final Path PROC = Path.of("/proc");
    /** Places in the first line of {@code /proc/stat}, proc_stat(5). */
    private static final int USER = 1;
    private static final int SYSTEM = 3;
    private static final int STEAL = 8;
    /** The share of time in which at least one task waited, in us: Documentation/accounting/psi.rst. */
    private static final Pattern SOME = Pattern.compile("^some .*total=(\\d+)$", Pattern.MULTILINE);
    private static final Pattern WRITTEN = Pattern.compile("^nr_written (\\d+)$", Pattern.MULTILINE);

    private static final int LONGER_THAN_A_LINE = 256;

    private MachineFigures() {}

    /**
     * Time of all processors, in steps of 10 ms.
     *
     * @param cores
     *            that are online
     * @param busyNanos
     *            in processes and kernel threads, interrupts aside
     * @param stolenNanos
     *            in which another guest of the same host ran
     */
    public record Processors(int cores, long busyNanos, long stolenNanos) {}

    public static Processors processors() throws IOException {
        return parseProcessors(Files.readString(PROC.resolve("stat")));
    }

    static Processors parseProcessors(String stat) {
        String[] all = stat.substring(0, stat.indexOf('\n')).split(" +");
        long busy = 0;
        for (int place = USER; place <= SYSTEM; place++) {
            busy += Long.parseLong(all[place]);
        }
        int cores = (int) stat.lines().filter(line -> line.matches("cpu\\d+ .*")).count();
        return new Processors(cores, busy * ProcessStat.NANOS_PER_TICK,
                Long.parseLong(all[STEAL]) * ProcessStat.NANOS_PER_TICK);
    }

    /** Time in which at least one task waited for cpu, io or memory, in ns; empty if the kernel doesn't count it. */
    public static Map<String, Long> pressureNanos() {
        Map<String, Long> nanos = new TreeMap<>();
        for (String resource : new String[]{"cpu", "io", "memory"}) {
            try {
                nanos.put(resource, parsePressure(Files.readString(PROC.resolve("pressure").resolve(resource))));
            } catch (IOException _) {
                continue; // Before Linux 4.20, without CONFIG_PSI, or switched off by psi=0.
            }
        }
        return nanos;
    }

    static long parsePressure(String pressure) throws IOException {
        return number(SOME, pressure) * 1000;
    }

    /** What has been written from the page cache to file systems. */
    public static long writtenBackBytes() throws IOException {
        return parseWritten(Files.readString(PROC.resolve("vmstat"))) * NativeCalls.pageSize();
    }

    static long parseWritten(String vmstat) throws IOException {
        return number(WRITTEN, vmstat);
    }

    /**
     * Inodes that the kernel keeps in memory now, of all file systems: exact, unlike the counts of
     * {@code /proc/slabinfo}, which take free objects in a processor's own slabs for used ones.
     */
    public static long cachedInodes() throws IOException {
        // By one read(2): a second one at another offset returns end of file (kernel/sysctl.c, proc_doulongvec_minmax).
        try (InputStream file = Files.newInputStream(PROC.resolve("sys/fs/inode-nr"))) {
            return parseInodes(new String(file.readNBytes(LONGER_THAN_A_LINE), StandardCharsets.US_ASCII));
        }
    }

    static long parseInodes(String inodeNr) {
        return Long.parseLong(inodeNr.split("\\s+")[0]);
    }

    private static long number(Pattern line, String text) throws IOException {
        Matcher matcher = line.matcher(text);
        if (!matcher.find()) {
            throw new IOException("The kernel's figures have no line " + line);
        }
        return Long.parseLong(matcher.group(1));
    }
}
