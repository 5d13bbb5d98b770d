package workload.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the clones tell.
 *
 * @param figures
 *            of each arm that has a time, in the order of the plan
 * @param toOurs
 *            from the original's end to ours
 * @param beyond
 *            from ours to a file system without messages
 * @param model
 *            of all of them
 */
record Findings(Map<Arm, ArmFigures> figures, Optional<Waterfall> toOurs, Optional<Waterfall> beyond,
        Optional<CostModel> model) {

    static Findings of(Explanation explanation) {
        Map<Arm, ArmFigures> figures = new LinkedHashMap<>();
        List<Measurement> measurements = explanation.measurements();
        for (Arm arm : explanation.planned()) {
            ArmFigures.of(arm, measurements, explanation.corpus().bytes()).ifPresent(f -> figures.put(arm, f));
        }
        return new Findings(figures, Waterfall.of(figures, Arms.ORIGINAL, Factor.TO_OURS),
                Waterfall.of(figures, Arms.OURS, Factor.BEYOND), CostModel.fit(measurements));
    }

    /** What a factor on the way to ours costs, over all orders. */
    Optional<Orders> orders(Factor factor) {
        return Orders.of(figures, Arms.ORIGINAL, Factor.TO_OURS, factor);
    }

    /**
     * What the model makes of the way from the original's end to ours; empty where there is nothing to take apart, or where c
     * would be whatever that end took.
     */
    Optional<Attribution> attribution() {
        return toOurs.filter(Waterfall::differs)
                .filter(way -> way.first().counts() != null && way.last().counts() != null)
                .flatMap(way -> model.filter(CostModel::tellsCopying).map(costs -> Attribution.of(costs, way)));
    }
}
