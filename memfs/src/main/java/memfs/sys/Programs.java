package memfs.sys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The names of other processes' programs, from proc_pid_comm(5): of a thread, that of its process.
 *
 * @param proc
 *            {@code /proc}
 */
public record Programs(Path proc) {
    /** Of requests that name no process; like {@link #UNKNOWN} longer than the 15 bytes that a program's name may have. */
    public static final String KERNEL = "(kernel writeback)";
    /** Of a process that is gone, that /proc doesn't show, or that gave itself no name. */
    public static final String UNKNOWN = "(name not known)";

    private static final String GROUP = "Tgid:";

    /**
     * The name of the program that a thread runs; to be called while the thread waits for us, since pids are reused. What
     * isn't UTF-8 in it becomes U+FFFD, and it ends before a line end.
     *
     * @param pid
     *            thread id, 0 for the kernel
     */
    public String of(int pid) {
        if (pid == 0) {
            return KERNEL;
        }
        try {
            // A thread may have given itself a name.
            return read(process(pid), "comm").lines().findFirst().filter(name -> !name.isEmpty()).orElse(UNKNOWN);
        } catch (IOException _) {
            return UNKNOWN;
        }
    }

    private String process(int pid) throws IOException {
        return read(Integer.toString(pid), "status").lines().filter(line -> line.startsWith(GROUP)).findFirst()
                .map(line -> line.substring(GROUP.length()).strip()).orElseThrow(IOException::new);
    }

    /** Names may be any bytes: nothing that a strict decoder would take. */
    private String read(String pid, String file) throws IOException {
        return new String(Files.readAllBytes(proc.resolve(pid).resolve(file)), StandardCharsets.UTF_8);
    }
}
