package memfs.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import org.junit.jupiter.api.Test;

class EventCounterTest {

    @Test
    void countsUntilItIsRead() {
        try (Arena arena = Arena.ofConfined(); EventCounter counter = new EventCounter(arena)) {
            counter.increment();
            counter.increment();

            assertThat(count(arena, counter)).isEqualTo(2);
        }
    }

    /** Its descriptor's number may be another file's by then: here that of the next counter. */
    @Test
    void writesNowhereOnceItIsClosed() {
        try (Arena arena = Arena.ofConfined()) {
            EventCounter closed = new EventCounter(arena);
            closed.close();
            try (EventCounter next = new EventCounter(arena)) {
                closed.increment();
                closed.close();
                next.increment();

                assertThat(count(arena, next)).isOne();
            }
        }
    }

    private static long count(Arena arena, EventCounter counter) {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
        assertThat(new DeviceIo(arena).read(counter.descriptor(), count)).isEqualTo(Long.BYTES);
        return count.get(ValueLayout.JAVA_LONG, 0);
    }
}
