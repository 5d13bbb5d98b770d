package workload.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import workload.os.OwnDirectory;
import workload.result.StudyException;
import workload.trial.Messages;

/** The folders of runs in a results folder, named by the UTC second of their start. */
public final class RunFolder {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    /** Whatever the umask: what is written into it later goes where it is meant to. */
    private static final FileAttribute<?> UNSHARED = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private RunFolder() {}

    /** Makes the folder of a new run; where two start in the same second, the later takes the next one. */
    public static Path create(Path results, Instant now) throws StudyException {
        try {
            Files.createDirectories(results);
            for (Instant second = now;; second = second.plusSeconds(1)) {
                Path folder = results.resolve(ID.format(second));
                if (tryCreate(folder)) {
                    return folder;
                }
            }
        } catch (IOException e) {
            throw notWritable(results, e);
        }
    }

    /** Fails where no run could be written, before hours of work were done for it. */
    public static void requireWritable(Path results) throws StudyException {
        try {
            Files.createDirectories(results);
            Files.delete(Files.createTempFile(results, ".writable-", ""));
        } catch (IOException e) {
            throw notWritable(results, e);
        }
    }

    private static StudyException notWritable(Path results, IOException e) {
        return new StudyException(
                "Results can't be written to " + results + " (" + e + "); choose another folder with --results.", e);
    }

    private static boolean tryCreate(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, UNSHARED);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    /** The folder of a run that the user names by its id or path. */
    public static Path find(Path results, String run) throws StudyException {
        for (Path folder : new Path[]{results.resolve(run), Path.of(run)}) {
            if (isRun(folder)) {
                return folder;
            }
        }
        throw new StudyException("There is no run '" + run + "' in " + results + "; 'ls " + results + "' shows them.");
    }

    /**
     * The folder of a run to continue.
     *
     * @throws StudyException
     *             others can change it: the commands in it would be run as ours, and files written where its links lead
     */
    public static Path findOwn(Path results, String run) throws StudyException {
        Path folder = find(results, run);
        try {
            OwnDirectory.require(folder);
            return folder;
        } catch (IOException e) {
            throw new StudyException("The run can't be gone on with (" + Messages.of(e)
                    + "); copy it to a folder of your own, and name that.", e);
        }
    }

    /** The folder of the newest run. */
    public static Path newest(Path results) throws StudyException {
        try (Stream<Path> folders = Files.list(results)) {
            Optional<Path> newest = folders.filter(RunFolder::isRun)
                    .filter(folder -> folder.getFileName().toString().matches("\\d{8}T\\d{6}Z"))
                    .max(Comparator.comparing(Path::getFileName));
            if (newest.isPresent()) {
                return newest.get();
            }
        } catch (IOException _) {
            // No folder, no runs.
        }
        throw new StudyException("There is no run in " + results + " yet; start one: ./benchmark.sh --quick redis");
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("run.json"));
    }
}
