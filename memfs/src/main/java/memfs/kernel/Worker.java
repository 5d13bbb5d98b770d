package memfs.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One thread that serves requests, from the first to the unmount; owns its buffers. */
final class Worker implements Runnable {
    private final FuseDevice device;
    private final MemorySegment requests;
    private final Dispatcher dispatcher;

    Worker(Connection connection, Arena arena, FuseDevice device) {
        this.device = device;
        long size = Math.max(Abi.XATTR_MAX, connection.options().maxWrite()) + (long) Abi.BUFFER_HEADER;
        this.requests = arena.allocate(size, Abi.PAGE_SIZE);
        this.dispatcher = new Dispatcher(connection, requests, arena.allocate(size, Abi.PAGE_SIZE));
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public void run() {
        while (serveOne()) {
        }
    }

    /** False when there will be no more requests. */
    boolean serveOne() {
        int length = device.read(requests);
        if (length > 0) {
            MemorySegment reply = dispatcher.serve(length);
            if (reply != null) {
                device.write(reply);
            }
        }
        return length != FuseDevice.GONE;
    }
}
