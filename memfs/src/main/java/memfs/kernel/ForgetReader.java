package memfs.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

import memfs.sys.Memory;

/**
 * Reads what the kernel sends by /dev/fuse beside a ring: FORGET and INTERRUPT, which nobody waits for. Read now and then,
 * many FORGETs come as one BATCH_FORGET; while a request waits for the space of removed files they are read at once.
 */
final class ForgetReader implements Runnable {
    private static final long PERIOD_NANOS = 20_000_000;

    private final Connection connection;
    private final FuseDevice device;
    private final MemorySegment requests;
    private final MemorySegment replies;
    private final Dispatcher dispatcher;

    ForgetReader(Connection connection, Arena arena, FuseDevice device) {
        this.connection = connection;
        this.device = device;
        long size = connection.bufferBytes();
        this.requests = Memory.map(size, arena);
        this.replies = Memory.map(size, arena);
        this.dispatcher = new Dispatcher(connection, requests, replies);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public void run() {
        connection.forgetsReadBy(Thread.currentThread());
        int length = FuseDevice.AGAIN;
        while (length != FuseDevice.GONE) {
            if (length == FuseDevice.AGAIN) {
                length = device.read(requests);
                rest(length);
            }
            while (length > 0) {
                serve(length);
                length = device.poll(requests);
            }
        }
    }

    /** Lets more of them come, with the first one read already. */
    private void rest(int length) {
        if (length > 0 && !connection.isSpaceAwaited()) {
            LockSupport.parkNanos(this, PERIOD_NANOS);
        }
    }

    private void serve(int length) {
        int reply = dispatcher.serve(length);
        if (reply > 0) {
            device.write(replies, reply);
        }
    }
}
