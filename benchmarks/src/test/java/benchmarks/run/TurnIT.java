package benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import benchmarks.Children;
import benchmarks.Requirements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workload.micro.Condition;
import workload.os.Commands;
import workload.os.Mounts;
import workload.phase.Cancellation;
import workload.target.TargetSpec;

/** A server that hangs in the middle of a turn. */
@Timeout(180)
class TurnIT {
    private static final Path HOME = Path.of(System.getProperty("study.home"));

    @TempDir
    private Path folder;

    @Test
    void aServerThatHangsEndsItsTurnAtTheLimit() throws Exception {
        Requirements.targets("memfs");
        TargetSpec memfs = TargetSpec.parse(List.of("memfs")).getFirst();
        RoundSettings settings = new RoundSettings(List.of(memfs), EnumSet.allOf(Condition.class), 1, true, 1, HOME);
        Turn trial = new Turn(Suite.ROUND_TRIP, Condition.UNPINNED, memfs, settings, 0, Duration.ofSeconds(20),
                folder.resolve("target"), folder.resolve("log"));
        CompletableFuture<Turn.Outcome> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return trial.run(new Cancellation());
            } catch (Exception e) {
                throw new IllegalStateException(Sentences.of(e), e);
            }
        });
        stopTheServer();

        assertThatThrownBy(() -> outcome.get(2, TimeUnit.MINUTES)).isInstanceOf(ExecutionException.class)
                .hasMessageContaining("round-trip on memfs took longer than its limit of 20 s")
                .hasMessageContaining("The MemFS server was killed, since it may have hung.");
        assertThat(Mounts.below(folder.toRealPath())).isEmpty();
    }

    /** SIGSTOP: it answers nothing more, and its mount stays. */
    private static void stopTheServer() throws IOException {
        Children.awaitFork();
        ProcessHandle server = Children.running(Children.SERVER).orElseThrow();
        Commands.run("kill", "-STOP", Long.toString(server.pid()));
    }
}
