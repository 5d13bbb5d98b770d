package memfs.kernel.queue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

import memfs.posix.ErrnoException;
import memfs.sys.IdleTime;
import memfs.sys.Scheduling;

/**
 * Keeps the core that serves requests from going idle between two of them: a thread that spins there, and that any other
 * thread preempts at once (SCHED_IDLE).
 *
 * <p>
 * A request is two wake-ups, and to wake a core that has gone idle costs more than to serve the request: 25 to 30 µs each
 * in a virtual machine. A core that spins needs no wake-up, and the scheduler prefers it, so that client and server
 * come to share it. See docs/kernel-transport.md for what was tried beside it.
 */
public final class CoreWarmer implements Runnable {
    private static final Logger LOG = System.getLogger(CoreWarmer.class.getName());

    /** Requests that follow each other within this time are a flow. */
    private static final long FLOW_NANOS = 300_000;

    /** Checks from one evaluation to the next, 50 ms, and the idle time in it below which the cores are contended. */
    private static final int CHECKS_PER_EVALUATION = 12;
    private static final long CROWDED_TICKS = 1;
    /** How many checks it pauses where others contend for the cores: doubled each time, up to a second and a half. */
    private static final int SHORTEST_PAUSE = 25;
    private static final int LONGEST_PAUSE = 400;

    private volatile boolean warming;
    private volatile boolean pausing;
    private int checks;
    private long idleBefore;
    private int pause = SHORTEST_PAUSE;
    private int pauseLeft;
    private volatile boolean ended;
    private volatile int core;
    private volatile Thread thread;
    private long lastRequest;

    /** A request was received; several workers may call this at once, and either time will do. */
    void requestReceived() {
        long now = System.nanoTime();
        if (!warming && !pausing && now - lastRequest < FLOW_NANOS) {
            core = Scheduling.core();
            warming = true;
            LockSupport.unpark(thread);
        }
        lastRequest = now;
    }

    /** No request has come for a while. */
    void goIdle() {
        warming = false;
        checks = 0;
    }

    /**
     * Checks every few milliseconds whether others contend for the cores: one that is kept warm takes no waiting thread from its
     * neighbour. A parallel build still loses some speed, since its cores are idle for moments; hence an option that is off.
     */
    void check() {
        if (pausing) {
            pausing = --pauseLeft > 0;
            checks = 0;
        } else if (warming && checks++ % CHECKS_PER_EVALUATION == 0) {
            evaluate(IdleTime.ticks());
        }
    }

    private void evaluate(long idle) {
        boolean crowded = checks > 1 && idle - idleBefore < CROWDED_TICKS;
        idleBefore = idle;
        if (crowded) {
            pauseLeft = pause;
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
            pausing = true;
            warming = false;
        } else if (checks > 1) {
            pause = SHORTEST_PAUSE;
        }
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            Scheduling.becomeIdle();
            while (!ended) {
                if (warming) {
                    warm();
                } else {
                    LockSupport.park(this);
                }
            }
        } catch (ErrnoException e) {
            LOG.log(Level.DEBUG, "no core is kept warm: the system refuses it ({0})", e.errno());
        }
    }

    private void warm() {
        Scheduling.bindTo(core);
        while (warming && !ended) {
            Scheduling.yieldCore();
        }
    }
}
