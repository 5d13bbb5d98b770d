package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A trial's own directory in a place that belongs to the user: a file beside the trial directory names it for as long as
 * it is there, so that the next run can remove it when this one is killed.
 */
final class OutsideDirectory {
    private static final String PREFIX = "memfs-study-";

    private OutsideDirectory() {}

    /** Makes an empty directory of a name that nobody has. */
    static Path create(Path parent, Path trial) throws IOException {
        String name = PREFIX + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path directory = parent.resolve(name);
        Files.writeString(register(trial), directory.toString());
        return Files.createDirectory(directory);
    }

    /** What an earlier trial left, if one did. */
    static List<Path> left(Path trial) throws IOException {
        if (!Files.exists(register(trial))) {
            return List.of();
        }
        Path directory = Path.of(Files.readString(register(trial)));
        boolean isOurs = directory.isAbsolute() && directory.getFileName().toString().startsWith(PREFIX);
        return isOurs ? List.of(directory) : List.of();
    }

    static void forget(Path trial) throws IOException {
        Files.deleteIfExists(register(trial));
    }

    private static Path register(Path trial) {
        return trial.resolveSibling(trial.getFileName() + ".outside");
    }
}
