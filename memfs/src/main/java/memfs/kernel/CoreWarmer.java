package memfs.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

import memfs.posix.ErrnoException;
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

    private volatile boolean warming;
    private volatile boolean ended;
    private volatile int core;
    private volatile Thread thread;
    private long lastRequest;

    /** A request has come to the leader, who calls this. */
    void stir() {
        long now = System.nanoTime();
        if (!warming && now - lastRequest < FLOW_NANOS) {
            core = Scheduling.core();
            warming = true;
            LockSupport.unpark(thread);
        }
        lastRequest = now;
    }

    /** No request has come for a while. */
    void cool() {
        warming = false;
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
