package workload.report;

import java.awt.Color;
import java.util.List;

import workload.page.Style;
import workload.pairs.StudyArm;

/** The colour of an arm, the same in every chart: one for each target, paler with each further clone engine. */
final class ArmColour {
    private ArmColour() {}

    static Color of(StudyArm arm, List<StudyArm> arms) {
        return Style.colour(arms.stream().map(StudyArm::target).distinct().toList().indexOf(arm.target()),
                arms.stream().map(StudyArm::engine).distinct().toList().indexOf(arm.engine()));
    }
}
