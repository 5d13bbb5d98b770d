package memfs.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import memfs.mount.Mount;
import memfs.mount.MountException;
import memfs.mount.MountOptions;
import memfs.mount.Statistics;
import memfs.sys.FileNames;
import memfs.sys.Signals;

/** One mount from its start to its end, with its messages, signals and statistics. */
final class Server {
    private static final Logger LOG = System.getLogger(Server.class.getName());

    private final Path mountPoint;
    private final MountOptions options;
    private final Optional<Path> statistics;
    private final Statistics counted;
    private final boolean exitOnStdinEof;
    private final Runnable mounted;
    private final Runnable announced;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    /**
     * @param statistics
     *            the file for them, or null
     * @param counted
     *            what to count, where there is a file
     * @param mounted
     *            called once the mount answers, before the ready line
     * @param announced
     *            called after the ready line
     */
    Server(Path mountPoint, MountOptions options, Path statistics, Statistics counted, boolean exitOnStdinEof,
            Runnable mounted, Runnable announced) {
        this.mountPoint = mountPoint;
        this.options = options;
        this.statistics = Optional.ofNullable(statistics).map(FileNames::absolute);
        this.counted = statistics == null ? Statistics.MEMORY : counted;
        this.exitOnStdinEof = exitOnStdinEof;
        this.mounted = mounted;
        this.announced = announced;
    }

    /**
     * Mounts, prints the ready line, and returns when it is unmounted.
     *
     * @throws MountException
     *             nothing was mounted
     */
    void run() throws MountException {
        if (statistics.isPresent()) {
            checkStatistics(statistics.get());
        }
        stopOnSignals();
        if (exitOnStdinEof) {
            try (StandardInput _ = new StandardInput(() -> stop.complete(null))) {
                serve();
            }
        } else {
            serve();
        }
    }

    private void serve() throws MountException {
        try (Mount mount = Mount.open(mountPoint, options, counted)) {
            Optional<StatisticsFile> file = statistics.map(path -> new StatisticsFile(path, mount));
            Signals.handle("USR1", () -> file.ifPresentOrElse(StatisticsFile::write, Server::refuseStatistics));
            mounted.run();
            announce(mount);
            announced.run();
            stop.thenRunAsync(mount::unmount);
            mount.awaitEnd();
            file.ifPresent(StatisticsFile::write);
            if (mount.hasFailed()) {
                throw new MountException("the file system at " + mount.mountPoint()
                        + " ended by a failure, and its files are lost; the reason is in the lines above");
            }
        }
    }

    /** SIGUSR1 would otherwise end the process, and all data with it. */
    private static void refuseStatistics() {
        LOG.log(Level.WARNING, "no operations are counted, so there are no statistics; start with --stats-file FILE");
    }

    /** At the start, rather than after hours of counting. */
    private void checkStatistics(Path file) throws MountException {
        if (file.getFileName() == null || !Files.isWritable(file.getParent())) {
            throw new MountException("--stats-file " + file + " can't be written; give a file in a folder of your own");
        }
        // It will be replaced, not opened: /dev/null would be gone.
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new MountException(
                    "--stats-file " + file + " can't be written, since it is no regular file; give another name");
        }
        // A server that writes to its own mount deadlocks.
        if (real(file.getParent()).startsWith(real(mountPoint))) {
            throw new MountException("--stats-file " + file + " lies inside the mount point; give a file elsewhere");
        }
    }

    /** Without symbolic links, as far as it exists. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return FileNames.absolute(path).normalize();
        }
    }

    /** Before the mount: an early signal must not leave a dead mount. */
    private void stopOnSignals() {
        for (String signal : new String[]{"TERM", "INT", "HUP"}) {
            Signals.handle(signal, () -> stop.complete(null));
        }
    }

    /** A program that waits for the line would never end. */
    private static void announce(Mount mount) throws MountException {
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("event", "ready");
        ready.put("pid", ProcessHandle.current().pid());
        ready.put("transport", mount.transport().toString());
        ready.put("mountPoint", mount.mountPoint().toString());
        ready.put("name", mount.name());
        ready.put("version", Version.current());
        ready.put("settings", mount.settings());
        System.out.println(JsonLine.of(ready));
        if (System.out.checkError()) {
            throw new MountException("the ready line can't be written to standard output, so " + mount.mountPoint()
                    + " was unmounted again; send the output somewhere else: >/dev/null");
        }
    }
}
