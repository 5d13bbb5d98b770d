package memfs.mount;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.sys.FileNames;
import memfs.sys.Fusermount;
import memfs.sys.Libc;

/** The directory that a file system is mounted on: checked before, cleared of a dead mount, unmounted in the end. */
final class MountPoint {
    private static final Logger LOG = System.getLogger(MountPoint.class.getName());

    /** How long a server may take to say that it lives, seconds. */
    private static final long ALIVE_SECONDS = 5;

    private final Path path;
    /** Our mount's number, once it is there. */
    private OptionalInt ours = OptionalInt.empty();

    private MountPoint(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * Checks that a directory can be mounted on; removes what a killed server left there.
     *
     * @throws MountException
     *             it is missing, no directory, not empty, not writable, or something is mounted there
     */
    static MountPoint prepare(Path given) throws MountException {
        MountPoint mountPoint = new MountPoint(resolve(given));
        mountPoint.clearMount();
        mountPoint.checkDirectory();
        return mountPoint;
    }

    /** Holds the directory against other servers that start on it at the same moment. */
    record Claim(int fd) implements AutoCloseable {
        @Override
        public void close() {
            Libc.close(fd);
        }
    }

    /**
     * Takes the directory for us until our mount stands there; two servers that find it free would mount one on top of
     * the other.
     *
     * @throws MountException
     *             somebody else is about to mount there, or has just done so
     */
    Claim claim() throws MountException {
        Claim claim;
        try {
            claim = new Claim(Libc.openLocked(path));
        } catch (ErrnoException e) {
            throw new MountException(e.errno() == Errno.EAGAIN
                    ? "another server is about to mount at " + path + "; give another directory"
                    : path + " can't be opened (" + e.errno() + "); give an empty directory of your own", e);
        }
        try {
            clearMount();
            return claim;
        } catch (MountException e) {
            claim.close();
            throw e;
        }
    }

    /** Takes what is mounted here now for our own mount: nobody else's will be unmounted. */
    void adopt() {
        ours = MountTable.find(path).map(entry -> OptionalInt.of(entry.id())).orElse(OptionalInt.empty());
    }

    /**
     * Absolute and without symbolic links, as the kernel lists it; the last name may be a dead mount, so not asked. Never
     * normalized: behind a link, ".." is where the link leads.
     */
    private static Path resolve(Path given) {
        Path absolute = FileNames.absolute(given);
        while (absolute.endsWith(".")) {
            absolute = absolute.getParent();
        }
        try {
            if (absolute.getParent() == null || absolute.endsWith("..")) {
                return absolute.toRealPath();
            }
            Path direct = absolute.getParent().toRealPath().resolve(absolute.getFileName());
            return Files.isSymbolicLink(direct) ? direct.toRealPath() : direct;
        } catch (IOException e) {
            return absolute;
        }
    }

    private void clearMount() throws MountException {
        Optional<MountTable.Entry> mounted = MountTable.find(path);
        if (mounted.isEmpty()) {
            return;
        }
        if (!mounted.get().isFuse() || !isDead()) {
            throw new MountException(path + " is already a mount point (" + mounted.get().type()
                    + "); choose another directory, or unmount it first: umount " + path);
        }
        try {
            unmount(true);
        } catch (IOException e) {
            throw new MountException("the dead mount at " + path + " can't be removed (" + e.getMessage()
                    + "); remove it as root: umount -l " + path, e);
        }
        LOG.log(Level.WARNING, "removed the dead mount that a killed server left at {0}", path);
    }

    /** Whether nobody serves the mount any more: the kernel says so at once; a server that hangs is not dead. */
    private boolean isDead() {
        try {
            CompletableFuture.runAsync(() -> Libc.statfs(path)).get(ALIVE_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return e.getCause() instanceof ErrnoException failure && failure.errno() == Errno.ENOTCONN;
        }
    }

    private boolean isDirectory() throws MountException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            throw new MountException("mount point " + path + " does not exist; create it: mkdir -p " + path, e);
        } catch (IOException e) {
            throw new MountException("mount point " + path + " can't be looked at (" + reason(e)
                    + "); give an empty directory of your own", e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException failure -> failure.getReason();
            default -> e.getMessage();
        };
    }

    private void checkDirectory() throws MountException {
        if (!isDirectory()) {
            throw new MountException("mount point " + path + " is not a directory; give an empty directory");
        }
        if (!Files.isWritable(path)) {
            throw new MountException("you may not write to " + path + "; give a directory of your own");
        }
        try (var entries = Files.list(path)) {
            if (entries.findAny().isPresent()) {
                throw new MountException("mount point " + path + " is not empty; give an empty directory");
            }
        } catch (IOException e) {
            throw new MountException("mount point " + path + " can't be read; give a directory of your own", e);
        }
    }

    /** Whether our mount stands, or before there is one, whether anything is mounted here. */
    boolean isMounted() {
        return ours.isPresent()
                ? MountTable.entries().anyMatch(entry -> entry.id() == ours.getAsInt())
                : MountTable.find(path).isPresent();
    }

    /** Removes what is left of our mount where the kernel was told to abort the connection. */
    void clearDeadMount() throws IOException {
        if (removeDeadMount()) {
            LOG.log(Level.WARNING, "the connection of {0} was aborted, and its files are lost; removed the dead mount",
                    path);
        }
    }

    /** Removes a mount here that nobody serves, if there is one. */
    boolean removeDeadMount() throws IOException {
        boolean dead = isMounted() && isDead();
        if (dead) {
            unmount(true);
        }
        return dead;
    }

    /**
     * Unmounts; done where nothing is mounted any more.
     *
     * @param lazily
     *            detach at once and finish when the last user is gone
     * @throws IOException
     *             still in use, or not allowed
     */
    void unmount(boolean lazily) throws IOException {
        if (ours.isPresent() && !isUppermost()) {
            if (isMounted()) {
                throw new IOException("something else is mounted on top of it");
            }
            return;
        }
        if (Libc.geteuid() == 0) {
            unmountAsRoot(lazily);
            return;
        }
        String complaint = Fusermount.unmount(path, lazily);
        if (!complaint.isEmpty() && isMounted()) {
            throw new IOException(complaint);
        }
    }

    private boolean isUppermost() {
        return MountTable.find(path).filter(entry -> entry.id() == ours.getAsInt()).isPresent();
    }

    private void unmountAsRoot(boolean lazily) throws IOException {
        try {
            Libc.umount2(path, lazily ? Libc.MNT_DETACH : 0);
        } catch (ErrnoException e) {
            if (isMounted()) {
                throw new IOException(e.errno() == Errno.EBUSY ? "it is still in use" : e.errno().name(), e);
            }
        }
    }
}
