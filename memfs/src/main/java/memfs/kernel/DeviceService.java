package memfs.kernel;

import java.lang.foreign.Arena;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

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
    private final Worker first;

    DeviceService(Connection connection, Arena arena, Descriptors descriptors) {
        this.connection = connection;
        this.arena = arena;
        this.descriptors = descriptors;
        this.polling = descriptors.clone(true, Descriptors.NONE);
        this.first = worker();
    }

    private Worker worker() {
        return connection.worker(arena, shared());
    }

    private DeviceFile shared() {
        return new DeviceFile(arena, descriptors.mounted(), polling);
    }

    /** A worker for which descriptors of its own are made if the option says so. */
    private Worker another() {
        return connection.options().has(Feature.CLONE_FD)
                ? connection.worker(arena, new DeviceFile(arena, descriptors.clone(false, descriptors.mounted()),
                        descriptors.clone(true, polling)))
                : worker();
    }

    /** Serves one request on the caller's thread; false where the connection has ended. */
    boolean serveOne() {
        return first.serveOne();
    }

    /** Starts all threads; completes when none of them runs any more. */
    CompletableFuture<Void> start() {
        int workers = connection.options().workers();
        return new WorkerPool(workers, this::worker, DeviceService::thread)
                .start(Stream.concat(Stream.of(first), Stream.generate(this::another).limit(workers - 1L)).toList());
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
        }).start();
        return end;
    }

    /** Not started yet. */
    static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("fuse").daemon().unstarted(work);
    }
}
