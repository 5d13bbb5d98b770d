package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

class MeanErrorTest {
    @Test
    void errorsAreJmhs() {
        // Student's t for two degrees of freedom at 99.95 %: 31.6; a standard deviation of 1 over the root of 3.
        assertThat(MeanError.of(DoubleStream.of(1, 2, 3))).hasValueSatisfying(found -> {
            assertThat(found.mean()).isEqualTo(2);
            assertThat(found.error()).isCloseTo(18.24, offset(0.01));
        });
        assertThat(MeanError.of(DoubleStream.of(1, 2))).isEmpty();
    }
}
