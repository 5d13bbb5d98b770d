package memfs.kernel;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import memfs.posix.Errno;
import memfs.store.FileSystem;

/** What all workers of one mount share: the file system, and what was agreed on with the kernel. */
final class Connection {
    private final FileSystem fileSystem;
    private final KernelOptions options;
    private final Timeouts timeouts;
    private final Optional<WriteSizes> writeSizes;
    private final AtomicBoolean malformed = new AtomicBoolean();
    private volatile Negotiated negotiated;

    /** Counts no writes. */
    Connection(FileSystem fileSystem, KernelOptions options) {
        this(fileSystem, options, Optional.empty());
    }

    Connection(FileSystem fileSystem, KernelOptions options, Optional<WriteSizes> writeSizes) {
        this.fileSystem = fileSystem;
        this.options = options;
        this.timeouts = Timeouts.of(options);
        this.writeSizes = writeSizes;
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    KernelOptions options() {
        return options;
    }

    Timeouts timeouts() {
        return timeouts;
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

    /** True once: a malformed request came, and the first one is told. */
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
