package memfs.kernel;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import memfs.kernel.queue.CoreWarmer;
import memfs.kernel.queue.Descriptors;
import memfs.kernel.queue.DeviceFile;
import memfs.kernel.queue.ForgetReader;
import memfs.kernel.queue.RestartingTask;
import memfs.kernel.queue.Worker;
import memfs.kernel.queue.WorkerPool;

/** The threads that serve a connection through /dev/fuse. */
final class DeviceService {
    private final Connection connection;
    private final Arena arena;
    private final Descriptors descriptors;
    private final int polling;
    private final Optional<CoreWarmer> warmer;
    private final WorkerPool pool;
    private final List<Worker> workers = new ArrayList<>();

    DeviceService(Connection connection, Arena arena, Descriptors descriptors) {
        this.connection = connection;
        this.arena = arena;
        this.descriptors = descriptors;
        this.polling = descriptors.clone(true, Descriptors.NONE);
        this.warmer = connection.options().has(Feature.WARM_CORE) ? Optional.of(new CoreWarmer()) : Optional.empty();
        this.pool = new WorkerPool(warmer);
        for (int i = 0; i < connection.options().workers(); i++) {
            workers.add(connection.worker(arena, i == 0 ? shared() : own(), pool));
        }
    }

    private DeviceFile shared() {
        return new DeviceFile(arena, descriptors.mounted(), polling);
    }

    private DeviceFile own() {
        return connection.options().has(Feature.CLONE_FD)
                ? new DeviceFile(arena, descriptors.clone(false, descriptors.mounted()),
                        descriptors.clone(true, polling))
                : shared();
    }

    /** Serves one request on the caller's thread; false where the connection has ended. */
    boolean serveOne() {
        return workers.getFirst().serveOne();
    }

    /** Starts all threads; completes when none of them runs any more. */
    CompletableFuture<Void> start() {
        List<CompletableFuture<Void>> threads = new CopyOnWriteArrayList<>();
        pool.start(workers, () -> {
            Worker another = connection.worker(arena, shared(), pool);
            threads.add(run(another));
            return another;
        });
        Stream.concat(workers.stream(), warmer.stream()).map(DeviceService::run).forEach(threads::add);
        CompletableFuture<Void> poolEnd = run(pool);
        threads.add(poolEnd);
        // Once the pool has ended it starts no more workers.
        return poolEnd.handle((_, _) -> threads.toArray(CompletableFuture[]::new))
                .thenCompose(CompletableFuture::allOf);
    }

    /** Of what the kernel sends beside a ring; to be started. */
    ForgetReader forgetReader() {
        return connection.forgetReader(arena, shared());
    }

    /** Starts a thread; completes when its work has ended. */
    static CompletableFuture<Void> run(Runnable work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        thread(() -> {
            new RestartingTask(work).run();
            end.complete(null);
        });
        return end;
    }

    static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("fuse").daemon().start(work);
    }
}
