package memfs.kernel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import memfs.posix.ErrnoException;

/**
 * Who serves: one worker leads, and the others rest until they are needed. They help while requests pile up, and one takes
 * over from a leader whose request takes long. Where all of them are in long requests, one more is made: no request waits
 * for the long work of another one.
 *
 * <p>
 * A thread of its own looks every few milliseconds, as long as requests come; an idle mount uses no CPU.
 */
final class Crew implements Runnable {
    private static final long PERIOD_NANOS = 4_000_000;
    /** Periods without a request after which nobody looks any more. */
    private static final int PATIENCE = 25;
    /** Requests in a period from which on help can pay. */
    private static final int BUSY = 40;

    /** Most workers, however many requests take long: the kernel has as many in the background at most, or half of it. */
    static final int MOST_WORKERS = 128;

    private final Optional<CoreWarmer> warmer;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private Supplier<Worker> more;
    private Worker leader;
    private volatile Thread thread;
    private volatile boolean asleep;
    private volatile boolean ended;

    Crew(Optional<CoreWarmer> warmer) {
        this.warmer = warmer;
    }

    /**
     * Starts with the first as the leader; before any of the threads, that of the crew included.
     *
     * @param another
     *            makes one more worker and starts its thread
     */
    void start(List<Worker> all, Supplier<Worker> another) {
        workers.addAll(all);
        more = another;
        leader = all.getFirst();
        leader.assign(Worker.Role.LEAD);
    }

    List<Worker> workers() {
        return workers;
    }

    /** A request has come, and its worker's progress says so already. */
    void stir() {
        warmer.ifPresent(CoreWarmer::stir);
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** There will be no more requests. */
    synchronized void end() {
        ended = true;
        workers.forEach(worker -> worker.assign(Worker.Role.END));
        warmer.ifPresent(CoreWarmer::end);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        // Again where this is run again after a failure: there must be one, whatever that has left.
        leader.assign(Worker.Role.LEAD);
        long progress = -1;
        long piledUp = 0;
        int quiet = 0;
        while (!ended) {
            LockSupport.parkNanos(this, PERIOD_NANOS);
            long now = leader.progress();
            long piled = leader.piledUp();
            quiet = now == progress ? quiet + 1 : 0;
            warmer.ifPresent(quiet > 0 ? CoreWarmer::cool : CoreWarmer::look);
            if (now == progress && now % 2 == 1) {
                takeOver();
            } else if (isPiledUp((now - progress) / 2, piled - piledUp)) {
                callHelp();
            } else if (quiet > PATIENCE) {
                sleep(now);
                quiet = 0;
            }
            progress = leader.progress();
            piledUp = leader.piledUp();
        }
    }

    /** Whether most looks of a busy leader found a request waiting. */
    private static boolean isPiledUp(long requests, long found) {
        return requests > BUSY && 2 * found * Worker.LOOK_EVERY > requests;
    }

    private void takeOver() {
        Worker next = findFree();
        next = next == null ? recruit() : next;
        if (next != null) {
            Worker held = leader;
            leader = next;
            next.assign(Worker.Role.LEAD);
            held.assign(Worker.Role.REST);
        }
    }

    private void callHelp() {
        Worker helper = findFree();
        if (helper != null) {
            helper.assign(Worker.Role.HELP);
        }
    }

    /** One that rests, or null; without an iterator, since it must go when the heap is full. */
    private Worker findFree() {
        for (int i = 0; i < workers.size(); i++) {
            if (workers.get(i).isFree()) {
                return workers.get(i);
            }
        }
        return null;
    }

    /** Null where there are too many already, or the system has no thread or memory for one more. */
    private synchronized Worker recruit() {
        if (ended || workers.size() >= MOST_WORKERS) {
            return null;
        }
        try {
            Worker recruit = more.get();
            workers.add(recruit);
            return recruit;
        } catch (OutOfMemoryError | ErrnoException _) {
            return null;
        }
    }

    /** Until a request comes; one that came meanwhile has not seen that we sleep, but we see its progress. */
    private void sleep(long progress) {
        asleep = true;
        while (asleep && !ended && leader.progress() == progress) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
