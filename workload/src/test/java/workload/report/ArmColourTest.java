package workload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import workload.pairs.StudyArm;

class ArmColourTest {
    private static final List<StudyArm> ARMS = Stream.of("git", "jgit").flatMap(engine -> Stream
            .of("disk", "tmpfs", "memfs", "memfs-jnr").map(target -> new StudyArm(target, target,
                    new TreeMap<>(Map.of("clone", engine)), target + engine)))
            .toList();

    @Test
    void everyArmHasAColourOfItsOwn() {
        assertThat(ARMS).extracting(arm -> ArmColour.of(arm, ARMS)).doesNotHaveDuplicates();
    }

    @Test
    void moreThanSevenTargetsShareNoColour() {
        List<StudyArm> arms = SyntheticRun.MANY_TARGETS.stream()
                .map(target -> new StudyArm(target, target, new TreeMap<>(Map.of("clone", "git")), target)).toList();
        assertThat(arms).hasSize(10).extracting(arm -> ArmColour.of(arm, arms)).doesNotHaveDuplicates();
    }

    @Test
    void aTargetHasOneColourWhateverTheJobs() {
        List<StudyArm> arms = Stream.of("1", "4")
                .map(jobs -> new StudyArm("disk", "disk", new TreeMap<>(Map.of("jobs", jobs)), jobs))
                .toList();
        assertThat(arms).extracting(arm -> ArmColour.of(arm, arms)).containsOnly(ArmColour.of(arms.getFirst(), arms));
    }

    @Test
    void aTargetsSecondVariantIsPaler() {
        for (int target = 0; target < 4; target++) {
            Color first = ArmColour.of(ARMS.get(target), ARMS);
            Color second = ArmColour.of(ARMS.get(target + 4), ARMS);
            assertThat(second.getRed()).isEqualTo((255 + first.getRed() + 1) / 2);
            assertThat(hue(second)).isBetween(hue(first) - 0.02f, hue(first) + 0.02f);
        }
    }

    private static float hue(Color colour) {
        return Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null)[0];
    }
}
