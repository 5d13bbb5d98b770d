package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.kernel.queue.RequestQueue;
import memfs.kernel.queue.Worker;
import memfs.kernel.queue.WorkerPool;
import memfs.mount.MappedPages;
import memfs.posix.Mode;
import memfs.store.FileSystem;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;

/** A pool of workers on one device: each request is answered once, and the end of the device is the end of all. */
@Timeout(60)
class WorkerTest {
    private static final int WORKERS = 4;
    private static final long FILE = 2;
    private static final int REQUESTS = 20_000;
    private static final int ENDS = 200;

    @Test
    void everyRequestIsAnsweredOnce() throws InterruptedException {
        FakeDevice device = new FakeDevice();
        Requests requests = new Requests();
        CompletableFuture<Void> ended = serve(device);
        for (int i = 0; i < REQUESTS; i++) {
            device.put(requests.getattr(1));
        }
        long sum = 0;
        for (int i = 0; i < REQUESTS; i++) {
            sum += Bytes.u64(device.awaitReply(), 8);
        }
        assertThat(sum).isEqualTo((long) REQUESTS * (REQUESTS + 1));
        assertThat(device.reply()).isNull();
        end(device, ended);
    }

    /** Whatever role a worker has or is about to take at that moment. */
    @Test
    void theEndOfTheDeviceEndsAll() throws InterruptedException {
        for (int i = 0; i < ENDS; i++) {
            FakeDevice device = new FakeDevice();
            CompletableFuture<Void> ended = serve(device);
            Requests requests = new Requests();
            for (int j = 0; j < i; j++) {
                device.put(requests.getattr(1));
            }
            end(device, ended);
        }
    }

    /** Another worker is active then, and a new one where none rests. */
    @ParameterizedTest
    @ValueSource(ints = {1, WORKERS - 1, WORKERS + 1, 3 * WORKERS})
    void longRequestsHoldUpNoOther(int held) throws InterruptedException {
        FakeDevice device = new FakeDevice();
        Requests requests = new Requests();
        CountDownLatch othersServed = new CountDownLatch(1);
        CompletableFuture<Void> ended = serve(device, heldUpInFallocate(othersServed));
        shakeHands(device, requests);
        Set<Long> heldUp = new HashSet<>();
        for (int i = 0; i < held; i++) {
            byte[] allocation = allocation(requests);
            heldUp.add(Bytes.u64(allocation, 8));
            device.put(allocation);
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
        end(device, ended);
    }

    @Test
    void oneWorkerWaitsAndTheOthersRest() throws InterruptedException {
        CountDownLatch othersServed = new CountDownLatch(1);
        FakeDevice device = new FakeDevice();
        CompletableFuture<Void> ended = serve(device, heldUpInFallocate(othersServed));
        Requests requests = new Requests();
        shakeHands(device, requests);
        for (int i = 0; i < 3 * WORKERS; i++) {
            device.put(allocation(requests));
        }
        device.awaitReaders(1);
        othersServed.countDown();
        for (int i = 0; i < 3 * WORKERS; i++) {
            device.awaitReply();
        }
        device.awaitReaders(1);
        assertThat(device.mostReaders()).isEqualTo(1);
        end(device, ended);
    }

    @Test
    void aSystemWithoutFurtherThreadsIsServedByTheFirst() throws InterruptedException {
        FakeDevice device = new FakeDevice();
        AtomicInteger left = new AtomicInteger(1);
        CompletableFuture<Void> ended = serve(device, new MemFileSystem(options()), work -> {
            if (left.getAndDecrement() <= 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return thread(work);
        });
        Requests requests = new Requests();
        for (int i = 0; i < REQUESTS / 100; i++) {
            device.put(requests.getattr(1));
            device.awaitReply();
        }
        end(device, ended);
    }

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
            CompletableFuture<Void> ended = serve(failing, new MemFileSystem(options()));
            byte[] getattr = new Requests().getattr(1);
            device.put(getattr);
            assertThat(Bytes.u64(device.awaitReply(), 8)).isEqualTo(Bytes.u64(getattr, 8));
            assertThat(log.records()).hasSize(WORKERS);
            end(device, ended);
        }
    }

    /** From then on there is a file, which is used without a handle. */
    private static void shakeHands(FakeDevice device, Requests requests) throws InterruptedException {
        device.put(requests.initExtended(45, -1, -1));
        device.awaitReply();
        device.put(requests.mknod(1, "file", Mode.S_IFREG | 0644, 0, 0));
        assertThat(Bytes.u64(device.awaitReply(), Replies.HEADER_SIZE)).isEqualTo(FILE);
    }

    /** It may take long, by its size. */
    private static byte[] allocation(Requests requests) {
        return requests.fallocate(FILE, 0, 0, 8 << 20, 0);
    }

    private static StoreOptions options() {
        return StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos);
    }

    private static FileSystem heldUpInFallocate(CountDownLatch until) {
        FileSystem files = new MemFileSystem(options());
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("fallocate")) {
                until.await();
            }
            return method.invoke(files, arguments);
        };
        return (FileSystem) Proxy.newProxyInstance(FileSystem.class.getClassLoader(), new Class<?>[]{FileSystem.class},
                handler);
    }

    private static void end(FakeDevice device, CompletableFuture<Void> ended) {
        device.end();
        ended.join();
    }

    private static CompletableFuture<Void> serve(FakeDevice device) {
        return serve(device, new MemFileSystem(options()));
    }

    private static CompletableFuture<Void> serve(RequestQueue device, FileSystem files) {
        return serve(device, files, WorkerTest::thread);
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().unstarted(work);
    }

    private static CompletableFuture<Void> serve(RequestQueue device, FileSystem files, ThreadFactory threads) {
        Arena arena = Arena.ofAuto();
        KernelOptions options = new KernelOptions("memfs", false, true, true, Set.of(Feature.NO_OPEN), 1, 1, 0, 4096,
                WORKERS);
        Connection connection = new Connection(files, options);
        Supplier<Worker> more = () -> connection.worker(arena, device);
        return new WorkerPool(WORKERS, more, threads).start(Stream.generate(more).limit(WORKERS).toList());
    }
}
