package memfs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import memfs.mount.MountException;
import memfs.mount.MountOptions;
import memfs.mount.OptionException;
import memfs.mount.RawOptions;
import memfs.mount.Statistics;
import memfs.mount.Transport;
import memfs.sys.FileNames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code memfs} command: parses the command line, mounts, and serves until the end. */
@Command(name = "memfs", versionProvider = Version.class, sortOptions = false, usageHelpAutoWidth = true, description = "Mounts a file system in memory and serves it, in the foreground, until it is unmounted.", footer = {
        "", "SIGTERM, SIGINT, SIGHUP and umount end it; SIGUSR1 writes the statistics."})
public final class Main implements Callable<Integer> {

    @Parameters(arity = "1", paramLabel = "MOUNTPOINT", description = "An empty directory.")
    private Path mountPoint;

    @Option(names = {"-c",
            "--config"}, paramLabel = "FILE", description = "Read settings from a JSON or YAML file: name, cache, level, readonly, stats-file, stats, options. Flags override it.")
    private Path config;

    @Option(names = {"-N", "--name"}, paramLabel = "NAME", description = "The mount's source, as df shows it: memfs.")
    private String name;

    @Option(names = {"-C", "--cache"}, paramLabel = "SIZE", description = "The size limit; the same as -o size=SIZE.")
    private String cache;

    @Option(names = {"-L", "--level"}, paramLabel = "LEVEL", description = "Log level: ${COMPLETION-CANDIDATES}; info.")
    private LogLevel level;

    @Option(names = {"-R", "--readonly"}, description = "Refuse every change; the same as -o ro.")
    private boolean readOnly;

    @Option(names = "-o", paramLabel = "OPTIONS", description = "Mount options, see below.")
    private List<String> mountOptions = new ArrayList<>();

    @Option(names = "--stats-file", paramLabel = "FILE", description = "Write statistics there on SIGUSR1 and in the end.")
    private Path statsFile;

    @Option(names = "--stats", paramLabel = "WHAT", description = "What to count: operations, with latencies (default); messages, the kernel's requests alone, at no cost; writers, also the sizes of writes by program, which is slow and sees no programs with writeback_cache; memory, nothing.")
    private Statistics stats;

    @Option(names = "--exit-on-stdin-eof", description = "End when the standard input ends, as it does when the process that started memfs ends.")
    private boolean exitOnStdinEof;

    @Option(names = {"-V", "--verbose"}, description = "Show stack traces of errors.")
    private boolean verbose;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    public static void main(String[] args) {
        Arguments.warmUp(args);
        StandardOutput output = StandardOutput.install();
        System.exit(output.status(commandLine().execute(Arguments.exact(args))));
    }

    static CommandLine commandLine() {
        Main main = new Main();
        return Failures.OF_MEMFS.handle(new CommandLine(main), () -> main.verbose, System.err::println);
    }

    @Override
    public Integer call() throws MountException {
        if (mountPoint.toString().isEmpty()) {
            throw new OptionException("the mount point is an empty text; give an empty directory");
        }
        Configuration configuration = config == null
                ? Configuration.EMPTY
                : Configuration.read(FileNames.absolute(config));
        first(level, configuration.level(), LogLevel.info).apply();
        MountOptions options = options(configuration);
        Path file = first(statsFile, configuration.statsFile(), null);
        new Server(mountPoint, options, file, counted(configuration, options, file), exitOnStdinEof, () -> {}, () -> {})
                .run();
        return CommandLine.ExitCode.OK;
    }

    private Statistics counted(Configuration configuration, MountOptions options, Path file) {
        Statistics given = first(stats, configuration.stats(), null);
        if (given != null && file == null) {
            throw new OptionException("--stats " + given + " needs a file to write to; add --stats-file FILE");
        }
        if (given != null && given.needsMessages() && options.transport() != Transport.KERNEL) {
            throw new OptionException("transport " + options.transport()
                    + " doesn't see the kernel's messages; leave out --stats, or give -o transport=kernel");
        }
        return given == null ? Statistics.OPERATIONS : given;
    }

    private MountOptions options(Configuration configuration) {
        RawOptions weaker = RawOptions.parse(List.of());
        configuration.options().forEach(weaker::add);
        addFlags(weaker, configuration.cache(), Boolean.TRUE.equals(configuration.readonly()));
        RawOptions stronger = RawOptions.parse(mountOptions);
        addFlags(stronger, cache, readOnly);
        return MountOptions.of(first(name, configuration.name(), "memfs"), weaker.overriddenBy(stronger));
    }

    private static void addFlags(RawOptions options, String size, boolean readOnly) {
        if (size != null) {
            options.add("size", size);
        }
        if (readOnly) {
            options.add("ro", "true");
        }
    }

    private static <T> T first(T flag, T configured, T otherwise) {
        return flag != null ? flag : configured != null ? configured : otherwise;
    }
}
