package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.kernel.queue.RequestQueue;
import memfs.kernel.queue.RestartingTask;
import memfs.kernel.queue.Worker;
import memfs.kernel.queue.WorkerPool;
import memfs.mount.MappedPages;
import memfs.store.FileSystem;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;

/** A pool of workers on one device: each request is answered once, and the end of the device is the end of all. */
@Timeout(60)
class WorkerTest {
    private static final int WORKERS = 4;
    private static final int REQUESTS = 20_000;
    private static final int ENDS = 200;

    @Test
    void everyRequestIsAnsweredOnce() throws InterruptedException {
        FakeDevice device = new FakeDevice();
        Requests requests = new Requests();
        Collection<Thread> threads = serve(device);
        for (int i = 0; i < REQUESTS; i++) {
            device.put(requests.getattr(1));
        }
        long sum = 0;
        for (int i = 0; i < REQUESTS; i++) {
            sum += Bytes.u64(device.awaitReply(), 8);
        }
        assertThat(sum).isEqualTo((long) REQUESTS * (REQUESTS + 1));
        assertThat(device.reply()).isNull();
        end(device, threads);
    }

    /** Whatever role a worker has or is about to take at that moment. */
    @Test
    void theEndOfTheDeviceEndsAll() throws InterruptedException {
        for (int i = 0; i < ENDS; i++) {
            FakeDevice device = new FakeDevice();
            Collection<Thread> threads = serve(device);
            Requests requests = new Requests();
            for (int j = 0; j < i; j++) {
                device.put(requests.getattr(1));
            }
            end(device, threads);
        }
    }

    /** The lead goes to a worker that is free, and to a new one where none is. */
    @ParameterizedTest
    @ValueSource(ints = {1, WORKERS - 1, WORKERS + 1, 3 * WORKERS})
    void longRequestsHoldUpNoOther(int held) throws InterruptedException {
        FakeDevice device = new FakeDevice();
        Requests requests = new Requests();
        CountDownLatch othersServed = new CountDownLatch(1);
        Collection<Thread> threads = serve(device, heldUpInStatfs(othersServed));
        Set<Long> heldUp = new HashSet<>();
        for (int i = 0; i < held; i++) {
            byte[] statfs = requests.statfs();
            heldUp.add(Bytes.u64(statfs, 8));
            device.put(statfs);
        }
        byte[] getattr = requests.getattr(1);
        device.put(getattr);
        assertThat(Bytes.u64(device.awaitReply(), 8)).isEqualTo(Bytes.u64(getattr, 8));
        othersServed.countDown();
        Set<Long> answered = new HashSet<>();
        for (int i = 0; i < held; i++) {
            answered.add(Bytes.u64(device.awaitReply(), 8));
        }
        assertThat(answered).isEqualTo(heldUp);
        end(device, threads);
    }

    /** With every role that a worker may have then, the leader's above all. */
    @Test
    void aFailureOutsideOfARequestEndsNothing() throws InterruptedException {
        FakeDevice device = new FakeDevice();
        AtomicInteger failures = new AtomicInteger(WORKERS);
        RequestQueue failing = new RequestQueue() {
            @Override
            public int read(MemorySegment buffer) {
                failNow();
                return device.read(buffer);
            }

            @Override
            public int poll(MemorySegment buffer) {
                failNow();
                return device.poll(buffer);
            }

            private void failNow() {
                if (failures.getAndDecrement() > 0) {
                    throw new StackOverflowError();
                }
            }

            @Override
            public void write(MemorySegment buffer, int length) {
                device.write(buffer, length);
            }
        };
        try (LogCapture log = new LogCapture()) {
            Collection<Thread> threads = serve(failing, new MemFileSystem(options()));
            byte[] getattr = new Requests().getattr(1);
            device.put(getattr);
            assertThat(Bytes.u64(device.awaitReply(), 8)).isEqualTo(Bytes.u64(getattr, 8));
            assertThat(log.records()).hasSize(WORKERS);
            end(device, threads);
        }
    }

    private static StoreOptions options() {
        return StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos);
    }

    private static FileSystem heldUpInStatfs(CountDownLatch until) {
        FileSystem files = new MemFileSystem(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos));
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("statfs")) {
                until.await();
            }
            return method.invoke(files, arguments);
        };
        return (FileSystem) Proxy.newProxyInstance(FileSystem.class.getClassLoader(), new Class<?>[]{FileSystem.class},
                handler);
    }

    private static void end(FakeDevice device, Collection<Thread> threads) throws InterruptedException {
        device.end();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Collection<Thread> serve(FakeDevice device) {
        return serve(device, new MemFileSystem(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)));
    }

    private static Collection<Thread> serve(RequestQueue device, FileSystem files) {
        Arena arena = Arena.ofAuto();
        WorkerPool pool = new WorkerPool(Optional.empty());
        KernelOptions options = new KernelOptions("memfs", false, true, true, Set.of(), 1, 1, 0, 4096, WORKERS);
        Connection connection = new Connection(files, options);
        Supplier<Worker> another = () -> connection.worker(arena, device, pool);
        Collection<Thread> threads = new ConcurrentLinkedQueue<>();
        List<Worker> workers = Stream.generate(another).limit(WORKERS).toList();
        pool.start(workers, () -> {
            Worker recruit = another.get();
            threads.add(start(recruit));
            return recruit;
        });
        workers.forEach(worker -> threads.add(start(worker)));
        threads.add(start(pool));
        return threads;
    }

    private static Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().start(new RestartingTask(work));
    }
}
