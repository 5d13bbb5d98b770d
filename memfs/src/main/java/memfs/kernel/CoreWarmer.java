package memfs.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

import memfs.posix.ErrnoException;
import memfs.sys.IdleTime;
import memfs.sys.Scheduling;

/**
 * Keeps the core that requests are served on from going idle between two of them: a thread that spins there, and that
 * everybody else may take the core from at once (SCHED_IDLE).
 *
 * <p>
 * A request is two wake-ups, and to wake a core that has gone idle costs more than to serve the request: 25 to 30 µs each
 * in a virtual machine. A core that spins is taken without that, and the scheduler prefers it, so that client and server
 * come to share it. See docs/kernel-transport.md for what was tried beside it.
 */
final class CoreWarmer implements Runnable {
    private static final Logger LOG = System.getLogger(CoreWarmer.class.getName());

    /** Requests that follow each other within this time are a flow. */
    private static final long FLOW_NANOS = 300_000;

    /** Looks from one judgement to the next, 50 ms, and the idle time in it below which cores are wanted. */
    private static final int LOOKS = 12;
    private static final long CROWDED_TICKS = 1;
    /** How many looks it holds off when cores are wanted by others: doubled each time, up to a second and a half. */
    private static final int SHORTEST_PAUSE = 25;
    private static final int LONGEST_PAUSE = 400;

    private volatile boolean warming;
    private volatile boolean pausing;
    private int looks;
    private long idleBefore;
    private int pause = SHORTEST_PAUSE;
    private int pauseLeft;
    private volatile boolean ended;
    private volatile int core;
    private volatile Thread thread;
    private long lastRequest;

    /** A request has come; several workers may say so at once, and it doesn't matter whose time is kept. */
    void stir() {
        long now = System.nanoTime();
        if (!warming && !pausing && now - lastRequest < FLOW_NANOS) {
            core = Scheduling.core();
            warming = true;
            LockSupport.unpark(thread);
        }
        lastRequest = now;
    }

    /** No request has come for a while. */
    void cool() {
        warming = false;
        looks = 0;
    }

    /**
     * Looks every few milliseconds whether others want the cores: one that is kept warm takes no waiting thread from its
     * neighbour. A parallel build loses some of its speed by that all the same, since it is idle for moments; hence an
     * option, and off.
     */
    void look() {
        if (pausing) {
            pausing = --pauseLeft > 0;
            looks = 0;
        } else if (warming && looks++ % LOOKS == 0) {
            judge(IdleTime.ticks());
        }
    }

    private void judge(long idle) {
        boolean crowded = looks > 1 && idle - idleBefore < CROWDED_TICKS;
        idleBefore = idle;
        if (crowded) {
            pauseLeft = pause;
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
            pausing = true;
            warming = false;
        } else if (looks > 1) {
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
