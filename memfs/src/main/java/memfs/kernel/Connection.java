package memfs.kernel;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import memfs.posix.Errno;
import memfs.store.FileSystem;
import memfs.sys.Memory;

/** What all workers of one mount share: the file system, and what was agreed on with the kernel. */
final class Connection {
    private final FileSystem fileSystem;
    private final Handles handles;
    private final KernelOptions options;
    private final int pageBytes;
    private final Timeouts timeouts;
    private final int generation;
    private final Optional<WriteSizes> writeSizes;
    private final AtomicBoolean malformed = new AtomicBoolean();
    private volatile Negotiated negotiated;

    /** Counts no writes. */
    Connection(FileSystem fileSystem, KernelOptions options) {
        this(fileSystem, options, Optional.empty(), Memory.PAGE_BYTES, 1);
    }

    /**
     * @param pageBytes
     *            in a page of the kernel, which READ and WRITE are counted in
     * @param generation
     *            of every inode: a handle of another mount, where the same node ids are other files, has another one
     */
    Connection(FileSystem fileSystem, KernelOptions options, Optional<WriteSizes> writeSizes, int pageBytes,
            int generation) {
        this.fileSystem = fileSystem;
        this.handles = new Handles(fileSystem);
        this.options = options;
        this.pageBytes = pageBytes;
        this.timeouts = Timeouts.of(options);
        this.generation = generation;
        this.writeSizes = writeSizes;
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    Handles handles() {
        return handles;
    }

    KernelOptions options() {
        return options;
    }

    int pageBytes() {
        return pageBytes;
    }

    /**
     * Bytes that a worker needs for any request, and for any reply: the kernel reads and writes whole pages, so one of them
     * whatever max_write is, and extended attributes come in one piece.
     */
    long bufferBytes() {
        return Math.max(Abi.XATTR_MAX, Math.max(options.maxWrite(), pageBytes)) + (long) Abi.BUFFER_HEADER;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    int generation() {
        return generation;
    }

    /** Where writes are counted by program; empty where they aren't. */
    Optional<WriteSizes> writeSizes() {
        return writeSizes;
    }

    /** Null before the handshake. */
    Negotiated negotiated() {
        return negotiated;
    }

    void agreedOn(Negotiated result) {
        negotiated = result;
    }

    /** The features in force; none before the handshake. */
    Set<Feature> features() {
        Negotiated now = negotiated;
        return now == null ? Set.of() : now.features();
    }

    /** True once: only the first malformed request is logged. */
    boolean isFirstMalformed() {
        return malformed.compareAndSet(false, true);
    }

    /** ENOSYS where a feature is in force that spares this request: the kernel doesn't send it again. */
    void requireAbsent(Feature feature) {
        if (features().contains(feature)) {
            throw Errno.ENOSYS.exception();
        }
    }

    void require(Feature feature) {
        if (!features().contains(feature)) {
            throw Errno.ENOSYS.exception();
        }
    }

    /** The flags of {@code struct fuse_open_out} where the feature is in force. */
    int openFlags(Feature feature, int flags) {
        return features().contains(feature) ? flags : 0;
    }
}
