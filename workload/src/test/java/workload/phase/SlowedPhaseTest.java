package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

/** By a clock that only the work moves, and a waiter that only counts. */
class SlowedPhaseTest {
    private final AtomicLong clock = new AtomicLong(7);
    private final List<Long> waited = new ArrayList<>();

    private SlowedPhase slowed(Phase work) {
        return new SlowedPhase(work, 0.1, clock::get, (nanos, _) -> waited.add(nanos));
    }

    @Test
    void goesOnForAShareOfTheWorksOwnTime() throws Exception {
        slowed(_ -> clock.addAndGet(12_345_678_900L)).run(new Cancellation());
        assertThat(waited).containsExactly(1_234_567_890L);
    }

    @Test
    void doesNotWaitForWhatFailed() {
        SlowedPhase failing = slowed(_ -> {
            throw new PhaseException("no");
        });
        assertThatThrownBy(() -> failing.run(new Cancellation())).isInstanceOf(PhaseException.class).hasMessage("no");
        assertThat(waited).isEmpty();
    }

    /** It would wait for hours. */
    @Test
    void aCancelEndsTheWait() throws Exception {
        Cancellation cancellation = new Cancellation();
        new SlowedPhase(_ -> cancellation.cancel(Cancellation.Reason.INTERRUPTED), 1e15).run(cancellation);
        assertThat(cancellation.isCancelled()).isTrue();
    }
}
