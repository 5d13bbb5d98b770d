package memfs.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import memfs.store.StoreUsage;

class HousekeepingTest {
    private StoreUsage usage = new StoreUsage(1, 0, 0, 0, 0, 0);
    private int collections;
    private int trims;
    private final Housekeeping housekeeping = new Housekeeping(() -> usage, () -> collections++, () -> trims++,
            Duration.ZERO);

    private void free(int inodes) {
        for (int i = 0; i < inodes; i++) {
            housekeeping.stir();
        }
    }

    @Test
    void leavesABusyServerAlone() {
        for (int i = 0; i < 5; i++) {
            free(5000);
            assertFalse(housekeeping.look());
        }
        usage = new StoreUsage(1, 0, 4096, 0, 0, 0);
        assertFalse(housekeeping.look(), "a write");
        assertEquals(0, collections + trims);
    }

    @Test
    void collectsOnceWhenMuchIsGoneAndNothingHappens() {
        free(5000);
        assertFalse(housekeeping.look());
        assertTrue(housekeeping.look());
        assertTrue(housekeeping.look());
        assertEquals(1, collections);
        assertEquals(2, trims);
    }

    @Test
    void collectsNothingWhereMoreIsLeftThanGone() {
        usage = new StoreUsage(5001, 0, 0, 0, 0, 0);
        free(5000);
        housekeeping.look();
        housekeeping.look();
        assertEquals(0, collections);
        assertEquals(1, trims);
        free(1);
        housekeeping.look();
        housekeeping.look();
        assertEquals(1, collections);
    }

    @Test
    void wakesUpByWhatIsFreedAndEnds() throws InterruptedException {
        CountDownLatch tidied = new CountDownLatch(1);
        try (Housekeeping running = new Housekeeping(() -> usage, () -> {}, tidied::countDown, Duration.ofMillis(1))) {
            running.start();
            running.stir();
            assertTrue(tidied.await(20, TimeUnit.SECONDS));
        }
    }
}
