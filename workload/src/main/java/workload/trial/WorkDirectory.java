package workload.trial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

import workload.os.OwnDirectory;
import workload.result.StudyException;
import workload.target.TargetException;
import workload.target.Targets;

/** The place where trials run, one run at a time. */
public final class WorkDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String TRIAL = "trial";

    private final Path path;
    private final FileChannel lock;

    private WorkDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the directory for this run, and removes what a killed run left in it.
     *
     * @throws StudyException
     *             when another run has it, or it can't be used
     */
    public static WorkDirectory open(Path path, Consumer<String> log) throws StudyException, TargetException {
        try {
            Path real = OwnDirectory.take(path);
            requireOurs(real);
            WorkDirectory directory = new WorkDirectory(real, lock(real.resolve(LOCK)));
            Targets.cleanUp(directory.trialDirectory(), log);
            return directory;
        } catch (IOException e) {
            throw new StudyException(
                    "The work directory " + path + " can't be used (" + Messages.of(e)
                            + "); choose another with --work-dir.",
                    e);
        }
    }

    /** A directory that no run has had yet may hold files of the user under the names of ours, which would be removed. */
    private static void requireOurs(Path directory) throws StudyException, IOException {
        if (Files.notExists(directory.resolve(LOCK)) && Targets.isOccupied(directory.resolve(TRIAL))) {
            throw new StudyException("The directory " + directory + " holds '" + TRIAL + "', or '" + TRIAL
                    + ".…', which no run has left there; choose an empty one with --work-dir.");
        }
    }

    /** The kernel gives the lock back however its holder ends; the pid in the file is for people. */
    private static FileChannel lock(Path file) throws IOException, StudyException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StudyException("Another run (pid " + Files.readString(file).strip() + ") is using "
                    + file.getParent() + "; wait for its end, since two at once would disturb each other's times.");
        }
        String pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    public Path path() {
        return path;
    }

    /** Where each trial's target is made: the same path for all of them. */
    public Path trialDirectory() {
        return path.resolve(TRIAL);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
