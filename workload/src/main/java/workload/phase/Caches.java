package workload.phase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import workload.os.Commands;

/** The kernel's caches, brought into a known state before a phase is timed. */
public final class Caches {
    private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

    private Caches() {}

    /**
     * Writes back what earlier work left dirty on the file system that a directory is on: else the disk would do it in
     * the middle of the next timing. syncfs(2).
     */
    public static void writeBack(Path directory) throws IOException {
        Commands.run("sync", "--file-system", directory.toString());
    }

    /**
     * Drops the kernel's dentries and inodes that nobody uses (Documentation/admin-guide/sysctl/vm.rst).
     *
     * @return false where we may not: then nothing can be called cold
     */
    public static boolean dropDentries() {
        try {
            Files.writeString(DROP, "2\n");
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
