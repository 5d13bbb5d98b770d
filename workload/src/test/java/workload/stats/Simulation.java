package workload.stats;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How often an event occurs in simulated runs; the same seed gives the same share. */
public record Simulation(int runs, long seed) {
    /** The round at which a simulated run ends if its rule hasn't ended it. */
    static final int MOST_ROUNDS = 100;

    public double share(Predicate<RandomGenerator> event) {
        var random = new SplittableRandom(seed);
        return (double) IntStream.range(0, runs).filter(_ -> event.test(random)).count() / runs;
    }

    /** Reports of two projects and three equal targets in which the method, with Holm's correction, finds any difference. */
    double falseReports(Method method, Machines machines, int rounds) {
        return share(random -> {
            double[] pValues = SimulatedReport.whole(machines, rounds, random).stream()
                    .mapToDouble(logs -> method.pValue(logs, random)).toArray();
            return DoubleStream.of(Holm.adjust(pValues)).anyMatch(p -> p <= Family.ALPHA);
        });
    }

    /** Runs of nginx on two targets in which a slow-down is found. */
    double found(Method method, Machines machines, int rounds, double slowDown) {
        return share(random -> {
            double[] logs = SimulatedReport.slower(SimulatedReport.pair(machines, rounds, random), slowDown);
            return method.pValue(logs, random) <= Family.ALPHA && DoubleStream.of(logs).sum() > 0;
        });
    }

    /** Reports of two projects and three targets, one of them slower in nginx's build, in which that is found. */
    double foundInReport(Method method, Machines machines, int rounds, double slowDown) {
        return share(random -> {
            List<double[]> all = SimulatedReport.whole(machines, rounds, random);
            double[] slower = SimulatedReport.slower(all.getFirst(), slowDown);
            double[] pValues = all.stream().mapToDouble(logs -> method.pValue(logs, random)).toArray();
            pValues[0] = method.pValue(slower, random);
            return Holm.adjust(pValues)[0] <= Family.ALPHA && DoubleStream.of(slower).sum() > 0;
        });
    }

    /** Runs of nginx on two targets with a slow-down that are judged slower, as a report has it. */
    double slowDownsShown(Machines machines, int rounds, double slowDown) {
        return share(random -> new Family(Family.ALPHA)
                .judge(List.of(
                        ratio(SimulatedReport.slower(SimulatedReport.pair(machines, rounds, random), slowDown))))
                .getFirst().kind() == Judgement.Kind.SLOWER);
    }

    /** Runs that end by the rule, after how many rounds, and whose interval then holds the true ratio. */
    Ending until(StoppingRule rule, double alpha, Machines machines, boolean nginx) {
        var random = new SplittableRandom(seed);
        long reached = 0;
        long held = 0;
        long rounds = 0;
        for (int run = 0; run < runs; run++) {
            PairedRatio ratio = run(rule, machines, nginx, random);
            reached += rule.isMet(List.of(ratio)) ? 1 : 0;
            held += ratio.interval(1 - alpha).filter(in -> in.low() <= 1 && in.high() >= 1).isPresent() ? 1 : 0;
            rounds += ratio.rounds();
        }
        return new Ending((double) reached / runs, (double) rounds / runs, (double) held / runs);
    }

    private static PairedRatio run(StoppingRule rule, Machines machines, boolean nginx, RandomGenerator random) {
        double[] logs = new double[MOST_ROUNDS];
        PairedRatio ratio = null;
        for (int round = 0; round < MOST_ROUNDS && (ratio == null || !rule.isMet(List.of(ratio))); round++) {
            double[] times = machines.round(nginx, 2, random);
            logs[round] = times[1] - times[0];
            ratio = ratio(DoubleStream.of(logs).limit(round + 1).toArray());
        }
        return ratio;
    }

    /**
     * How runs with a stopping rule ended.
     *
     * @param reached
     *            the share of them that the rule ended
     * @param rounds
     *            of a run, on average
     * @param held
     *            the share of intervals that hold the true ratio
     */
    record Ending(double reached, double rounds, double held) {}

    public static PairedRatio ratio(double[] logs) {
        return PairedRatio.of(DoubleStream.of(logs).map(Math::exp)).orElseThrow();
    }
}
