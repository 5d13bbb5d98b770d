package memfs.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import memfs.kernel.queue.Descriptors;
import memfs.kernel.queue.Ring;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/** The threads that serve a connection over io_uring, and one for what the kernel sends through /dev/fuse all the same. */
final class RingService {
    private final Connection connection;
    private final Descriptors descriptors;
    private final Ring ring;

    private RingService(Connection connection, Descriptors descriptors, Ring ring) {
        this.connection = connection;
        this.descriptors = descriptors;
        this.ring = ring;
    }

    /**
     * Whether to try; with AUTO only where the kernel has it enabled.
     *
     * @throws RingException
     *             ON, and the kernel has it disabled or not at all
     */
    static boolean isWanted(IoUringUse use) throws RingException {
        boolean enabled = use != IoUringUse.OFF && Ring.isEnabled();
        if (use == IoUringUse.ON && !enabled) {
            throw new RingException("the kernel has FUSE over io_uring disabled, or is older than Linux 6.14; as root,"
                    + " echo Y > " + Ring.ENABLED + ", or leave io_uring=on out");
        }
        return enabled;
    }

    /**
     * Sets all rings up before the kernel is promised any: from the promise on requests wait for them.
     *
     * @throws RingException
     *             the system refuses
     */
    static RingService setUp(Connection connection, Arena arena, Descriptors descriptors) throws IOException {
        try {
            return new RingService(connection, descriptors, connection.ring(arena, descriptors.mounted()));
        } catch (ErrnoException e) {
            throw new RingException(reason(e.errno()));
        }
    }

    private static String reason(Errno errno) {
        return switch (errno) {
            case ENOSYS, EPERM -> "the system forbids it (" + errno
                    + "; see kernel.io_uring_disabled, or the container's seccomp profile)";
            case ENOMEM -> "the system has no memory for it (ENOMEM; see ulimit -l)";
            case EMFILE, ENFILE -> "too many open files (" + errno + "; see ulimit -n)";
            default -> "the system refuses it (" + errno + ")";
        };
    }

    /**
     * Starts all threads, after the handshake; completes when none of them runs any more.
     *
     * @throws RingException
     *             the kernel doesn't offer it, or refuses a queue; the connection must be given up
     */
    CompletableFuture<Void> start(DeviceService device) throws RingException {
        if (!connection.negotiated().overIoUring()) {
            ring.close();
            throw new RingException("this kernel doesn't offer it");
        }
        CompletableFuture<Void> threads = CompletableFuture
                .allOf(ring.workers().stream().map(DeviceService::run).toArray(CompletableFuture[]::new))
                .thenRun(ring::close);
        Optional<Errno> refused = ring.awaitRegistered();
        if (refused.isPresent()) {
            // Ends the queues that were registered, and their threads.
            descriptors.close();
            threads.join();
            throw new RingException("the kernel refused a queue (" + refused.get() + ")");
        }
        return CompletableFuture.allOf(threads, device.startBesideRing());
    }
}
