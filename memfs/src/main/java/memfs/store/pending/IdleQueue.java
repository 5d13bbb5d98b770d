package memfs.store.pending;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import memfs.posix.Failure;

/** Serves what was added to it a while later, in that order, on a thread of its own. */
public final class IdleQueue<T> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(IdleQueue.class.getName());

    private static final Duration QUIET_TIME = Duration.ofSeconds(2);
    /** When there is a hurry. */
    private static final Duration SHORT_TIME = Duration.ofMillis(20);

    private final Predicate<T> action;
    private final BooleanSupplier hurry;
    private final Queue<Item<T>> queue = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean ended;

    /**
     * @param since
     *            {@link System#nanoTime}
     */
    private record Item<T>(T value, long since) {}

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
            if (first == null) {
                sleep();
            } else {
                await(first);
            }
        }
    }

    private void sleep() {
        asleep = true;
        if (queue.isEmpty() && !ended) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private void await(Item<T> first) {
        Duration quiet = hurry.getAsBoolean() ? SHORT_TIME : QUIET_TIME;
        long wait = first.since + quiet.toNanos() - System.nanoTime();
        if (wait > 0) {
            LockSupport.parkNanos(this, wait);
        } else {
            queue.remove();
            serve(first.value);
        }
    }

    /** A failure must not end the thread. */
    private void serve(T value) {
        try {
            if (action.test(value)) {
                queue.add(new Item<>(value, System.nanoTime()));
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
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
