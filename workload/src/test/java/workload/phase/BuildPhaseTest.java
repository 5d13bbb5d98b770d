package workload.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import workload.phase.BuildPhase.Script;
import workload.testing.Await;

@Timeout(120)
class BuildPhaseTest {
    @TempDir
    Path checkout;

    @Test
    void runsItsStepsInOrderWithTheJobs() throws Exception {
        build(new Script("one", "echo one $JOBS >made"), new Script("two", "echo two >>made")).run(new Cancellation());
        assertThat(checkout.resolve("made")).hasContent("one 3\ntwo\n");
    }

    @Test
    void aFailingStepEndsTheBuildAndIsNamed() throws Exception {
        Phase build = build(new Script("configure", "false; true"), new Script("make", "touch made"));
        assertThatThrownBy(() -> build.run(new Cancellation())).isInstanceOf(PhaseException.class)
                .hasMessage("the step 'configure' ended with status 1");
        assertThat(checkout.resolve("made")).doesNotExist();
    }

    @Test
    void theLogHasTheCommandsAndBothOutputs() throws Exception {
        build(new Script("make", "echo out; echo err >&2")).run(new Cancellation());
        assertThat(log()).hasContent("+ echo out; echo err >&2\nout\nerr\n");
    }

    @Test
    void aCancelEndsTheStepWithItsChildren() throws Exception {
        Cancellation cancellation = new Cancellation();
        Phase build = build(new Script("make", "sleep 600 & echo $! >pid.new; mv pid.new pid; wait"));
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            assertThatThrownBy(() -> build.run(cancellation)).isInstanceOf(PhaseException.class);
        });
        Await.file(checkout.resolve("pid"));
        long child = Long.parseLong(Files.readString(checkout.resolve("pid")).strip());
        cancellation.cancel(Cancellation.Reason.TIME_LIMIT);
        running.join();
        Await.end(child);
    }

    private Path log() {
        return checkout.resolve("log");
    }

    private Phase build(Script... scripts) {
        return new BuildPhase(checkout, List.of(scripts), 3, log());
    }
}
