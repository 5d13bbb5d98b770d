package workload.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import workload.explain.Arm.Engine;
import workload.explain.Arm.Lookups;
import workload.explain.Arm.Transport;

/** The fit finds the law that the clones were made by. */
class CostModelTest {
    private static final double MESSAGE = 40e-6;
    private static final double BYTE = 1e-9;

    private static double law(Arm arm) {
        Counts counts = Clones.counts(arm);
        double own = switch (arm.engine()) {
            case GIT -> 1;
            case JGIT -> 3;
            case BULK -> 0.25;
        };
        return counts == null || counts.messages() == null
                ? own
                : own + MESSAGE * counts.messages() + BYTE * counts.copiedBytes();
    }

    @Test
    void findsTheCoefficientsOfAnExactLaw() {
        List<Measurement> clones = Arms.all().stream().map(arm -> Clones.ok(arm, 1, law(arm))).toList();
        CostModel model = CostModel.fit(clones).orElseThrow();
        assertThat(model.perMessage().value()).isCloseTo(MESSAGE, within(1e-9));
        assertThat(model.perByteCopied().value()).isCloseTo(BYTE, within(1e-14));
        assertThat(model.intercepts().get(Engine.JGIT).value()).isCloseTo(3, within(1e-4));
        assertThat(model.fit().rSquared()).isGreaterThan(0.9999);
        assertThat(model.perMessage().standardError()).isLessThan(1e-8);
    }

    @Test
    void noiseShowsInTheStandardErrors() {
        CostModel model = CostModel.fit(Clones.rounds(Arms.all(), CostModelTest::law)).orElseThrow();
        assertThat(model.perMessage().value()).isCloseTo(MESSAGE, within(4 * model.perMessage().standardError()));
        assertThat(model.perMessage().standardError()).isGreaterThan(1e-8);
        assertThat(model.fit().clones()).isEqualTo(3 * (Arms.all().size() - jnrArms()));
    }

    private static int jnrArms() {
        return (int) Arms.all().stream().filter(arm -> arm.transport() == Transport.JNR).count();
    }

    @Test
    void jnrIsNeitherFittedNorPredicted() {
        Arm jnr = Arms.ORIGINAL_THROUGH_JNR;
        List<Measurement> clones = Clones.rounds(Arms.all(), arm -> arm.equals(jnr) ? 1000 : law(arm));
        CostModel model = CostModel.fit(clones).orElseThrow();
        assertThat(model.perByteCopied().value()).isCloseTo(BYTE, within(1e-10));
        assertThat(model.predict(ArmFigures.of(jnr, clones, Clones.PACK).orElseThrow())).isEmpty();
    }

    @Test
    void tooFewOrLikeClonesHaveNoModel() {
        assertThat(CostModel.fit(List.of())).isEmpty();
        assertThat(CostModel.fit(Clones.rounds(List.of(Arms.OURS), CostModelTest::law))).isEmpty();
        assertThat(CostModel.fit(Clones.rounds(List.of(Arms.OURS), arm -> 1).subList(0, 2))).isEmpty();
    }

    @Test
    void theWorstArmIsNamedThoughRSquaredIsFine() {
        Arm odd = Arms.TMPFS;
        CostModel model = CostModel.fit(Clones.rounds(Arms.all(), arm -> law(arm) * (arm.equals(odd) ? 2 : 1)))
                .orElseThrow();
        assertThat(model.fit().rSquared()).isGreaterThan(0.99);
        assertThat(model.fit().worst().arm()).isEqualTo(odd);
        assertThat(model.fit().worst().share()).isBetween(-0.5, -0.2);
    }

    @Test
    void oneArmThatCopiesDoesNotTellWhatAByteCosts() {
        assertThat(CostModel.fit(Clones.rounds(Arms.all(), CostModelTest::law)).orElseThrow().tellsCopying()).isTrue();
        CostModel waterfall = CostModel.fit(Clones.rounds(Arms.waterfall(), CostModelTest::law)).orElseThrow();
        assertThat(waterfall.copied()).containsOnlyKeys(Arms.ORIGINAL);
        assertThat(waterfall.tellsCopying()).isFalse();
        List<Arm> alike = new ArrayList<>(Arms.waterfall());
        alike.add(Arms.ORIGINAL.with(Lookups.ONCE));
        assertThat(CostModel.fit(Clones.rounds(alike, CostModelTest::law)).orElseThrow().tellsCopying())
                .as("as many bytes at both").isFalse();
    }

    @Test
    void theModelAttributesWhatItWasMadeOf() {
        Findings findings = Findings.of(Clones.explanation(Clones.rounds(Arms.all(), CostModelTest::law)));
        Attribution parts = findings.attribution().orElseThrow();
        assertThat(parts.copying()).isCloseTo(BYTE * Clones.counts(Arms.ORIGINAL).copiedBytes(), within(0.2));
        assertThat(parts.copying() + parts.writes() + parts.lookups() + parts.otherMessages() + parts.unexplained())
                .isCloseTo(parts.total(), within(1e-9));
        assertThat(Math.abs(parts.unexplained() / parts.total())).isLessThan(0.05);
    }
}
