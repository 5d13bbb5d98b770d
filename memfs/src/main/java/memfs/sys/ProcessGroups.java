package memfs.sys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Another process's supplementary groups, which FUSE requests don't carry; proc_pid_status(5). */
public final class ProcessGroups {
    private static final String KEY = "Groups:";
    private static final int[] NONE = {};

    private ProcessGroups() {}

    /** The groups of a process or thread; none where it is gone or unknown. */
    public static int[] of(int pid) {
        if (pid <= 0) {
            return NONE;
        }
        try (var lines = Files.lines(Path.of("/proc", Integer.toString(pid), "status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(KEY)).findFirst().map(ProcessGroups::parse).orElse(NONE);
        } catch (IOException | RuntimeException e) {
            return NONE;
        }
    }

    private static int[] parse(String line) {
        String groups = line.substring(KEY.length()).strip();
        return groups.isEmpty() ? NONE : Arrays.stream(groups.split(" ")).mapToInt(Integer::parseUnsignedInt).toArray();
    }
}
