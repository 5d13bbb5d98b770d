package workload.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import workload.os.Mounts;
import workload.os.ServerProcess;

/**
 * Any file system that a command of the user mounts and serves in the foreground.
 *
 * @param command
 *            for {@code sh -c}, with {@link Placeholders}
 */
record CommandTarget(String name, String command, Deadlines deadlines) implements Target {

    /**
     * How long a server may take.
     *
     * @param mount
     *            until its mount answers
     * @param leave
     *            to end by itself when its mount is gone
     * @param terminate
     *            to end after SIGTERM
     */
    record Deadlines(Duration mount, Duration leave, Duration terminate) {}

    CommandTarget(String name, String command) {
        this(name, command, new Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }

    @Override
    public OpenTarget open(Path directory, TrialFiles files) throws TargetException {
        Path trial = directory.toAbsolutePath();
        BackingStores stores = new BackingStores(command, trial);
        try {
            if (!Mounts.below(trial).isEmpty()) {
                throw new IOException("something is mounted at " + trial + " already");
            }
            Files.createDirectories(trial);
            String words = stores.make();
            CommandServer.Place place = new CommandServer.Place(trial, stores, new ServerLog(files.log()));
            return new CommandServer(this, ServerProcess.start(words, files.log()), place).awaitReady();
        } catch (IOException e) {
            Targets.cleanUp(trial, _ -> {});
            throw new TargetException("The target " + name + " can't be started: " + e.getMessage(), e);
        }
    }

    /** What its command needs only the command knows. */
    @Override
    public List<String> needs() {
        return List.of();
    }
}
