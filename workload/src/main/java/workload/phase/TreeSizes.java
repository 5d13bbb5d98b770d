package workload.phase;

import java.io.IOException;
import java.nio.file.Path;

import workload.os.Commands;
import workload.study.TreeSize;

/** Measures a tree outside of the timings. */
public final class TreeSizes {
    private TreeSizes() {}

    /** The size of what is below a directory: find(1) tells what Java can't, the blocks of a file. */
    public static TreeSize of(Path directory) throws IOException {
        return parse(Commands.run("find", directory.toString(), "-mindepth", "1", "-printf", "%y %s %b\\n"));
    }

    static TreeSize parse(String lines) {
        long files = 0;
        long directories = 0;
        long symlinks = 0;
        long bytes = 0;
        long blocks = 0;
        for (String line : lines.lines().toList()) {
            String[] fields = line.split(" ");
            switch (fields[0]) {
                case "f" -> {
                    files++;
                    bytes += Long.parseLong(fields[1]);
                    blocks += Long.parseLong(fields[2]);
                }
                case "d" -> directories++;
                case "l" -> symlinks++;
                default -> {
                    // Sockets and the like are no part of a source tree: the build may leave them, nobody counts them.
                }
            }
        }
        return new TreeSize(files, directories, symlinks, bytes, blocks * 512);
    }
}
