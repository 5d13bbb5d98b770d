package workload.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The log ratios of a simulated run: two projects on three targets, or one project on two. */
public final class SimulatedReport {
    private SimulatedReport() {}

    /** For each of two projects, the second and the third target against the first, over the rounds. */
    static List<double[]> whole(Machines machines, int rounds, RandomGenerator random) {
        List<double[]> comparisons = new ArrayList<>(project(machines, true, 3, rounds, random));
        comparisons.addAll(project(machines, false, 3, rounds, random));
        return comparisons;
    }

    /** Nginx alone: an A/B run of {@code calibrate}. */
    public static double[] pair(Machines machines, int rounds, RandomGenerator random) {
        return project(machines, true, 2, rounds, random).getFirst();
    }

    public static double[] slower(double[] logs, double fraction) {
        double[] slower = logs.clone();
        for (int i = 0; i < slower.length; i++) {
            slower[i] += Math.log1p(fraction);
        }
        return slower;
    }

    private static List<double[]> project(Machines machines, boolean nginx, int targets, int rounds,
            RandomGenerator random) {
        List<double[]> comparisons = new ArrayList<>();
        for (int target = 1; target < targets; target++) {
            comparisons.add(new double[rounds]);
        }
        for (int round = 0; round < rounds; round++) {
            double[] times = machines.round(nginx, targets, random);
            for (int target = 1; target < targets; target++) {
                comparisons.get(target - 1)[round] = times[target] - times[0];
            }
        }
        return comparisons;
    }
}
