package memfs.mount;

import java.nio.file.Path;
import java.util.Optional;

import memfs.kernel.backing.Backings;
import memfs.store.FileSystem;
import memfs.sys.WallClock;

/** One transport with its options: what it requires of the machine and of the store, and how it starts. */
sealed interface TransportOptions permits KernelTransport, JnrTransport {

    /** The mount's source, as df shows it. */
    String name();

    /** Whether the kernel checks permissions; else the store must. */
    boolean kernelChecks();

    /** Whether the store keeps POSIX access control lists, for the kernel to check. */
    boolean acls();

    /** The clock for the store's time stamps. */
    WallClock clock();

    /**
     * Checks what the machine must have before anything is mounted.
     *
     * @throws MountException
     *             what is missing
     */
    void checkPrerequisites() throws MountException;

    /**
     * The files that the kernel uses in place of the store's own data; empty where it doesn't, which is said where it was asked
     * for.
     *
     * @param sizeLimit
     *            of the store, bytes
     */
    Optional<Backings> backings(long sizeLimit);

    /**
     * Mounts, and returns when requests are served.
     *
     * @param statistics
     *            what to count; the transport does so where it concerns requests
     * @param backings
     *            {@link #backings}, which the file system has too
     * @throws MountException
     *             nothing was mounted
     */
    Session start(FileSystem fileSystem, Path mountPoint, Statistics statistics, Optional<Backings> backings)
            throws MountException;
}
