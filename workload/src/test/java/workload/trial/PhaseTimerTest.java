package workload.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.phase.Cancellation;
import workload.phase.Phase;
import workload.phase.PhaseException;
import workload.result.Outcome;
import workload.study.PhaseConditions;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.result.TargetSettings;
import workload.sample.MemorySampler;
import workload.target.OpenTarget;

class PhaseTimerTest {
    /** A directory that isn't used. */
    private static final OpenTarget TARGET = new OpenTarget() {
        @Override
        public Path directory() {
            return Path.of("/");
        }

        @Override
        public TargetSettings settings() {
            return new TargetSettings("ext4", "rw", Map.of(), null, null);
        }

        @Override
        public void close() {}
    };

    private static void untimed(Cancellation cancellation, Duration limit, Phase work) throws TrialFailure {
        try (PhaseTimer timer = new PhaseTimer(TARGET, null, cancellation, Path.of("/"))) {
            timer.untimed("the reading", reason -> {
                work.run(reason);
                return null;
            }, limit, Outcome.INVALID);
        }
    }

    @Test
    @Timeout(60)
    void untimedWorkHasALimitToo() {
        Phase endless = cancellation -> {
            while (!cancellation.isCancelled()) {
                Thread.onSpinWait();
            }
            throw new PhaseException("it was cut short");
        };
        assertThatThrownBy(() -> untimed(new Cancellation(), Duration.ofMillis(1), endless))
                .isInstanceOfSatisfying(TrialFailure.class, f -> assertThat(f.outcome()).isEqualTo(Outcome.TIMEOUT))
                .hasMessage("the reading took longer than its limit of 0 s");
    }

    @Test
    void aFileSystemThatBreaksUnderItFailsTheTrial() {
        Phase broken = _ -> {
            throw new FileSystemException("x", null, "Input/output error");
        };
        assertThatThrownBy(() -> untimed(new Cancellation(), Duration.ofMinutes(1), broken))
                .isInstanceOfSatisfying(TrialFailure.class, f -> assertThat(f.outcome()).isEqualTo(Outcome.INVALID))
                .hasMessageContaining("the reading: FileSystemException: x: Input/output error");
    }

    @Test
    void whatTheUserEndsIsNoFailure() {
        Cancellation cancellation = new Cancellation();
        Phase interrupted = _ -> {
            cancellation.cancel(Cancellation.Reason.INTERRUPTED);
            throw new PhaseException("it was cut short");
        };
        assertThatThrownBy(() -> untimed(cancellation, Duration.ofMinutes(1), interrupted))
                .isInstanceOf(InterruptedRun.class);
    }

    @Test
    void aPhaseThatIsRepeatedHasTheMeansOfOneRun() {
        PhaseConditions conditions = new PhaseConditions(4, 90, 2, 0, 0, 0, Map.of(), 0, 0, false);
        PhaseResult sample = new PhaseResult(PhaseName.STAT_CLONE_WARM, 80, 5, null, 40L, null, null,
                Map.of("GETATTR", 402L, "FORGET", 1L), conditions);

        assertThat(PhaseTimer.ofOneRun(4, sample))
                .isEqualTo(new PhaseResult(PhaseName.STAT_CLONE_WARM, 20, 5, null, 10L,
                        null, null, Map.of("GETATTR", 101L), conditions));
    }

    @Test
    void aPhaseRecordsHowOftenItRanAndWhatTheMachineDid(@TempDir Path directory) throws Exception {
        Phase threeTimes = new Phase() {
            @Override
            public void run(Cancellation cancellation) {}

            @Override
            public int runs() {
                return 3;
            }
        };
        try (MemorySampler sampler = MemorySampler.start(new MemorySampler.Sources(null, null, () -> null));
                PhaseTimer timer = new PhaseTimer(TARGET, sampler, new Cancellation(), directory)) {
            PhaseResult result = timer.time(PhaseName.STAT_CLONE_WARM, threeTimes, Duration.ofMinutes(1),
                    Outcome.INVALID);
            assertThat(result.conditions().runs()).isEqualTo(3);
            assertThat(result.conditions().wallNanos()).isGreaterThan(result.nanos());
        }
    }

    @Test
    void aPhaseHasTheMessagesThatCameInIt() {
        Map<String, Long> before = Map.of("INIT", 1L, "LOOKUP", 10L);
        Map<String, Long> after = Map.of("INIT", 1L, "LOOKUP", 25L, "WRITE", 3L);
        assertThat(PhaseTimer.difference(before, after)).isEqualTo(Map.of("LOOKUP", 15L, "WRITE", 3L));
    }
}
