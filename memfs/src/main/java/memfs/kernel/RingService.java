package memfs.kernel;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import memfs.kernel.protocol.Abi;
import memfs.kernel.queue.ForgetReader;
import memfs.kernel.queue.RestartingTask;
import memfs.kernel.queue.Ring;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/** The threads that serve a connection over io_uring, and one for what the kernel sends through /dev/fuse all the same. */
final class RingService {
    private static final Logger LOG = System.getLogger(RingService.class.getName());

    private static final String NO_THREAD = "the system has no thread for each core (see ulimit -u)";

    private final Connection connection;
    private final Ring ring;

    private RingService(Connection connection, Ring ring) {
        this.connection = connection;
        this.ring = ring;
    }

    /**
     * Sets all rings up before the kernel is promised any: from the promise on requests wait for them. Empty where requests are
     * to come through /dev/fuse.
     *
     * @param bufferBytes
     *            room for any request's payload, and for any reply's: the kernel refuses queues with less
     * @param abort
     *            ends the connection
     * @throws RingException
     *             with {@link IoUringUse#ON}: the kernel has it disabled or not at all, or the system refuses
     */
    static Optional<RingService> setUp(Connection connection, long bufferBytes, Arena arena, int device,
            Runnable abort) throws RingException {
        KernelOptions options = connection.options();
        if (options.ioUring() == IoUringUse.OFF) {
            return Optional.empty();
        }
        Optional<String> obstacle = obstacle(options);
        if (obstacle.isPresent()) {
            refuse(options, obstacle.get());
            return Optional.empty();
        }
        try {
            return Optional.of(new RingService(connection, connection.ring(bufferBytes, arena, device, abort)));
        } catch (ErrnoException e) {
            warnOrRefuse(options, reason(e.errno()));
        } catch (IOException | NumberFormatException e) {
            warnOrRefuse(options, "the number of cores can't be read (" + e.getMessage() + ")");
        }
        return Optional.empty();
    }

    private static Optional<String> obstacle(KernelOptions options) {
        if (!Ring.isEnabled()) {
            return Optional
                    .of("the kernel has FUSE over io_uring disabled, or is older than Linux 6.14; as root, echo Y > "
                            + Ring.ENABLED + ", or leave io_uring=on out");
        }
        // The kernel puts extended attributes into the payload too, and counts it by max_write alone.
        return options.maxWrite() < 2 * Abi.XATTR_MAX
                ? Optional.of("it needs max_write=128k or more")
                : Optional.empty();
    }

    private static void refuse(KernelOptions options, String reason) throws RingException {
        if (options.ioUring() == IoUringUse.ON) {
            throw new RingException(reason);
        }
    }

    private static void warnOrRefuse(KernelOptions options, String reason) throws RingException {
        refuse(options, reason);
        LOG.log(Level.WARNING, "io_uring can''t be used: {0}; requests come through /dev/fuse", reason);
    }

    private static String reason(Errno errno) {
        return switch (errno) {
            case ENOSYS, EPERM, EACCES -> "the system forbids it (" + errno
                    + "; see kernel.io_uring_disabled, or the container's seccomp profile)";
            case ENOMEM -> "the system has no memory for it (ENOMEM; see ulimit -l)";
            case EMFILE, ENFILE -> "too many open files (" + errno + "; see ulimit -n)";
            default -> "the system refuses it (" + errno + ")";
        };
    }

    /**
     * Starts all threads, after the handshake; completes when none of them runs any more. If the kernel refuses a queue, it
     * sends all requests through /dev/fuse, and the rings are closed.
     *
     * @throws RingException
     *             with {@link IoUringUse#ON}: the kernel doesn't offer it, or refuses a queue; in any case: a queue could not
     *             be submitted
     */
    CompletableFuture<Void> start(DeviceService device) throws RingException {
        if (!connection.negotiated().overIoUring()) {
            ring.close();
            refuse(connection.options(), "this kernel doesn't offer it");
            return device.start();
        }
        ForgetReader forgetReader = device.forgetReader();
        List<Thread> threads = ring.workers().stream().map(RestartingTask::new).map(DeviceService::thread).toList();
        CompletableFuture<Void> ended = startAll(threads);
        Optional<Errno> refused = ring.awaitRegistered();
        if (refused.isEmpty()) {
            return CompletableFuture.allOf(ended, start(forgetReader, ended));
        }
        ring.stop();
        ended.join();
        if (!ring.reachedKernel()) {
            // The kernel still waits for the queues, and so would every request.
            throw new RingException("io_uring_enter failed (" + refused.get() + "); give io_uring=off");
        }
        warnOrRefuse(connection.options(), "the kernel refused a queue (" + refused.get() + ")");
        connection.ringIsUnused();
        return device.start();
    }

    /** All or none: the kernel waits for every queue, and so would every request. */
    private CompletableFuture<Void> startAll(List<Thread> threads) throws RingException {
        try {
            threads.forEach(Thread::start);
            return DeviceService.run(() -> join(threads)).thenRun(ring::close);
        } catch (OutOfMemoryError e) {
            ring.stop();
            join(threads);
            ring.close();
            throw new RingException(NO_THREAD);
        }
    }

    private CompletableFuture<Void> start(ForgetReader forgetReader, CompletableFuture<Void> ended)
            throws RingException {
        try {
            return DeviceService.run(forgetReader);
        } catch (OutOfMemoryError e) {
            ring.stop();
            ended.join();
            throw new RingException(NO_THREAD);
        }
    }

    /** Until the threads themselves are gone: the kernel uses the buffers as long as those that registered them live. */
    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    // Nothing interrupts this thread with a reason to stop.
                }
            }
        }
    }

    /** Before {@link #start}: the handshake has failed. */
    void close() {
        ring.close();
    }
}
