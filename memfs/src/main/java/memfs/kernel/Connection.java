package memfs.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import memfs.kernel.backing.Backings;
import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.Opcode;
import memfs.kernel.protocol.Timeouts;
import memfs.kernel.queue.ForgetReader;
import memfs.kernel.queue.RequestQueue;
import memfs.kernel.queue.Ring;
import memfs.kernel.queue.Worker;
import memfs.posix.Errno;
import memfs.store.FileSystem;
import memfs.sys.Memory;

/** What all workers of one mount share: the file system, and what was negotiated with the kernel. */
final class Connection {
    private final FileSystem fileSystem;
    private final Handles handles;
    private final KernelOptions options;
    private final int pageBytes;
    private final Timeouts timeouts;
    private final int generation;
    private final Optional<WriteSizes> writeSizes;
    private final Optional<Backings> backings;
    private final AtomicBoolean malformed = new AtomicBoolean();
    private final List<Dispatcher> dispatchers = new CopyOnWriteArrayList<>();
    private volatile boolean ring;
    private volatile ForgetReader forgetReader;
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
        this(fileSystem, options, writeSizes, pageBytes, generation, Optional.empty());
    }

    /**
     * As above.
     *
     * @param backings
     *            the files for passthrough, which the file system takes its own from
     */
    Connection(FileSystem fileSystem, KernelOptions options, Optional<WriteSizes> writeSizes, int pageBytes,
            int generation, Optional<Backings> backings) {
        this.fileSystem = fileSystem;
        this.handles = new Handles(fileSystem);
        this.options = options;
        this.pageBytes = pageBytes;
        this.timeouts = Timeouts.of(options.entryTimeout(), options.attrTimeout(), options.negativeTimeout());
        this.generation = generation;
        this.writeSizes = writeSizes;
        this.backings = backings;
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

    /** One more worker of this connection. */
    Worker worker(Arena arena, RequestQueue queue) {
        return new Worker(bufferBytes(), this::dispatcher, arena, queue);
    }

    /** Sets a ring up for requests of this connection; before the handshake, which then promises it to the kernel. */
    Ring ring(long bufferBytes, Arena arena, int device, Runnable abort) throws IOException {
        Ring set = Ring.setUp(bufferBytes, entry -> counted(new Dispatcher(this, entry)), arena, device, abort);
        ring = true;
        return set;
    }

    /** Reads what comes beside the ring. */
    ForgetReader forgetReader(Arena arena, RequestQueue queue) {
        forgetReader = new ForgetReader(bufferBytes(), this::dispatcher, arena, queue);
        return forgetReader;
    }

    private Dispatcher dispatcher(MemorySegment requests, MemorySegment replies) {
        return counted(new Dispatcher(this, requests, replies));
    }

    private Dispatcher counted(Dispatcher dispatcher) {
        dispatchers.add(dispatcher);
        return dispatcher;
    }

    /** Requests of one opcode that all workers have served so far. */
    long served(Opcode opcode) {
        return dispatchers.stream().mapToLong(dispatcher -> dispatcher.served(opcode)).sum();
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

    /** The files for passthrough; empty where there is none. */
    Optional<Backings> backings() {
        return backings;
    }

    /** Null before the handshake. */
    Negotiated negotiated() {
        return negotiated;
    }

    void setNegotiated(Negotiated result) {
        negotiated = result;
    }

    /** The features in force; none before the handshake. */
    Set<Feature> features() {
        Negotiated now = negotiated;
        return now == null ? Set.of() : now.features();
    }

    /** The kernel has refused a queue. */
    void ringIsUnused() {
        negotiated = negotiated.withoutRing();
    }

    /** The kernel has refused a file. */
    void passthroughIsUnused() {
        negotiated = negotiated.without(Feature.PASSTHROUGH);
    }

    /** Whether requests can come over io_uring. */
    boolean hasRing() {
        return ring;
    }

    /** Adds to the number of requests that wait for space, which the kernel's FORGETs free. */
    void spaceAwaited(int change) {
        ForgetReader reader = forgetReader;
        if (reader != null) {
            reader.expedite(change);
        }
    }

    /** True at the first malformed request, which is the only one that is logged. */
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
