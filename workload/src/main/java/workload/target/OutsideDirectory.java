package workload.target;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A trial's own directory in a place that belongs to the user: a file beside the trial directory, one for each, names it
 * for as long as it is there, so that a later trial can remove what this one could not.
 */
final class OutsideDirectory {
    private static final String PREFIX = "memfs-study-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{16}");
    private static final String INFIX = ".outside.";

    private OutsideDirectory() {}

    /** Makes an empty directory of a name that nobody has. */
    static Path create(Path parent, Path trial) throws IOException {
        String name = PREFIX + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path directory = parent.resolve(name);
        Files.writeString(register(trial, directory), directory.toString());
        return Files.createDirectory(directory);
    }

    /** What earlier trials left. */
    static List<Path> left(Path trial) throws IOException {
        List<Path> left = new ArrayList<>();
        if (Files.isDirectory(trial.getParent())) {
            try (DirectoryStream<Path> registers = Files.newDirectoryStream(trial.getParent(),
                    trial.getFileName() + INFIX + "*")) {
                for (Path register : registers) {
                    left.add(Path.of(Files.readString(register)));
                }
            }
        }
        left.removeIf(directory -> !isOurs(directory));
        return left;
    }

    private static boolean isOurs(Path directory) {
        return directory.isAbsolute() && directory.getFileName() != null
                && NAME.matcher(directory.getFileName().toString()).matches();
    }

    static void forget(Path trial, Path directory) throws IOException {
        Files.deleteIfExists(register(trial, directory));
    }

    private static Path register(Path trial, Path directory) {
        return trial.resolveSibling(trial.getFileName() + INFIX + directory.getFileName());
    }
}
