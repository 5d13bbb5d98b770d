package memfs.store.pending;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import memfs.posix.Failure;
import memfs.posix.Threads;

/** Serves what was added to it a while later, on a thread of its own. */
public final class IdleQueue<T> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(IdleQueue.class.getName());

    private static final Duration QUIET_TIME = Duration.ofSeconds(2);
    /** When there is a hurry. */
    private static final Duration SHORT_TIME = Duration.ofMillis(20);

    /** What can't be served is tried again later and later, up to this. */
    private static final long MOST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Predicate<T> action;
    private final BooleanSupplier hurry;
    private final Queue<Item<T>> queue = new ConcurrentLinkedQueue<>();
    /** Of the thread alone. */
    private final PriorityQueue<Retry<T>> again = new PriorityQueue<>(
            (a, b) -> Long.signum(a.due - b.due));
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean ended;

    /**
     * @param since
     *            {@link System#nanoTime}
     */
    private record Item<T>(T value, long since) {}

    /**
     * What is to be tried again.
     *
     * @param due
     *            {@link System#nanoTime}
     * @param waited
     *            nanoseconds until then
     */
    private record Retry<T>(T value, long due, long waited) {}

    /**
     * Starts the thread.
     *
     * @param action
     *            returns whether to try again later
     * @param hurry
     *            whether to wait for less time; as quick as a comparison
     */
    public IdleQueue(String name, Predicate<T> action, BooleanSupplier hurry) {
        this.action = action;
        this.hurry = hurry;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** For any thread. */
    public void add(T value) {
        queue.add(new Item<>(value, System.nanoTime()));
        if (asleep || hurry.getAsBoolean()) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!ended) {
            Item<T> first = queue.peek();
            Duration quiet = hurry.getAsBoolean() ? SHORT_TIME : QUIET_TIME;
            long now = System.nanoTime();
            long wait = first == null ? Long.MAX_VALUE : first.since + quiet.toNanos() - now;
            long waitAgain = again.isEmpty() ? Long.MAX_VALUE : again.peek().due - now;
            if (wait <= 0) {
                queue.remove();
                serve(first.value, quiet.toNanos());
            } else if (waitAgain <= 0) {
                Retry<T> retry = again.remove();
                serve(retry.value, 2 * retry.waited);
            } else {
                sleep(first == null, Math.min(wait, waitAgain));
            }
        }
    }

    private void sleep(boolean untilAdded, long nanos) {
        asleep = untilAdded;
        if (!ended && !(untilAdded && !queue.isEmpty())) {
            LockSupport.parkNanos(this, nanos);
        }
        asleep = false;
    }

    /** A failure must not end the thread. */
    private void serve(T value, long waited) {
        try {
            if (action.test(value)) {
                long wait = Math.min(waited, MOST_NANOS);
                again.add(new Retry<>(value, System.nanoTime() + wait, wait));
            }
        } catch (Throwable e) {
            Failure.log(LOG, thread.getName() + " continues after a failure; please report it", e);
        }
    }

    /** Ends the thread, and waits for that. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
    }
}
