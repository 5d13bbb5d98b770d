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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.sys.FileNames;
import memfs.sys.FuseDescriptor;
import memfs.sys.Fusermount;
import memfs.sys.Libc;

/** The directory that a file system is mounted on: checked before, freed of a dead mount, unmounted in the end. */
final class MountPoint {
    private static final Logger LOG = System.getLogger(MountPoint.class.getName());

    /** How long a server may take to reply to a STATFS. */
    private static final long ALIVE_SECONDS = 5;

    private final Path path;
    /** Our mount; empty before it. */
    private Optional<Own> own = Optional.empty();

    /** Identifies our mount: its mount id and device number are unique while its connection exists. */
    private record Own(Optional<MountTable.Entry> entry, FuseDescriptor connection) {
        boolean is(MountTable.Entry other) {
            return entry.isPresent() && entry.get().id() == other.id() && entry.get().device().equals(other.device());
        }
    }

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
     * Locks the directory until our mount is there; two servers that find it free would mount one on top of the other.
     *
     * @throws MountException
     *             another server is about to mount there, or has just done so
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

    /**
     * Records what is mounted here now as our own mount: no other one will be unmounted or queried.
     *
     * @param connection
     *            of our mount; closed by {@link #clearDeadMount}
     */
    void adopt(FuseDescriptor connection) {
        own = Optional.of(new Own(MountTable.find(path), connection));
    }

    /**
     * Absolute and without symbolic links, as the kernel lists it; the last name may be a dead mount, so it isn't resolved. Never
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
            unmountOurs(true);
        } catch (IOException e) {
            throw new MountException("the dead mount at " + path + " can't be removed (" + e.getMessage()
                    + "); remove it as root: umount -l " + path, e);
        }
        LOG.log(Level.WARNING, "removed the dead mount that a killed server left at {0}", path);
    }

    /** Whether the mount has no server any more: the kernel returns ENOTCONN at once. A server that hangs is not dead. */
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
            throw new MountException("mount point " + path + " can't be examined (" + reason(e)
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
        // fusermount3 requires it; root may mount where nothing can be written, as on a read-only root file system.
        if (Libc.geteuid() != 0 && !Files.isWritable(path)) {
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

    /** Whether our mount is there, or before we have one, whether anything is mounted here. */
    private boolean isMounted() {
        return own.map(mine -> mine.connection.isMounted()).orElse(true) && isListed();
    }

    private boolean isListed() {
        return own.isPresent()
                ? MountTable.entries().anyMatch(own.get()::is)
                : MountTable.find(path).isPresent();
    }

    /** Removes what is left of our mount where the connection was aborted. */
    void clearDeadMount() throws IOException {
        boolean dead = isMounted();
        // Callers that still wait for a reply get ENOTCONN.
        own.ifPresent(mine -> mine.connection.close());
        if (dead) {
            unmountOurs(true);
            LOG.log(Level.WARNING, "the connection of {0} was aborted, and its files are lost; removed the dead mount",
                    path);
        }
    }

    /** Removes the mount that a failed start has left here, if any. */
    void removeFailedMount() throws IOException {
        if (isMounted() && isDead()) {
            unmountOurs(true);
        }
    }

    /**
     * Unmounts; does nothing where our mount is gone.
     *
     * @param lazily
     *            detach at once and finish when the last user is gone
     * @throws IOException
     *             still in use, or not allowed
     */
    void unmount(boolean lazily) throws IOException {
        if (isMounted()) {
            unmountOurs(lazily);
        }
    }

    private void unmountOurs(boolean lazily) throws IOException {
        if (own.isPresent() && !isUppermost()) {
            throw new IOException("something else is mounted on top of it");
        }
        if (Libc.geteuid() == 0) {
            unmountAsRoot(lazily);
            return;
        }
        String message = Fusermount.unmount(path, lazily);
        if (!message.isEmpty() && isListed()) {
            throw new IOException(message);
        }
    }

    private boolean isUppermost() {
        return MountTable.find(path).filter(own.get()::is).isPresent();
    }

    private void unmountAsRoot(boolean lazily) throws IOException {
        try {
            Libc.umount2(path, lazily ? Libc.MNT_DETACH : 0);
        } catch (ErrnoException e) {
            if (isListed()) {
                throw new IOException(e.errno() == Errno.EBUSY ? "it is still in use" : e.errno().name(), e);
            }
        }
    }
}
