package benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import workload.os.NamedPath;
import workload.os.User;
import workload.result.StudyException;
import workload.run.RunFolder;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;
import workload.trial.WorkDirectory;

/** How much is done, and where. */
final class RunOptions {
    static final Path HOME = Path.of(System.getProperty("study.home", ".")).toAbsolutePath().normalize();

    @Option(names = "--quick", description = "As little as still shows something: a look, not a figure to quote.")
    private boolean quick;

    @Option(names = "--divide", paramLabel = "N", defaultValue = "1", description = "Work on one N-th of the files and"
            + " bytes only.")
    private int divisor;

    @Option(names = "--work-dir", paramLabel = "DIR", description = "Where targets are made: its file system is the"
            + " target disk (default: /var/tmp/memfs-micro-UID).")
    private Path work = Path.of("/var/tmp/memfs-micro-" + User.uid());

    @Option(names = "--results", paramLabel = "DIR", description = "Where run folders go (default: results/ of the"
            + " study).")
    private Path results = HOME.resolve("results");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The command line. */
    List<String> arguments() {
        return command.commandLine().getParseResult().originalArgs();
    }

    boolean quick() {
        return quick;
    }

    /** At least 1. */
    int divisor() throws StudyException {
        if (divisor < 1) {
            throw new StudyException("--divide takes a number from 1 on.");
        }
        return divisor;
    }

    /** Makes a part of a new run's folder. */
    Path folder(String part) throws StudyException, IOException {
        return Files.createDirectory(RunFolder.create(NamedPath.absolute(results), Instant.now()).resolve(part));
    }

    WorkDirectory openWorkDirectory() throws StudyException, TargetException {
        return WorkDirectory.open(NamedPath.absolute(work), System.out::println);
    }

    /** Fails for the first target that this machine can't have. */
    static void checkNeeds(List<TargetSpec> targets) throws TargetException {
        for (TargetSpec spec : targets) {
            List<String> needs = Targets.of(spec, HOME).needs();
            if (!needs.isEmpty()) {
                throw new TargetException("The target " + spec + " can't be used. " + String.join(" ", needs)
                        + " Or leave it out with --targets.");
            }
        }
    }
}
