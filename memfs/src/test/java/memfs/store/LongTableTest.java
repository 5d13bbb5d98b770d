package memfs.store;

import static memfs.testing.Allocation.bytesOnce;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongTableTest {
    private record Thing(long id) {}

    private final LongTable<Thing> table = new LongTable<>(Thing::id);

    /** Ids in a row, ids that share their low bits, and ids that differ in the highest ones. */
    @ParameterizedTest
    @ValueSource(longs = {1, 16, 1L << 20, 1L << 40, (1L << 58) + 1})
    void isAMap(long step) {
        var random = new Random(step);
        Map<Long, Thing> model = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            boolean grows = i / 10_000 % 2 == 0;
            long id = random.nextInt(3_000) * step;
            if (random.nextInt(10) < (grows ? 8 : 2)) {
                model.computeIfAbsent(id, this::added);
            } else {
                assertThat(table.remove(id)).isSameAs(model.remove(id));
            }
            assertThat(table.get(id)).isSameAs(model.get(id));
        }

        assertThat(table.size()).isEqualTo(model.size());
        for (long i = 0; i < 3_000; i++) {
            assertThat(table.get(i * step)).isSameAs(model.get(i * step));
        }
    }

    private Thing added(long id) {
        var thing = new Thing(id);
        table.add(thing);
        return thing;
    }

    /** Others wait while a part of the table is resized. */
    @Test
    void noChangeOfAMillionObjectsIsALongOne() {
        long most = 0;
        for (long id = 0; id < 1_000_000; id++) {
            var thing = new Thing(id);
            most = Math.max(most, bytesOnce(() -> table.add(thing)));
        }
        for (long id = 0; id < 1_000_000; id++) {
            long removed = id;
            most = Math.max(most, bytesOnce(() -> table.remove(removed)));
        }

        assertThat(most).isLessThan(48 << 10);
    }

    @Test
    void drainHandsOutEverythingOnce() {
        for (long id = 0; id < 1000; id++) {
            added(id);
        }
        Set<Thing> drained = new HashSet<>();
        table.drain(thing -> assertThat(drained.add(thing)).isTrue());

        assertThat(drained).hasSize(1000);
        assertThat(table.size()).isZero();
        assertThat(table.get(7)).isNull();
    }
}
