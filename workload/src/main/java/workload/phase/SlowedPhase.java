package workload.phase;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Work followed by a wait of a share of its duration: a slow-down of known size, which a comparison has to find. */
public final class SlowedPhase implements Phase {
    private final Phase work;
    private final double share;
    private final LongSupplier clock;
    private final Waiter waiter;

    /** Waits for a time, or until it is cancelled. */
    interface Waiter {
        void await(long nanos, Cancellation cancellation) throws PhaseException;
    }

    /**
     * @param share
     *            0.1 for 10 %
     */
    public SlowedPhase(Phase work, double share) {
        this(work, share, System::nanoTime, SlowedPhase::await);
    }

    SlowedPhase(Phase work, double share, LongSupplier clock, Waiter waiter) {
        this.work = work;
        this.share = share;
        this.clock = clock;
        this.waiter = waiter;
    }

    @Override
    public void prepare() throws IOException {
        work.prepare();
    }

    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        long start = clock.getAsLong();
        work.run(cancellation);
        waiter.await(Math.round(share * (clock.getAsLong() - start)), cancellation);
    }

    @Override
    public int runs() {
        return work.runs();
    }

    private static void await(long nanos, Cancellation cancellation) throws PhaseException {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Cancellation.Registration _ = cancellation.onCancel(cancelled::countDown)) {
            cancelled.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PhaseException("its slow-down was interrupted");
        }
    }
}
