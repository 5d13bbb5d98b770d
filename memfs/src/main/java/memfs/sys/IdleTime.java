package memfs.sys;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long the cores of the whole system have been idle; proc_stat(5). */
public final class IdleTime {
    private static final Path SOURCE = Path.of("/proc/stat");
    /** Fields of the first line, "cpu  user nice system idle iowait …". */
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;

    private IdleTime() {}

    /** The sum over all cores, in hundredths of a second; -1 where the system doesn't report it. */
    public static long ticks() {
        try (BufferedReader lines = Files.newBufferedReader(SOURCE, StandardCharsets.US_ASCII)) {
            String[] fields = lines.readLine().split(" +");
            return Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IOWAIT]);
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }
}
