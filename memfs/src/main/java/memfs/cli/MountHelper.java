package memfs.cli;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import memfs.mount.MountException;
import memfs.mount.MountOptions;
import memfs.mount.OptionException;
import memfs.mount.RawOptions;
import memfs.mount.Statistics;
import memfs.sys.Libc;
import memfs.sys.SystemLog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The {@code mount.memfs} command: mount(8) and mount.fuse3(8) call it, and so may people. Its launcher gives it a session of
 * its own and waits for the ready line.
 */
@Command(name = "mount.memfs", customSynopsis = "mount.memfs NAME DIR [-fhnrsvVw] [-t TYPE] [-o OPTIONS]...", versionProvider = Version.class, sortOptions = false, usageHelpAutoWidth = true, description = "Mounts a file system in memory, as mount -t fuse.memfs NAME DIR does, and serves it in the background until it is unmounted.", footer = {
        "",
        "Options for mount(8), systemd and fstab(5) are skipped: defaults, noauto, user, nofail, _netdev, x-*, relatime and their like. Of two options that contradict each other the later one counts. As root suid and dev are the default.",
        "",
        "The exit status is that of mount(8): 0 it is mounted and answers; 1 wrong options; 4 a bug; 8 interrupted; 32 nothing could be mounted. The background's messages go to the system's log."})
final class MountHelper implements Callable<Integer> {
    private static final Logger LOG = System.getLogger(MountHelper.class.getName());

    @Parameters(index = "0", paramLabel = "NAME", description = "The mount's source, as df shows it.")
    private String name;

    @Parameters(index = "1", paramLabel = "DIR", description = "An empty directory.")
    private Path directory;

    @Option(names = "-o", paramLabel = "OPTIONS", description = "Mount options, see below; several lists are joined.")
    private List<String> mountOptions = new ArrayList<>();

    @Option(names = "-f", description = "Stay in the foreground, and log to the standard error.")
    private boolean foreground;

    @Option(names = "-s", description = "Skip unknown mount options.")
    private boolean sloppy;

    @Option(names = "-n", description = "Taken from mount(8), and without a meaning here.")
    private boolean noTable;

    @Option(names = "-t", paramLabel = "TYPE", description = "Taken from mount(8); the type is fuse.memfs, or as -o subtype says.")
    private String type;

    @Option(names = "-N", hidden = true, paramLabel = "NAMESPACE", description = "As mount -N passes it; refused.")
    private String namespace;

    @Option(names = "-v", description = "Show stack traces of errors.")
    private boolean verbose;

    @Option(names = {"-h", "--help"}, usageHelp = true, order = 1, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, order = 1, description = "Show the version.")
    private boolean version;

    /** Of -r and -w the later one. */
    private List<String> access = List.of();

    private volatile boolean detached;

    public static void main(String[] args) {
        Arguments.warmUp(args);
        StandardOutput output = StandardOutput.install();
        System.exit(ownStatus(output.status(commandLine().execute(Arguments.exact(args)))));
    }

    /** For a launcher that waits: a status that can't be one of Java's own, which ends with 1 where it can't start. */
    private static int ownStatus(int status) {
        return status == CommandLine.ExitCode.OK ? status : status + Integer.getInteger("memfs.helper.status", 0);
    }

    static CommandLine commandLine() {
        MountHelper helper = new MountHelper();
        return Failures.OF_MOUNT.handle(new CommandLine(helper), () -> helper.verbose, helper::say);
    }

    private void say(String sentence) {
        if (detached) {
            LOG.log(Level.ERROR, "{0}", sentence);
        } else {
            System.err.println(sentence);
        }
    }

    @Override
    public Integer call() throws MountException {
        refuseWhatMountDoes();
        LogLevel.info.apply();
        Runnable mounted = foreground ? () -> {} : this::detach;
        Runnable announced = foreground ? () -> {} : System.out::close;
        new Server(directory, MountOptions.of(name, options()), null, Statistics.MEMORY, false, mounted, announced)
                .run();
        return CommandLine.ExitCode.OK;
    }

    @Option(names = "-r", description = "Read-only; the same as -o ro.")
    private void readOnly(boolean given) {
        access = given ? List.of("ro") : access;
    }

    @Option(names = "-w", description = "Writable; the same as -o rw.")
    private void writable(boolean given) {
        access = given ? List.of("rw") : access;
    }

    RawOptions options() {
        List<String> lists = new ArrayList<>();
        // mount(8) names only what differs from its defaults.
        if (Libc.geteuid() == 0) {
            lists.add("suid,dev");
        }
        lists.addAll(mountOptions);
        lists.addAll(access);
        return RawOptions.ofMount(lists, sloppy);
    }

    private void refuseWhatMountDoes() {
        if (directory.toString().isEmpty()) {
            throw new OptionException("the mount point is an empty text; give an empty directory");
        }
        if (namespace != null) {
            throw new OptionException("the server can't go to another namespace; start it there: "
                    + "nsenter --mount=NAMESPACE mount -t fuse.memfs " + name + " " + directory);
        }
        if (RawOptions.asksForRemount(mountOptions)) {
            throw new OptionException(
                    "what a server was started with stays; to change flags of the kernel's give mount -i: "
                            + "mount -i -o remount,ro " + directory);
        }
    }

    /** What a server in the background doesn't keep of the one who started it; its output is the pipe of the ready line. */
    private void detach() {
        LogLevel.moveTo(new SystemLogHandler(new SystemLog(SystemLog.SOCKET, "memfs")));
        detached = true;
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LOG.log(Level.ERROR,
                "the thread " + thread.getName() + " ended by a bug, please report it", failure));
        // The directory would keep its file system in use.
        Libc.chdir(Path.of("/"));
        // Java puts /dev/null in its place, and who reads it sees its end.
        System.err.close();
    }
}
