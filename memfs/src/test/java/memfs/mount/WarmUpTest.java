package memfs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WarmUpTest {
    private final List<Thread> runs = new CopyOnWriteArrayList<>();

    @Test
    void runsOnTheCallersThreadWhereItHasNotBegun() {
        WarmUp warmUp = new WarmUp(() -> runs.add(Thread.currentThread()));
        warmUp.complete();
        warmUp.complete();
        assertThat(runs).containsExactly(Thread.currentThread());
    }

    @Test
    void runsInTheBackgroundMeanwhileAndOnce() {
        CountDownLatch options = new CountDownLatch(1);
        WarmUp warmUp = new WarmUp(() -> {
            await(options);
            runs.add(Thread.currentThread());
        });
        warmUp.begin();
        // Where begin() ran it here, this line would never be reached.
        options.countDown();
        warmUp.complete();
        assertThat(runs).hasSize(1);
    }

    @Test
    void aFailureIsNoneOfTheMount() {
        WarmUp warmUp = new WarmUp(() -> {
            runs.add(Thread.currentThread());
            throw new IllegalStateException("MKNOD has to wait");
        });
        warmUp.complete();
        assertThat(runs).hasSize(1);
    }

    @Test
    void theProcessRehearsesWithTheDefaultOptions() {
        WarmUp.OF_PROCESS.complete();
        assertThat(WarmUp.OF_PROCESS.hasSucceeded()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
