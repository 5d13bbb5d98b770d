package memfs.sys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The names of other processes' programs, as proc_pid_status(5) tells them: of a thread that of its process.
 *
 * @param proc
 *            {@code /proc}
 */
public record Programs(Path proc) {
    /** Of the kernel itself, whose requests name no process. */
    public static final String KERNEL = "kernel";
    /** Of a process that is gone, or in another namespace. */
    public static final String UNKNOWN = "unknown";

    /**
     * The name of the program that a thread runs; to be asked while it waits for us, since a pid that is free is used
     * again.
     *
     * @param pid
     *            thread id, 0 for the kernel
     */
    public String of(int pid) {
        if (pid == 0) {
            return KERNEL;
        }
        try {
            List<String> asked = status(Integer.toString(pid));
            String process = value(asked, "Tgid:");
            // A thread may have given itself a name.
            return value(process.equals(Integer.toString(pid)) ? asked : status(process), "Name:");
        } catch (IOException _) {
            return UNKNOWN;
        }
    }

    private List<String> status(String pid) throws IOException {
        return Files.readAllLines(proc.resolve(pid).resolve("status"), StandardCharsets.ISO_8859_1);
    }

    private static String value(List<String> status, String key) {
        return status.stream().filter(line -> line.startsWith(key)).findFirst()
                .map(line -> line.substring(key.length()).strip()).orElse(UNKNOWN);
    }
}
