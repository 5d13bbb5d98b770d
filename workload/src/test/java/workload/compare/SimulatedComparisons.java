package workload.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import workload.stats.Family;
import workload.stats.Machines;
import workload.stats.PairedRatio;
import workload.stats.SimulatedReport;
import workload.stats.Simulation;
import workload.study.PhaseName;

/** Compares simulated pairs of runs of nginx on two targets; prints the table of docs/appendix/statistics.md. */
final class SimulatedComparisons {
    private static final int[] ROUNDS = {5, 7, 10, 15, 20, 30};
    private static final double LIMIT = 0.05;

    private SimulatedComparisons() {}

    /** How often the second run, with a slow-down, has a status. */
    static double share(Simulation simulation, Machines machines, int rounds, double slowDown,
            ComparisonStatus status) {
        return simulation.share(random -> status(machines, rounds, slowDown, random) == status);
    }

    private static ComparisonStatus status(Machines machines, int rounds, double slowDown, RandomGenerator random) {
        PairedRatio first = Simulation.ratio(SimulatedReport.pair(machines, rounds, random));
        PairedRatio second = Simulation
                .ratio(SimulatedReport.slower(SimulatedReport.pair(machines, rounds, random), slowDown));
        return new ComparedPhase("nginx", "memfs", new TreeMap<>(), PhaseName.BUILD, true, Optional.of(first),
                Optional.of(second), Optional.of(new Family(Family.ALPHA).judge(List.of(second.dividedBy(first)))
                        .getFirst()))
                .status(LIMIT);
    }

    public static void main(String... arguments) {
        var simulation = new Simulation(10_000, 1);
        for (Machines machines : List.of(Machines.QUIET, Machines.ROUNDS)) {
            row(machines, "no slow-down: status 10", rounds -> share(simulation, machines, rounds, 0,
                    ComparisonStatus.SLOWER));
            row(machines, "no slow-down: status 0", rounds -> share(simulation, machines, rounds, 0,
                    ComparisonStatus.WITHIN_LIMIT));
            row(machines, "slow-down of 5 %: status 0", rounds -> share(simulation, machines, rounds, LIMIT,
                    ComparisonStatus.WITHIN_LIMIT));
            row(machines, "slow-down of 10 %: status 10", rounds -> share(simulation, machines, rounds, 2 * LIMIT,
                    ComparisonStatus.SLOWER));
        }
    }

    private interface Share {
        double of(int rounds);
    }

    private static void row(Machines machines, String label, Share share) {
        System.out.println("| " + label + ", " + machines.label + " | " + IntStream.of(ROUNDS)
                .mapToObj(rounds -> String.format(Locale.ROOT, "%.3f", share.of(rounds)))
                .collect(Collectors.joining(" | ")) + " |");
    }
}
