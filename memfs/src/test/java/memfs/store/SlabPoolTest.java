package memfs.store;

import static memfs.store.StoreFixture.assertErrno;
import static memfs.store.StoreFixture.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;

import org.agrona.collections.IntHashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Errno;

class SlabPoolTest {
    private static final int PAGE = BlockPool.PAGE_SIZE;
    private static final int PAGES = 40 * Slab.PAGES;

    private final SlabPool pool = new SlabPool((long) PAGES * PAGE);

    @AfterEach
    void close() {
        pool.close();
        assertThat(pool.reservedBytes()).isZero();
    }

    private int[] allocateAll() {
        int[] pages = new int[PAGES];
        for (int i = 0; i < PAGES; i++) {
            pages[i] = pool.allocate();
        }
        return pages;
    }

    @Test
    void handsOutDistinctPagesUpToTheLimit() {
        var distinct = new IntHashSet();
        for (int page : allocateAll()) {
            assertThat(page).isNotEqualTo(BlockPool.NONE);
            distinct.add(page);
        }

        assertThat(distinct).hasSize(PAGES);
        assertThat(pool.allocate()).isEqualTo(BlockPool.NONE);
        assertThat(pool.liveBytes()).isEqualTo((long) PAGES * PAGE);
        assertThat(pool.reservedBytes()).isEqualTo(40L * Slab.BYTES);
    }

    @Test
    void pagesDontOverlap() {
        int[] pages = allocateAll();
        for (int i = 0; i < PAGES; i++) {
            pool.write(pages[i], 0, filled(PAGE, i % 251), 0, PAGE);
        }

        MemorySegment target = filled(PAGE, 0);
        for (int i = 0; i < PAGES; i++) {
            pool.read(pages[i], 0, target, 0, PAGE);
            assertThat(target.mismatch(filled(PAGE, i % 251))).isEqualTo(-1);
        }
    }

    @Test
    void aFreedPageServesAgain() {
        int[] pages = allocateAll();
        pool.free(pages[777]);

        assertThat(pool.allocate()).isEqualTo(pages[777]);
    }

    @Test
    void emptySlabsGoBackButAFew() {
        for (int page : allocateAll()) {
            pool.free(page);
        }

        assertThat(pool.liveBytes()).isZero();
        assertThat(pool.reservedBytes()).isPositive().isLessThan(10L * Slab.BYTES);
        assertThat(allocateAll()).doesNotContain(BlockPool.NONE).doesNotHaveDuplicates();
    }

    @Test
    void chargesCountAgainstTheLimit() {
        pool.charge((long) PAGES * PAGE - PAGE + 1);

        assertThat(pool.allocate()).isEqualTo(BlockPool.NONE);
        assertErrno(Errno.ENOSPC, () -> pool.charge(PAGE));
        pool.discharge(1);
        assertThat(pool.allocate()).isNotEqualTo(BlockPool.NONE);
    }

    @Test
    void freeingTwiceIsABug() {
        int page = pool.allocate();
        pool.allocate();
        pool.free(page);

        assertThatIllegalStateException().isThrownBy(() -> pool.free(page));
    }
}
