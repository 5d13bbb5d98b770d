package workload.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void goesOnWhileClonesGetFaster() throws IOException {
        assertThat(clonesOf(List.of(720L, 400L, 330L, 328L, 100L))).isEqualTo(4);
    }

    @Test
    void clonesTwiceEvenIfTheFirstWasNoSlower() throws IOException {
        assertThat(clonesOf(List.of(100L, 100L, 100L))).isEqualTo(WarmUp.LEAST);
    }

    @Test
    void endsAfterSixWhateverTheyTook() throws IOException {
        assertThat(clonesOf(List.of(64L, 32L, 16L, 8L, 4L, 2L, 1L))).isEqualTo(WarmUp.MOST);
    }

    private static int clonesOf(List<Long> times) throws IOException {
        Iterator<Long> next = times.iterator();
        return WarmUp.<RuntimeException>repeat(next::next).size();
    }
}
