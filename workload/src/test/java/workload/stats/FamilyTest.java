package workload.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

class FamilyTest {
    private static final Family FAMILY = new Family(Family.ALPHA);
    private static final double[] EQUAL = {0.97, 1.02, 1.01, 0.98, 1.03, 1.0};

    private static PairedRatio of(double... ratios) {
        return PairedRatio.of(DoubleStream.of(ratios)).orElseThrow();
    }

    private static PairedRatio times(double factor) {
        return of(DoubleStream.of(EQUAL).map(ratio -> ratio * factor).toArray());
    }

    private static Judgement alone(PairedRatio ratio) {
        return FAMILY.judge(List.of(ratio)).getFirst();
    }

    @Test
    void theSentenceSaysWhatTheIntervalHolds() {
        assertThat(alone(times(1.05)).sentence()).isEqualTo("slower by 2 to 8 %");
        assertThat(alone(times(0.95)).sentence()).isEqualTo("faster by 2 to 8 %");
        assertThat(alone(times(1)).sentence()).isEqualTo("no difference larger than 3 % can hide here");
        assertThat(alone(times(5)).sentence()).isEqualTo("slower by 388 to 414 %");
    }

    @Test
    void smallDifferencesHaveADecimal() {
        assertThat(alone(of(1.004, 1.005, 1.006, 1.005, 1.004)).sentence()).isEqualTo("slower by 0.3 to 0.6 %");
        assertThat(alone(of(0.9999, 1, 1.0001, 1, 1.0001)).sentence())
                .isEqualTo("no difference larger than 0.1 % can hide here");
    }

    @Test
    void fewRoundsShowWhatTheyCouldDetect() {
        assertThat(alone(of(1, 1.01, 1.02)).sentence())
                .isEqualTo("too few rounds: differences under 5 % can't be shown");
        assertThat(alone(of(1, 2)).sentence()).isEqualTo("too few rounds (2) to show a difference");
        assertThat(alone(of(2)).sentence()).isEqualTo("too few rounds (1) to show a difference");
        assertThat(alone(of(2, 2.01, 2.02, 2.01)).kind()).isEqualTo(Judgement.Kind.TOO_FEW_ROUNDS);
    }

    @Test
    void equalTimesShowNothing() {
        assertThat(alone(of(1, 1, 1, 1, 1)).sentence())
                .isEqualTo("the times are equal to the clock's step: no difference can be shown");
        assertThat(alone(of(1, 1)).kind()).isEqualTo(Judgement.Kind.TOO_FEW_ROUNDS);
    }

    @Test
    void whatOneComparisonShowsManyTogetherMayNot() {
        PairedRatio slightly = times(1.03);

        assertThat(alone(slightly).kind()).isEqualTo(Judgement.Kind.SLOWER);
        List<Judgement> among = FAMILY.judge(List.of(times(1), slightly, times(1), times(1)));
        assertThat(among).extracting(Judgement::kind).containsOnly(Judgement.Kind.NO_DIFFERENCE_BEYOND);
        assertThat(among.get(1).interval()).isEqualTo(alone(slightly).interval());
        assertThat(among.get(1).leastDetectable().orElseThrow())
                .isGreaterThan(alone(slightly).leastDetectable().orElseThrow());
    }

    @Test
    void judgementsKeepTheOrder() {
        assertThat(FAMILY.judge(List.of(times(1), of(2), of(1, 1, 1, 1, 1), times(2), times(0.5))))
                .extracting(Judgement::kind).containsExactly(Judgement.Kind.NO_DIFFERENCE_BEYOND,
                        Judgement.Kind.TOO_FEW_ROUNDS, Judgement.Kind.CLOCK_TOO_COARSE, Judgement.Kind.SLOWER,
                        Judgement.Kind.FASTER);
        assertThat(FAMILY.judge(List.of())).isEmpty();
    }
}
