package memfs.mount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The set-uid helper through which ordinary users mount and unmount FUSE file systems; fusermount(1). */
final class Fusermount {

    private Fusermount() {}

    /** Where the helper is; libfuse 2 knows it only by the name without a number. */
    static Optional<Path> find() {
        String folders = System.getenv().getOrDefault("PATH", "") + ":/bin:/usr/bin";
        return Stream.of(folders.split(":")).map(folder -> Path.of(folder, "fusermount")).filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Unmounts.
     *
     * @return what the helper complained about, empty on success
     */
    static String unmount(Path mountPoint, boolean lazily) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(find().map(Path::toString).orElse("fusermount"));
        command.add("-u");
        if (lazily) {
            command.add("-z");
        }
        command.add("--");
        command.add(mountPoint.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? "" : output.isEmpty() ? "fusermount failed" : output;
    }
}
