package memfs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageIndexTest {
    /** Page numbers at the borders of chunks, near and very far. */
    private static final long[] PLACES = {0, 1, 511, 512, 513, 1023, 1024, 5 * 512 + 3, 1L << 28, (1L << 28) + 511,
            (1L << 32) - 512, (1L << 32) - 1};

    private final PageIndex index = new PageIndex();

    @Test
    void anEmptyIndexHasNothing() {
        assertThat(index.get(0)).isEqualTo(BlockPool.NONE);
        assertThat(index.nextPresent(0)).isEqualTo(PageIndex.NO_PAGE);
        assertThat(index.nextAbsent(77)).isEqualTo(77);
        index.remove(0, Long.MAX_VALUE, page -> {
            throw new AssertionError(page);
        });
    }

    @Test
    void presentRunsCrossChunks() {
        for (int number = 100; number < 1500; number++) {
            index.put(number, number + 1);
        }

        assertThat(index.nextPresent(0)).isEqualTo(100);
        assertThat(index.nextAbsent(100)).isEqualTo(1500);
        assertThat(index.nextAbsent(99)).isEqualTo(99);
        assertThat(index.pages()).isEqualTo(1400);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void behavesAsASortedMap(long seed) {
        var random = new Random(seed);
        NavigableMap<Long, Integer> model = new TreeMap<>();
        for (int step = 1; step < 5_000; step++) {
            long number = PLACES[random.nextInt(PLACES.length)];
            if (random.nextInt(4) == 0) {
                removeBoth(model, number, number + 1 + random.nextInt(1_000));
            } else if (!model.containsKey(number)) {
                model.put(number, step);
                index.put(number, step);
            }
            assertThat(index.get(number)).isEqualTo(model.getOrDefault(number, BlockPool.NONE));
            assertThat(index.pages()).isEqualTo(model.size());
            Long next = model.ceilingKey(number);
            assertThat(index.nextPresent(number)).isEqualTo(next == null ? PageIndex.NO_PAGE : next);
            assertThat(index.nextAbsent(number)).isEqualTo(firstAbsent(model, number));
        }
    }

    private void removeBoth(NavigableMap<Long, Integer> model, long from, long to) {
        List<Integer> removed = new ArrayList<>();
        index.remove(from, to, removed::add);
        assertThat(removed).containsExactlyElementsOf(model.subMap(from, to).values());
        model.subMap(from, to).clear();
    }

    private static long firstAbsent(NavigableMap<Long, Integer> model, long from) {
        long number = from;
        while (model.containsKey(number)) {
            number++;
        }
        return number;
    }
}
