package memfs.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import memfs.kernel.queue.CoreWarmer;
import memfs.kernel.queue.Descriptors;
import memfs.kernel.queue.DeviceFile;
import memfs.kernel.queue.RestartingTask;
import memfs.kernel.queue.Worker;
import memfs.kernel.queue.WorkerPool;
import memfs.store.FileSystem;
import memfs.sys.FuseDescriptor;
import memfs.sys.Memory;
import memfs.sys.Programs;

/** One mounted file system, served by workers of its own until it is unmounted. */
public final class KernelSession {
    private static final Path PROC = Path.of("/proc");

    private final Connection connection;
    private final FuseDescriptor descriptor;
    private final CompletableFuture<Void> ended;

    private KernelSession(Connection connection, FuseDescriptor descriptor, CompletableFuture<Void> ended) {
        this.connection = connection;
        this.descriptor = descriptor;
        this.ended = ended;
    }

    /**
     * Mounts, and returns when the handshake is done; requests are served from then on.
     *
     * @param countWriters
     *            count the sizes of writes by program
     * @throws IOException
     *             nothing is mounted; the message is for the user
     */
    public static KernelSession start(FileSystem fileSystem, Path mountPoint, KernelOptions options,
            boolean countWriters) throws IOException {
        Descriptors descriptors = new Descriptors(KernelMount.mount(mountPoint, options));
        Connection connection = new Connection(fileSystem, options,
                countWriters ? Optional.of(new WriteSizes(new Programs(PROC))) : Optional.empty(),
                Memory.PAGE_BYTES, ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
        Arena arena = Arena.ofShared();
        try {
            return start(connection, arena, descriptors);
        } catch (IOException | RuntimeException | Error e) {
            // The last descriptor gone, the kernel aborts the connection; the mount point is cleared as a dead one.
            descriptors.close();
            arena.close();
            throw e;
        }
    }

    private static KernelSession start(Connection connection, Arena arena, Descriptors descriptors)
            throws IOException {
        KernelOptions options = connection.options();
        Optional<CoreWarmer> warmer = options.has(Feature.WARM_CORE)
                ? Optional.of(new CoreWarmer())
                : Optional.empty();
        WorkerPool pool = new WorkerPool(warmer);
        int polling = descriptors.clone(true, Descriptors.NONE);
        List<Worker> workers = workers(connection, arena, descriptors, polling, pool);
        handshake(connection, workers.getFirst());
        FuseDescriptor descriptor = FuseDescriptor.of(descriptors.mounted());
        List<CompletableFuture<Void>> threads = new CopyOnWriteArrayList<>();
        pool.start(workers, () -> {
            DeviceFile device = new DeviceFile(arena, descriptors.mounted(), polling);
            Worker another = connection.worker(arena, device, pool);
            threads.add(run(another));
            return another;
        });
        Stream.concat(workers.stream(), warmer.stream()).map(KernelSession::run).forEach(threads::add);
        CompletableFuture<Void> poolEnd = run(pool);
        threads.add(poolEnd);
        // Once the pool has ended it starts no more workers.
        CompletableFuture<Void> ended = poolEnd.handle((_, _) -> threads.toArray(CompletableFuture[]::new))
                .thenCompose(CompletableFuture::allOf);
        return new KernelSession(connection, descriptor, ended.whenComplete((_, _) -> {
            descriptors.close();
            arena.close();
        }));
    }

    private static List<Worker> workers(Connection connection, Arena arena, Descriptors descriptors,
            int polling, WorkerPool pool) {
        KernelOptions options = connection.options();
        boolean clones = options.has(Feature.CLONE_FD);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < options.workers(); i++) {
            DeviceFile device = clones && i > 0
                    ? new DeviceFile(arena, descriptors.clone(false, descriptors.mounted()),
                            descriptors.clone(true, polling))
                    : new DeviceFile(arena, descriptors.mounted(), polling);
            workers.add(connection.worker(arena, device, pool));
        }
        return workers;
    }

    private static void handshake(Connection connection, Worker worker) throws IOException {
        try {
            while (connection.negotiated() == null) {
                if (!worker.serveOne()) {
                    throw new IOException("the kernel ended the connection before the handshake; try again");
                }
            }
        } catch (UnsupportedProtocolException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static CompletableFuture<Void> run(Runnable work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.ofPlatform().name("fuse").daemon().start(() -> {
            new RestartingTask(work).run();
            end.complete(null);
        });
        return end;
    }

    public Negotiated negotiated() {
        return connection.negotiated();
    }

    /** To be closed by the caller, after the end. */
    public FuseDescriptor connection() {
        return descriptor;
    }

    /** Completes when the file system is unmounted and no worker runs any more. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Requests served so far by their opcode's name. */
    public Map<String, Long> messages() {
        Map<String, Long> messages = new LinkedHashMap<>();
        Stream.of(Opcode.values()).forEach(opcode -> {
            long count = connection.served(opcode);
            if (count > 0) {
                messages.put(opcode.name(), count);
            }
        });
        return messages;
    }

    /** By program, how many writes had exactly how many bytes; empty where they aren't counted. */
    public Optional<Map<String, Map<Integer, Long>>> writers() {
        return connection.writeSizes().map(WriteSizes::snapshot);
    }
}
