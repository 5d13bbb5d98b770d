package memfs.kernel.queue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import memfs.sys.Memory;

/** One thread that serves requests and owns its buffers, in the role that {@link WorkerPool} assigns. */
public final class Worker implements Runnable {
    /** Requests from one poll for more to the next. */
    static final int POLL_INTERVAL = 16;

    /** What a worker does at the moment. */
    enum Role {
        /** Waits for requests in read(2): one worker does, so that a request wakes one thread. */
        LEAD,
        /** Serves the requests that wait already, then rests. */
        HELP,
        REST,
        END
    }

    private final RequestQueue queue;
    private final MemorySegment requests;
    private final MemorySegment replies;
    private final RequestHandler handler;
    private final WorkerPool pool;
    private final AtomicReference<Role> role = new AtomicReference<>(Role.REST);
    private volatile Thread thread;
    /** Odd while a request is served. */
    private volatile long progress;
    /** Polls that found a request waiting. */
    private volatile long backlog;

    /**
     * @param bufferBytes
     *            room for any request, and for any reply
     */
    public Worker(long bufferBytes, RequestHandler.Factory handlers, Arena arena, RequestQueue queue, WorkerPool pool) {
        this.queue = queue;
        this.pool = pool;
        // Mapped, since an arena zeroes its memory, and so touches all of it: most requests need one page of a MiB.
        this.requests = Memory.map(bufferBytes, arena);
        this.replies = Memory.map(bufferBytes, arena);
        this.handler = handlers.create(requests, replies);
    }

    Role role() {
        return role.get();
    }

    /** Whether it rests, and no longer serves the long request for which another worker was promoted. */
    boolean isFree() {
        return role() == Role.REST && progress % 2 == 0;
    }

    long progress() {
        return progress;
    }

    long backlog() {
        return backlog;
    }

    /** Sets its role from the next request on; END is final. */
    void assign(Role next) {
        // Without a lambda, which allocates: a role must be assigned with a full heap too.
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
            int length = isPollDue() ? queue.poll(requests) : RequestQueue.AGAIN;
            boolean waited = length == RequestQueue.AGAIN;
            if (waited) {
                length = queue.read(requests);
            }
            if (length == RequestQueue.GONE) {
                pool.end();
            } else if (length > 0 && serve(length) && !waited) {
                backlog++;
            }
        }
    }

    /** Whether to poll for a backlog: only now and then, since a poll that finds nothing costs a system call. */
    private boolean isPollDue() {
        return progress % (2 * POLL_INTERVAL) == 0;
    }

    private void help() {
        int length = queue.poll(requests);
        if (length > 0) {
            serve(length);
        } else {
            // Unless it has another role by now.
            role.compareAndSet(Role.HELP, Role.REST);
        }
    }

    /** Whether it was a request with a reply. */
    private boolean serve(int length) {
        progress++;
        boolean replied;
        try {
            pool.wake();
        } finally {
            // Whatever fails, the request was read from the device, and no other thread can reply to it.
            replied = reply(length);
        }
        return replied;
    }

    private boolean reply(int length) {
        try {
            int bytes = handler.serve(length);
            if (bytes > 0) {
                queue.write(replies, bytes);
            }
            return bytes > 0;
        } finally {
            progress++;
        }
    }

    /** Serves one request on the caller's thread; false when the connection has ended. */
    public boolean serveOne() {
        int length = queue.read(requests);
        if (length > 0) {
            serve(length);
        }
        return length != RequestQueue.GONE;
    }
}
