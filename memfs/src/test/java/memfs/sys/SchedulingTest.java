package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

class SchedulingTest {
    /** A thread of its own, since it stays bound. */
    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().start(task);

    @Test
    void aBoundThreadMayRunOnItsCoreAlone() {
        int core = Scheduling.allowedCores().length() - 1;
        BitSet after = CompletableFuture.supplyAsync(() -> {
            Scheduling.bindTo(core);
            return Scheduling.allowedCores();
        }, OWN_THREAD).join();

        assertThat(after.stream()).containsExactly(core);
        assertThat(Scheduling.allowedCores().length()).isEqualTo(core + 1);
    }
}
