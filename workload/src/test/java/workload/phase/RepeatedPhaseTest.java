package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

/** By a clock that only the work moves. */
class RepeatedPhaseTest {
    private final AtomicLong clock = new AtomicLong(7);

    private RepeatedPhase each(long nanos) {
        return new RepeatedPhase(_ -> clock.addAndGet(nanos), clock::get);
    }

    @Test
    void longWorkIsDoneOnce() throws Exception {
        RepeatedPhase phase = each(RepeatedPhase.LEAST_NANOS);
        phase.run(new Cancellation());
        assertThat(phase.runs()).isEqualTo(1);
    }

    @Test
    void shortWorkIsDoneUntilItHasTakenLongEnough() throws Exception {
        RepeatedPhase phase = each(RepeatedPhase.LEAST_NANOS / 4 - 1);
        phase.run(new Cancellation());
        assertThat(phase.runs()).isEqualTo(5);
        phase.run(new Cancellation());
        assertThat(phase.runs()).isEqualTo(5);
    }

    @Test
    void aCancelEndsIt() throws Exception {
        Cancellation cancellation = new Cancellation();
        RepeatedPhase phase = new RepeatedPhase(_ -> cancellation.cancel(Cancellation.Reason.INTERRUPTED), clock::get);
        phase.run(cancellation);
        assertThat(phase.runs()).isEqualTo(1);
    }
}
