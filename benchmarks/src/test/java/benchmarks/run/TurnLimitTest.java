package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import workload.phase.Cancellation;
import workload.phase.Cancellation.Reason;

class TurnLimitTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch aborted = new CountDownLatch(1);

    private boolean isAborted() throws InterruptedException {
        return aborted.await(1, TimeUnit.MINUTES);
    }

    @Test
    void aTurnThatIsTooLongIsCancelledAndThenLosesItsServer() throws InterruptedException {
        try (TurnLimit _ = new TurnLimit(Duration.ofMillis(1), Duration.ofMillis(1), cancellation,
                aborted::countDown)) {
            assertThat(isAborted()).isTrue();
            assertThat(cancellation.reason()).isEqualTo(Reason.TIME_LIMIT);
        }
    }

    @Test
    void anInterruptThatDoesntEndItTakesTheServerToo() throws InterruptedException {
        try (TurnLimit _ = new TurnLimit(NEVER, Duration.ofMillis(1), cancellation, aborted::countDown)) {
            cancellation.cancel(Reason.INTERRUPTED);

            assertThat(isAborted()).isTrue();
        }
    }

    @Test
    void aTurnThatIsOverIsLeftAlone() {
        new TurnLimit(NEVER, Duration.ZERO, cancellation, aborted::countDown).close();
        cancellation.cancel(Reason.INTERRUPTED);

        assertThat(aborted.getCount()).isOne();
    }
}
