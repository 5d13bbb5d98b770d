package memfs.kernel.queue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import memfs.posix.ErrnoException;

/**
 * The workers of one mount, as leader and followers: the leader waits for requests, and the others rest until they are
 * needed. They help while requests pile up, and one is promoted when the leader's request takes long. Where all of them
 * are in long requests, one more is started: no request waits for the long work of another one.
 *
 * <p>
 * A thread of its own checks this every few milliseconds while requests come; an idle mount uses no CPU.
 */
public final class WorkerPool implements Runnable {
    private static final long PERIOD_NANOS = 4_000_000;
    /** Periods without a request after which the check stops. */
    private static final int IDLE_PERIODS = 25;
    /** Fewer requests in a period than this need no helper. */
    private static final int BUSY_REQUESTS = 40;

    /** Most workers, however many requests take long: the kernel sends at most 64 requests in the background. */
    static final int MAX_WORKERS = 128;

    private final Optional<CoreWarmer> warmer;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private Supplier<Worker> more;
    private Worker leader;
    private volatile Thread thread;
    private volatile boolean asleep;
    private volatile boolean ended;

    public WorkerPool(Optional<CoreWarmer> warmer) {
        this.warmer = warmer;
    }

    /**
     * Starts with the first as the leader; called before any thread is started, that of the pool included.
     *
     * @param another
     *            creates one more worker and starts its thread
     */
    public void start(List<Worker> all, Supplier<Worker> another) {
        workers.addAll(all);
        more = another;
        leader = all.getFirst();
        leader.assign(Worker.Role.LEAD);
    }

    /** A request was received, after its worker has counted it as progress. */
    void wake() {
        warmer.ifPresent(CoreWarmer::requestReceived);
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** Ends all threads, after the last request. */
    synchronized void end() {
        ended = true;
        workers.forEach(worker -> worker.assign(Worker.Role.END));
        warmer.ifPresent(CoreWarmer::end);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        // Needed where this runs again after a failure: there must be a leader in any case.
        leader.assign(Worker.Role.LEAD);
        long progress = -1;
        long backlog = 0;
        int idlePeriods = 0;
        while (!ended) {
            LockSupport.parkNanos(this, PERIOD_NANOS);
            long now = leader.progress();
            long backlogNow = leader.backlog();
            idlePeriods = now == progress ? idlePeriods + 1 : 0;
            warmer.ifPresent(idlePeriods > 0 ? CoreWarmer::goIdle : CoreWarmer::check);
            if (now == progress && now % 2 == 1) {
                promote();
            } else if (hasBacklog((now - progress) / 2, backlogNow - backlog)) {
                wakeHelper();
            } else if (idlePeriods > IDLE_PERIODS) {
                sleep(now);
                idlePeriods = 0;
            }
            progress = leader.progress();
            backlog = leader.backlog();
        }
    }

    /** Whether most polls of a busy leader found a request waiting. */
    private static boolean hasBacklog(long requests, long found) {
        return requests > BUSY_REQUESTS && 2 * found * Worker.POLL_INTERVAL > requests;
    }

    private void promote() {
        Worker next = findFree();
        next = next == null ? addWorker() : next;
        if (next != null) {
            Worker busy = leader;
            leader = next;
            next.assign(Worker.Role.LEAD);
            busy.assign(Worker.Role.REST);
        }
    }

    private void wakeHelper() {
        Worker helper = findFree();
        if (helper != null) {
            helper.assign(Worker.Role.HELP);
        }
    }

    /** A worker that rests, or null; without an iterator, since this must work with a full heap. */
    private Worker findFree() {
        for (int i = 0; i < workers.size(); i++) {
            if (workers.get(i).isFree()) {
                return workers.get(i);
            }
        }
        return null;
    }

    /** One more worker; null where there are too many, or no thread or memory for one. */
    private synchronized Worker addWorker() {
        if (ended || workers.size() >= MAX_WORKERS) {
            return null;
        }
        try {
            Worker added = more.get();
            workers.add(added);
            return added;
        } catch (OutOfMemoryError | ErrnoException _) {
            return null;
        }
    }

    /** Until the next request. One that came before asleep was set doesn't wake this thread, but has changed the progress. */
    private void sleep(long progress) {
        asleep = true;
        while (asleep && !ended && leader.progress() == progress) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
