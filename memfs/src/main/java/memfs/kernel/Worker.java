package memfs.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import memfs.sys.Memory;

/** One thread that serves requests and owns its buffers; what it does when, {@link Crew} says. */
final class Worker implements Runnable {
    /** Requests from one look to the next. */
    static final int LOOK_EVERY = 16;

    /** What a worker is for at the moment. */
    enum Role {
        /** Waits in the device: one does, so that a request wakes one thread. */
        LEAD,
        /** Takes what is waiting already, and rests when nothing is. */
        HELP,
        REST,
        END
    }

    private final FuseDevice device;
    private final MemorySegment requests;
    private final MemorySegment replies;
    private final Dispatcher dispatcher;
    private final Crew crew;
    private final AtomicReference<Role> role = new AtomicReference<>(Role.REST);
    private volatile Thread thread;
    /** Odd while a request is served. */
    private volatile long progress;
    /** Looks that found a request waiting. */
    private volatile long piledUp;

    Worker(Connection connection, Arena arena, FuseDevice device, Crew crew) {
        this.device = device;
        this.crew = crew;
        long size = connection.bufferBytes();
        // Mapped, since an arena's own memory is touched as a whole: most requests need a page of a MiB.
        this.requests = Memory.map(size, arena);
        this.replies = Memory.map(size, arena);
        this.dispatcher = new Dispatcher(connection, requests, replies);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Role role() {
        return role.get();
    }

    /** Whether it rests, and isn't still in a request that it was relieved of the lead for. */
    boolean isFree() {
        return role() == Role.REST && progress % 2 == 0;
    }

    long progress() {
        return progress;
    }

    long piledUp() {
        return piledUp;
    }

    /** Gives it something else to do, once it is done with its request; an end is for good. */
    void assign(Role next) {
        // Without a function, which would be an object: nobody may go unassigned because the heap is full.
        Role now = role.get();
        while (now != Role.END && !role.compareAndSet(now, next)) {
            now = role.get();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (role() != Role.END) {
            work();
        }
    }

    private void work() {
        switch (role()) {
            case LEAD -> lead();
            case HELP -> help();
            case REST -> LockSupport.park(this);
            case END -> {
            }
        }
    }

    private void lead() {
        while (role() == Role.LEAD) {
            int length = looks() ? device.poll(requests) : FuseDevice.AGAIN;
            boolean waited = length == FuseDevice.AGAIN;
            if (waited) {
                length = device.read(requests);
            }
            if (length == FuseDevice.GONE) {
                crew.end();
            } else if (length > 0 && serve(length) && !waited) {
                piledUp++;
            }
        }
    }

    /** Whether to look if requests have piled up: now and then, since a look in vain costs a system call. */
    private boolean looks() {
        return progress % (2 * LOOK_EVERY) == 0;
    }

    private void help() {
        int length = device.poll(requests);
        if (length > 0) {
            serve(length);
        } else {
            // Unless there is something else to do by now.
            role.compareAndSet(Role.HELP, Role.REST);
        }
    }

    /** Whether it was a request that somebody waits for. */
    private boolean serve(int length) {
        progress++;
        boolean answered;
        try {
            crew.stir();
        } finally {
            // Whatever fails, the request was read from the device, and no other thread can reply to it.
            answered = answer(length);
        }
        return answered;
    }

    private boolean answer(int length) {
        try {
            int reply = dispatcher.serve(length);
            if (reply > 0) {
                device.write(replies, reply);
            }
            return reply > 0;
        } finally {
            progress++;
        }
    }

    /** Serves the handshake on the caller's thread; false when the device is gone. */
    boolean serveFirst() {
        int length = device.read(requests);
        if (length > 0) {
            serve(length);
        }
        return length != FuseDevice.GONE;
    }
}
