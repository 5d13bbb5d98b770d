package memfs.store.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.MappedPages;

class PageIndexTest {
    /** Page numbers at the borders of nodes on all levels, near and very far. */
    private static final long[] PLACES = {0, 1, 7, 8, 511, 512, 513, 1023, 1024, 5 * 512 + 3, 1L << 18, (1L << 18) - 1,
            1L << 28, (1L << 28) + 511, (1L << 32) - 512, (1L << 32) - 1};

    private final SlabPool pool = new SlabPool(MappedPages.INSTANCE, 1 << 26);
    private final PageIndex index = new PageIndex(pool);

    @AfterEach
    void nothingIsLeft() {
        index.cutOf(0, 1L << 32).make().free();
        assertThat(pool.liveBytes()).isZero();
        pool.close();
    }

    private long put(long page) {
        long block = pool.allocate(64);
        assertThat(index.put(page, block)).isTrue();
        return block;
    }

    @Test
    void anEmptyIndexHasNothing() {
        assertThat(index.get(0)).isEqualTo(BlockPool.NONE);
        assertThat(index.nextPresent(0)).isEqualTo(PageIndex.NO_PAGE);
        assertThat(index.nextAbsent(77, PageIndex.END)).isEqualTo(77);
        assertThat(index.cutOf(0, Long.MAX_VALUE).make().free()).isZero();
    }

    @Test
    void aFileOfOnePageHasNoNode() {
        long block = put(0);

        assertThat(index.get(0)).isEqualTo(block);
        assertThat(pool.liveBytes()).isEqualTo(64);
    }

    @Test
    void aFileOfEightPagesHasTheSmallestNode() {
        for (int page = 0; page < 8; page++) {
            put(page);
        }
        assertThat(pool.liveBytes()).isEqualTo(8 * 64 + 64);
    }

    @Test
    void nodesTakeAFiveHundredthOfALongFile() {
        for (int page = 0; page < 50_000; page++) {
            put(page);
        }
        assertThat(pool.liveBytes() - 50_000 * 64).isLessThan(51_000L * Long.BYTES);
    }

    @Test
    void presentRunsCrossNodes() {
        for (int page = 100; page < 1500; page++) {
            put(page);
        }

        assertThat(index.nextPresent(0)).isEqualTo(100);
        assertThat(index.nextAbsent(100, PageIndex.END)).isEqualTo(1500);
        assertThat(index.nextAbsent(99, PageIndex.END)).isEqualTo(99);
    }

    @Test
    void anEntryIsReplacedWithoutNewMemory() {
        put(3);
        long other = pool.allocate(64);
        pool.resize(pool.liveBytes());

        pool.free(index.get(3));
        assertThat(index.put(3, other)).isTrue();
        assertThat(index.get(3)).isEqualTo(other);
    }

    @Test
    void withoutMemoryForANodeNoPageChanges() {
        long first = put(0);
        long block = pool.allocate(64);
        pool.resize(pool.liveBytes());
        int refusals = 0;
        while (!index.put(1L << 20, block)) {
            refusals++;
            assertThat(index.get(0)).isEqualTo(first);
            assertThat(index.get(1L << 20)).isEqualTo(BlockPool.NONE);
            assertThat(index.nextPresent(1)).isEqualTo(PageIndex.NO_PAGE);
            pool.resize(pool.capacityBytes() + 64);
        }
        assertThat(refusals).isPositive();
        assertThat(index.get(1L << 20)).isEqualTo(block);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void behavesAsASortedMap(long seed) {
        var random = new Random(seed);
        NavigableMap<Long, Long> model = new TreeMap<>();
        for (int step = 1; step < 5_000; step++) {
            long page = PLACES[random.nextInt(PLACES.length)];
            if (random.nextInt(4) == 0) {
                freeBoth(model, page, page + 1 + random.nextInt(1_000));
            } else if (!model.containsKey(page)) {
                model.put(page, put(page));
            }
            assertThat(index.get(page)).isEqualTo(model.getOrDefault(page, BlockPool.NONE));
            Long next = model.ceilingKey(page);
            assertThat(index.nextPresent(page)).isEqualTo(next == null ? PageIndex.NO_PAGE : next);
            assertThat(index.nextAbsent(page, PageIndex.END)).isEqualTo(firstAbsent(model, page));
        }
    }

    private void freeBoth(NavigableMap<Long, Long> model, long from, long to) {
        NavigableMap<Long, Long> freed = model.subMap(from, true, to, false);
        assertThat(index.cutOf(from, to).make().free()).isEqualTo(64L * freed.size());
        freed.clear();
    }

    private static long firstAbsent(NavigableMap<Long, Long> model, long from) {
        long page = from;
        while (model.containsKey(page)) {
            page++;
        }
        return page;
    }
}
