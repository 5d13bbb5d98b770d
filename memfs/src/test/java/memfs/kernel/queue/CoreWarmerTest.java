package memfs.kernel.queue;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** It works while requests flow, and then rests. */
@Timeout(30)
class CoreWarmerTest {
    private final CoreWarmer warmer = new CoreWarmer();
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(warmer);

    @AfterEach
    void end() throws InterruptedException {
        warmer.end();
        thread.join();
    }

    @Test
    void oneRequestIsNoFlow() {
        warmer.requestReceived();
        thread.start();
        await(this::rests);
    }

    @Test
    void aFlowKeepsItAtWorkUntilItEnds() {
        thread.start();
        await(this::rests);
        await(() -> {
            warmer.requestReceived();
            return !rests();
        });
        warmer.goIdle();
        await(this::rests);
    }

    private boolean rests() {
        return thread.getState() == Thread.State.WAITING;
    }

    /** Looks again until it is so; the timeout ends it otherwise. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(10_000);
        }
    }
}
