package memfs.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.store.StoreUsage;

class HousekeepingTest {
    private StoreUsage usage = new StoreUsage(1, 0, 0, 0, 0, 0, 0);
    private int collections;
    private int trims;
    private long heapUsed = 5 << 20;
    private final Housekeeping housekeeping = new Housekeeping(() -> usage, () -> heapUsed, () -> {
        collections++;
        heapUsed /= 2;
    }, () -> trims++, Duration.ZERO);

    private void free(int inodes) {
        for (int i = 0; i < inodes; i++) {
            housekeeping.wake();
        }
    }

    @Test
    void leavesABusyServerAlone() {
        for (int i = 0; i < 5; i++) {
            free(5000);
            assertFalse(housekeeping.check());
        }
        usage = new StoreUsage(1, 0, 4096, 0, 0, 0, 0);
        assertFalse(housekeeping.check(), "a write");
        assertEquals(0, collections + trims);
    }

    @Test
    void collectsOnceWhenMuchIsGoneAndNothingHappens() {
        free(5000);
        assertFalse(housekeeping.check());
        assertTrue(housekeeping.check());
        assertTrue(housekeeping.check());
        assertEquals(1, collections);
        assertEquals(2, trims);
    }

    /** Serial by itself would let old garbage take the whole heap, up to a quarter of the machine. */
    @Test
    void collectsABusyServersGarbageWhenItsHeapHasDoubled() {
        heapUsed = 100 << 20;
        free(10);
        assertFalse(housekeeping.check());
        assertEquals(1, collections);
        for (heapUsed = 50 << 20; heapUsed <= 2 * (50 << 20) + (16 << 20); heapUsed += 8 << 20) {
            free(10);
            assertFalse(housekeeping.check());
        }
        assertEquals(1, collections);
        free(10);
        assertFalse(housekeeping.check());
        assertEquals(2, collections);
        assertEquals(0, trims);
    }

    @Test
    void collectsNothingWhereMoreIsLeftThanGone() {
        usage = new StoreUsage(5001, 0, 0, 0, 0, 0, 0);
        free(5000);
        housekeeping.check();
        housekeeping.check();
        assertEquals(0, collections);
        assertEquals(1, trims);
        free(1);
        housekeeping.check();
        housekeeping.check();
        assertEquals(1, collections);
    }

    /** An hour would be up before the test is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Timeout(60)
    void endsAtOnceWhateverItWaitsFor(int freed) throws InterruptedException {
        Thread.State waits = freed == 0 ? Thread.State.WAITING : Thread.State.TIMED_WAITING;
        try (Housekeeping running = new Housekeeping(() -> usage, () -> 0, () -> {}, () -> trims++,
                Duration.ofHours(1))) {
            running.start();
            for (int i = 0; i < freed; i++) {
                running.wake();
            }
            while (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("housekeeping") && thread.getState() == waits)) {
                Thread.onSpinWait();
            }
        }
        assertEquals(0, trims);
    }

    @Test
    void wakesUpByWhatIsFreedAndEnds() throws InterruptedException {
        CountDownLatch tidied = new CountDownLatch(1);
        try (Housekeeping running = new Housekeeping(() -> usage, () -> 0, () -> {}, tidied::countDown,
                Duration.ofMillis(1))) {
            running.start();
            running.wake();
            assertTrue(tidied.await(20, TimeUnit.SECONDS));
        }
    }
}
