package workload.phase;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Work that may be too short to be timed once: it is repeated until the timing is long enough. */
public final class RepeatedPhase implements Phase {
    /** Shorter timings depend more on the scheduler and the clock than on the work. */
    static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Phase work;
    private final LongSupplier clock;
    private int runs;

    public RepeatedPhase(Phase work) {
        this(work, System::nanoTime);
    }

    RepeatedPhase(Phase work, LongSupplier clock) {
        this.work = work;
        this.clock = clock;
    }

    @Override
    public void prepare() throws IOException {
        work.prepare();
    }

    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        runs = 0;
        long start = clock.getAsLong();
        do {
            work.run(cancellation);
            runs++;
        } while (clock.getAsLong() - start < LEAST_NANOS && !cancellation.isCancelled());
    }

    @Override
    public int runs() {
        return runs;
    }
}
