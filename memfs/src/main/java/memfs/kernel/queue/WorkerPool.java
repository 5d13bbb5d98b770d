package memfs.kernel.queue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import memfs.posix.ErrnoException;

/**
 * The workers of one mount. One is active: it waits for requests in read(2) and serves them, so a request wakes one thread,
 * whose data is still in the core's cache. The others rest:
 * <ul>
 * <li>before a request that may take long, another worker becomes active, and one is started if none rests;</li>
 * <li>if requests pile up, another one helps until a poll finds no request.</li>
 * </ul>
 * An idle mount uses no CPU.
 */
public final class WorkerPool {
    /** Most workers, however many requests take long: the kernel sends at most 64 requests in the background. */
    public static final int MAX_WORKERS = 128;
    /** Requests from one poll to the next while one worker is active: a poll that finds nothing costs a system call. */
    private static final int POLL_INTERVAL = 16;
    /** Requests in a row that waited already, from which another worker helps. */
    private static final int BACKLOG = 2 * POLL_INTERVAL;

    private final int most;
    private final Supplier<Worker> more;
    private final ThreadFactory threads;
    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger resting = new AtomicInteger();
    /** A permit makes a resting worker active. */
    private final Semaphore calls = new Semaphore(0);
    /** Created, but no thread could be started for it. */
    private final AtomicReference<Worker> spare = new AtomicReference<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean gone;

    /**
     * @param most
     *            active at once, those in long requests not counted
     * @param more
     *            creates one more worker
     */
    public WorkerPool(int most, Supplier<Worker> more, ThreadFactory threads) {
        this.most = most;
        this.more = more;
        this.threads = threads;
    }

    /**
     * Starts a thread for each worker; completes when the connection and all threads have ended.
     *
     * @throws OutOfMemoryError
     *             the system has no thread for even one worker
     */
    public CompletableFuture<Void> start(List<Worker> workers) {
        active.incrementAndGet();
        start(new Member(workers.getFirst(), true));
        for (Worker worker : workers.subList(1, workers.size())) {
            try {
                start(new Member(worker, false));
            } catch (OutOfMemoryError _) {
                // The first one serves alone until the system has a thread.
            }
        }
        return ended;
    }

    private void start(Member member) {
        alive.incrementAndGet();
        try {
            threads.newThread(() -> {
                new RestartingTask(member).run();
                if (alive.decrementAndGet() == 0) {
                    ended.complete(null);
                }
            }).start();
        } catch (OutOfMemoryError e) {
            alive.decrementAndGet();
            throw e;
        }
    }

    /** Makes another worker active; none where there are too many, or no thread or memory for one. */
    private void call() {
        active.incrementAndGet();
        if (!wakeOne() && !startAnother()) {
            active.decrementAndGet();
            requireActive();
        }
    }

    /** Wakes a worker whose place among the active ones is counted already; false where none rests. */
    private boolean wakeOne() {
        boolean rests = resting.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        if (rests) {
            calls.release();
        }
        return rests;
    }

    /** Where one began to rest while another one could not be replaced, none would be active. */
    private void requireActive() {
        if (resting.get() > 0 && active.compareAndSet(0, 1) && !wakeOne()) {
            active.decrementAndGet();
        }
    }

    private boolean startAnother() {
        if (alive.get() >= MAX_WORKERS) {
            return false;
        }
        Worker worker = spare.getAndSet(null);
        try {
            worker = worker == null ? more.get() : worker;
            start(new Member(worker, true));
            return true;
        } catch (OutOfMemoryError | ErrnoException _) {
            // Its buffers are kept for the next attempt.
            spare.set(worker);
            return false;
        }
    }

    /** Gives up one of several active places; false where there is only one. */
    private boolean leave() {
        int now = active.get();
        while (now > 1 && !active.compareAndSet(now, now - 1)) {
            now = active.get();
        }
        return now > 1;
    }

    private void end() {
        gone = true;
        calls.release(MAX_WORKERS);
    }

    /** One worker's thread. */
    private final class Member implements Runnable {
        private final Worker worker;
        private boolean isActive;
        private boolean isCounted;
        private int requests;
        /** Requests in a row that waited already. */
        private int backlog;

        Member(Worker worker, boolean isActive) {
            this.worker = worker;
            this.isActive = isActive;
        }

        /** Continues where it was if it is run again after a failure. */
        @Override
        public void run() {
            while (!gone) {
                if (isActive) {
                    work();
                } else {
                    rest();
                }
            }
        }

        private void rest() {
            if (!isCounted) {
                isCounted = true;
                resting.incrementAndGet();
            }
            requireActive();
            calls.acquireUninterruptibly();
            isCounted = false;
            isActive = true;
            if (gone) {
                calls.release();
            }
        }

        private void work() {
            boolean isAlone = active.get() == 1;
            boolean polls = !isAlone || ++requests % POLL_INTERVAL == 0;
            int length = polls ? worker.poll() : RequestQueue.AGAIN;
            boolean found = length > 0;
            if (length == RequestQueue.AGAIN) {
                if (!isAlone && leave()) {
                    isActive = false;
                    return;
                }
                length = worker.receive();
            }
            if (length == RequestQueue.GONE) {
                end();
            } else if (length > 0) {
                boolean replied = serve(length);
                if (polls && replied) {
                    count(found, isAlone);
                }
            }
        }

        private void count(boolean found, boolean isAlone) {
            backlog = found ? backlog + (isAlone ? POLL_INTERVAL : 1) : 0;
            if (backlog >= BACKLOG && active.get() < most) {
                backlog = 0;
                call();
            }
        }

        /** Whether the request had a reply. */
        private boolean serve(int length) {
            int bytes = worker.serveBriefly(length);
            if (bytes == RequestHandler.TAKES_LONG) {
                serveLong(length);
            }
            return bytes != 0;
        }

        private void serveLong(int length) {
            isActive = false;
            try {
                if (active.decrementAndGet() == 0) {
                    call();
                }
            } finally {
                finish(length);
            }
        }

        private void finish(int length) {
            try {
                worker.serve(length);
            } finally {
                // Where no other worker could be made active.
                isActive = active.compareAndSet(0, 1);
            }
        }
    }
}
