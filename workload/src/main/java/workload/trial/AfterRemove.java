package workload.trial;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import workload.phase.Cancellation;
import workload.study.MemorySample;
import workload.result.Outcome;
import workload.sample.MemorySampler;

/** The time after the tree's removal, in which nothing happens but the samples: what a file system gives back by itself. */
final class AfterRemove {
    private AfterRemove() {}

    static void await(Duration time, MemorySampler sampler, Cancellation cancellation) throws TrialFailure {
        CountDownLatch cancelled = new CountDownLatch(1);
        sampler.mark(MemorySample.AFTER_REMOVE);
        try (Cancellation.Registration _ = cancellation.onCancel(cancelled::countDown)) {
            if (cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                fail(cancellation.reason());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedRun();
        } finally {
            sampler.mark("");
        }
    }

    private static void fail(Cancellation.Reason reason) throws TrialFailure {
        if (reason == Cancellation.Reason.INTERRUPTED) {
            throw new InterruptedRun();
        }
        throw new TrialFailure(Outcome.INVALID, "the file system's server ended after the removal of the tree");
    }
}
