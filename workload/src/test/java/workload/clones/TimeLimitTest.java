package workload.clones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import workload.phase.Cancellation;
import workload.phase.Cancellation.Reason;
import workload.phase.Phase;
import workload.phase.PhaseException;

/** What comes before the timed clone ends with it, and it doesn't end with what comes before. */
@Timeout(60)
class TimeLimitTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private final Cancellation trial = new Cancellation();

    /** Works until it is cancelled. */
    private static void endless(Cancellation cancellation) throws PhaseException {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Cancellation.Registration _ = cancellation.onCancel(cancelled::countDown)) {
            cancelled.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new PhaseException("cancelled");
    }

    private static TimeLimit limit(Duration duration) {
        return new TimeLimit(duration, () -> {});
    }

    @Test
    void aWarmUpThatTakesTooLongLeavesTheTrialUncancelled() {
        assertThatThrownBy(() -> limit(Duration.ofMillis(1)).before("its warm-up", TimeLimitTest::endless, trial))
                .isInstanceOf(PhaseException.class).hasMessageContaining("its warm-up took longer than");
        assertThat(trial.reason()).isNull();
    }

    @Test
    void whatEndsTheTrialEndsItsWarmUp() {
        Phase interrupted = own -> {
            trial.cancel(Reason.INTERRUPTED);
            assertThat(own.reason()).isEqualTo(Reason.INTERRUPTED);
            endless(own);
        };
        assertThatThrownBy(() -> limit(LONG).before("its warm-up", interrupted, trial)).hasMessage("cancelled");
    }

    @Test
    void aWarmUpThatFailsSaysWhy() {
        assertThatThrownBy(() -> limit(LONG).before("its warm-up", _ -> {
            throw new PhaseException("no such ref");
        }, trial)).hasMessage("no such ref");
    }

    @Test
    void timedWorkThatTakesTooLongIsCancelledForThat() {
        assertThatThrownBy(() -> limit(Duration.ofMillis(1)).timed(TimeLimitTest::endless, trial))
                .isInstanceOf(PhaseException.class);
        assertThat(trial.reason()).isEqualTo(Reason.TIME_LIMIT);
    }

    @Test
    void whatIsDoneInTimeHasATime() throws Exception {
        assertThat(limit(LONG).timed(_ -> {}, trial)).isNotNegative();
        assertThat(trial.reason()).isNull();
    }
}
