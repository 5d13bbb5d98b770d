package memfs.kernel.queue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.sys.Libc;
import memfs.sys.Scheduling;

/**
 * Requests over io_uring: one queue for each core that the machine can have, one bound thread for each core that this process
 * may use. A queue whose core has no thread is served by one of these threads.
 */
public final class Ring {
    /** The kernel's switch, which counts for new connections. */
    public static final Path ENABLED = Path.of("/sys/module/fuse/parameters/enable_uring");
    private static final Path POSSIBLE = Path.of("/sys/devices/system/cpu/possible");

    private final List<RingWorker> workers;
    private final ExecutorService longWork;

    private Ring(List<RingWorker> workers, ExecutorService longWork) {
        this.workers = workers;
        this.longWork = longWork;
    }

    /** Whether the kernel lets new connections have one; false where it can't be read. */
    public static boolean isEnabled() {
        loadModule();
        try {
            return Files.readString(ENABLED).startsWith("Y");
        } catch (IOException e) {
            return false;
        }
    }

    /** The switch is there only with the module, which the device's first open loads. */
    private static void loadModule() {
        if (!Files.exists(ENABLED)) {
            try {
                Libc.close(Libc.openDevice(Descriptors.DEVICE, false));
            } catch (ErrnoException _) {
                // The mount will report it.
            }
        }
    }

    private static void unbind(BitSet cores) {
        try {
            Scheduling.bindTo(cores);
        } catch (ErrnoException _) {
            // Slower where that core is busy.
        }
    }

    /**
     * Sets all rings up before the kernel is promised any: a mount whose rings fail after the handshake hangs.
     *
     * @throws ErrnoException
     *             as {@link RingWorker#RingWorker}
     * @throws IOException
     *             the number of cores can't be read
     */
    public static Ring setUp(long bufferBytes, RingHandler.Factory handlers, Arena arena, int device,
            Runnable abort)
            throws IOException {
        BitSet allowed = Scheduling.allowedCores();
        List<Integer> cores = allowed.stream().boxed().toList();
        // A thread inherits the binding of the one that starts it.
        ExecutorService longWork = Executors.newCachedThreadPool(work -> Thread.ofPlatform().name("fuse-long").daemon()
                .unstarted(() -> {
                    unbind(allowed);
                    work.run();
                }));
        List<RingWorker> workers = new ArrayList<>();
        try {
            int queues = possibleCores();
            for (int i = 0; i < cores.size(); i++) {
                List<Integer> served = queuesOf(i, cores, queues);
                if (!served.isEmpty()) {
                    workers.add(new RingWorker(bufferBytes, handlers, arena, device, cores.get(i), served, longWork,
                            abort));
                }
            }
        } catch (ErrnoException | IOException e) {
            workers.forEach(RingWorker::close);
            throw e;
        }
        return new Ring(workers, longWork);
    }

    /** The core's own queue, and its share of those without a thread. */
    private static List<Integer> queuesOf(int worker, List<Integer> cores, int queues) {
        return IntStream.range(0, queues)
                .filter(queue -> cores.contains(queue)
                        ? cores.get(worker) == queue
                        : queue % cores.size() == worker)
                .boxed().toList();
    }

    /** How many queues the kernel wants: num_possible_cpus(), of a list like "0-3,8". */
    private static int possibleCores() throws IOException {
        int count = 0;
        for (String range : Files.readString(POSSIBLE).strip().split(",")) {
            String[] bounds = range.split("-");
            count += Integer.parseInt(bounds[bounds.length - 1]) - Integer.parseInt(bounds[0]) + 1;
        }
        return count;
    }

    /** One task for each thread: the kernel takes replies only from the thread that registered. */
    public List<? extends Runnable> workers() {
        return workers;
    }

    /** Call after the workers have started. Returns the error for a refused queue, or empty if all were accepted. */
    public Optional<Errno> awaitRegistered() {
        return workers.stream().map(worker -> worker.registered().join()).filter(Objects::nonNull).findAny();
    }

    /** Whether each queue was submitted to the kernel, which sends requests through /dev/fuse once it has refused one. */
    public boolean reachedKernel() {
        return workers.stream().allMatch(RingWorker::reachedKernel);
    }

    /** Ends all threads though the connection has not ended. */
    public void stop() {
        workers.forEach(RingWorker::stop);
    }

    /** After the workers have ended, or before they were started. */
    public void close() {
        longWork.close();
        workers.forEach(RingWorker::close);
    }
}
