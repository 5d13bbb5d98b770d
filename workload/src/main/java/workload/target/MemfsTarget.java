package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import workload.os.Commands;
import workload.os.User;
import workload.process.CleanEnvironment;
import workload.process.DefaultSignals;

/**
 * A MemFS in a server process of its own, started through the launcher that people use.
 *
 * @param transport
 *            of the requests
 * @param options
 *            for {@code memfs -o}
 * @param launcher
 *            {@code memfs/bin/memfs}
 */
record MemfsTarget(Transport transport, List<String> options, Path launcher) implements Target {
    private static final Path DEVICE = Path.of("/dev/fuse");

    /** Named as {@code -o transport=} is. */
    enum Transport {
        /** The kernel's protocol itself: counts what it is sent. */
        KERNEL,
        /** jnr-fuse: the library doesn't tell what it is sent. */
        JNR;

        String option() {
            return "transport=" + name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public OpenTarget open(Path directory, TrialFiles files) throws TargetException {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(files.statistics().getParent());
            ProcessBuilder builder = new ProcessBuilder(command(directory, files));
            builder.environment().clear();
            builder.environment().putAll(
                    CleanEnvironment.with(CleanEnvironment.inherited("MEMFS_JAVA", "MEMFS_JAVA_OPTS", "JAVA_HOME")));
            builder.redirectError(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
            return MemfsServer.awaitReady(builder.start(), directory, ServerBuilds.of(jar()), files,
                    transport == Transport.KERNEL);
        } catch (IOException e) {
            throw new TargetException("The server can't be started: " + e.getMessage() + "; build it by mvn package.",
                    e);
        }
    }

    /** In a session of its own: a Ctrl-C must end the harness first, which then ends the server. */
    private List<String> command(Path directory, TrialFiles files) {
        List<String> command = new ArrayList<>(List.of("setsid", launcher.toString(), "--exit-on-stdin-eof",
                "--stats-file", files.statistics().toString(), "--stats", counted(files)));
        List<String> mountOptions = Stream.concat(Stream.of(transport.option()), options.stream()).toList();
        command.addAll(List.of("-o", String.join(",", mountOptions), directory.toString()));
        return DefaultSignals.of(command);
    }

    private String counted(TrialFiles files) {
        return switch (files.counting()) {
            case OPERATIONS -> "operations";
            case WRITERS -> "writers";
            case MESSAGES -> transport == Transport.KERNEL ? "messages" : "memory";
        };
    }

    @Override
    public List<String> needs() {
        List<String> needs = new ArrayList<>();
        if (!Files.isExecutable(launcher)) {
            needs.add("Needs MemFS's launcher " + launcher + ": start the study by benchmark.sh of a whole checkout.");
        } else if (!Files.exists(jar())) {
            needs.add("Needs MemFS to be built (" + jar() + " is missing): start the study by benchmark.sh.");
        }
        if (!Files.exists(DEVICE)) {
            needs.add("Needs /dev/fuse: load the module by 'modprobe fuse', or start the container with the device.");
        } else if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            needs.add("Needs /dev/fuse to be readable and writable: 'chmod 666 /dev/fuse' as root.");
        }
        if (!User.isRoot() && !Commands.exists("fusermount3") && !Commands.exists("fusermount")) {
            needs.add("Needs fusermount3 to mount without root: 'apt-get install fuse3'.");
        }
        if (transport == Transport.JNR && !hasLibfuse()) {
            needs.add("Needs libfuse 2: 'apt-get install libfuse2', or libfuse2t64 on newer releases.");
        }
        return needs;
    }

    private Path jar() {
        return launcher.resolve("../../target/memfs.jar").normalize();
    }

    /** What the launcher of a checkout starts. */
    static Path jar(Path home) {
        return home.resolve("memfs/target/memfs.jar");
    }

    private static boolean hasLibfuse() {
        try {
            return Commands.run("sh", "-c", "PATH=$PATH:/sbin:/usr/sbin; ldconfig -p").contains("libfuse.so.2");
        } catch (IOException _) {
            return true; // Without ldconfig (musl) the server itself will say what it misses.
        }
    }
}
