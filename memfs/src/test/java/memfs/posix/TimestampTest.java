package memfs.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999_999_999, -999_999_999, -1_000_000_000, -1_000_000_001,
            1_700_000_000_123_456_789L})
    void countsNanosecondsAsALongDoes(long nanos) {
        assertThat(Timestamp.ofNanos(nanos).fitsLong()).isTrue();
        assertThat(Timestamp.ofNanos(nanos).toNanos()).isEqualTo(nanos);
        assertThat(Timestamp.ofNanos(nanos).nanos()).isBetween(0, 999_999_999);
    }

    @Test
    void hasItsNanosecondsAfterItsSecondsBefore1970Too() {
        assertThat(Timestamp.ofNanos(-1)).isEqualTo(new Timestamp(-1, 999_999_999));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -9_223_372_037L, 9_223_372_037L, 10_413_792_000L, Long.MAX_VALUE})
    void knowsWhatNoLongHolds(long seconds) {
        assertThat(new Timestamp(seconds, 0).fitsLong()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-9_000_000_000L, 9_000_000_000L})
    void knowsWhatALongHolds(long seconds) {
        Timestamp time = new Timestamp(seconds, 999_999_999);
        assertThat(time.fitsLong()).isTrue();
        assertThat(Timestamp.ofNanos(time.toNanos())).isEqualTo(time);
    }

    @Test
    void isOrderedOverItsWholeRange() {
        assertThat(List.of(new Timestamp(Long.MIN_VALUE, 0), new Timestamp(-2, 999_999_999), new Timestamp(-1, 0),
                new Timestamp(-1, 1), Timestamp.EPOCH, new Timestamp(0, 1), new Timestamp(1, 0),
                new Timestamp(Long.MAX_VALUE, 0))).isSorted();
    }
}
