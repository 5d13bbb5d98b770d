package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuadraticFitTest {
    private static final double[] SIZES = {4, 8, 16, 32};

    @Test
    void aQuadraticCurveIsFound() {
        QuadraticFit fit = QuadraticFit.of(SIZES, new double[]{4 * 4 * 3 + 4 * 5, 8 * 8 * 3 + 8 * 5,
                16 * 16 * 3 + 16 * 5, 32 * 32 * 3 + 32 * 5});

        assertThat(fit.a()).isCloseTo(3, within(1e-9));
        assertThat(fit.b()).isCloseTo(5, within(1e-9));
        assertThat(fit.rSquared()).isCloseTo(1, within(1e-12));
        assertThat(fit.at(64)).isCloseTo(64 * 64 * 3 + 64 * 5, within(1e-6));
        assertThat(fit.quadraticShare(5)).isCloseTo(75.0 / 100, within(1e-9));
    }

    @Test
    void aLineHasNoQuadraticPart() {
        QuadraticFit fit = QuadraticFit.of(SIZES, new double[]{8, 16, 32, 64});

        assertThat(fit.a()).isCloseTo(0, within(1e-9));
        assertThat(fit.b()).isCloseTo(2, within(1e-9));
    }

    @Test
    void anAppendCostsNoLessThanNothing() {
        double[] steeper = {4 * 4 * 3 - 4, 8 * 8 * 3 - 8, 16 * 16 * 3 - 16, 32 * 32 * 3 - 32};
        QuadraticFit fit = QuadraticFit.of(SIZES, steeper);

        assertThat(fit.b()).isZero();
        assertThat(fit.a()).isCloseTo(3, within(0.1));
        assertThat(fit.quadraticShare(32)).isEqualTo(1);
        assertThat(fit.rSquared()).isBetween(0.99, 1.0);
    }

    @Test
    void whatGrowsSlowerThanALineHasNoQuadraticPartEither() {
        QuadraticFit fit = QuadraticFit.of(new double[]{1, 2, 4, 8}, new double[]{1, 2, 3.9, 7.5});

        assertThat(fit.a()).isZero();
        assertThat(fit.b()).isCloseTo((1 + 4 + 4 * 3.9 + 8 * 7.5) / 85, within(1e-9));
        assertThat(fit.quadraticShare(8)).isZero();
        assertThat(fit.rSquared()).isBetween(0.99, 1.0);
    }

    @Test
    void rSquaredIsTakenAboutTheMean() {
        // Times that don't hang on the size: about zero R² would still be 0.9 and more.
        QuadraticFit fit = QuadraticFit.of(SIZES, new double[]{10, 11, 10, 11});

        assertThat(fit.rSquared()).isNegative();
    }
}
