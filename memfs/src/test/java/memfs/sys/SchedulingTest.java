package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

class SchedulingTest {
    /** A thread of its own: what it becomes, it stays. */
    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().start(task);

    private static final int POLICY = 40;
    private static final String SCHED_IDLE = "5";

    @Test
    void anIdleThreadIsScheduledAsOne() {
        String policy = CompletableFuture.supplyAsync(() -> {
            Scheduling.becomeIdle();
            return policy();
        }, OWN_THREAD).join();
        assertThat(policy).isEqualTo(SCHED_IDLE);
    }

    private static String policy() {
        try {
            String[] fields = Files.readString(Path.of("/proc/thread-self/stat")).split(" ");
            return fields[POLICY];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBoundThreadStaysOnItsCore() {
        int core = Scheduling.core();
        int after = CompletableFuture.supplyAsync(() -> {
            Scheduling.bindTo(core);
            Scheduling.yieldCore();
            return Scheduling.core();
        }, OWN_THREAD).join();
        assertThat(after).isEqualTo(core);
    }
}
