package workload.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

import workload.explain.Arm.Engine;
import workload.explain.Arm.Transport;

/**
 * {@code t = a + b messages + c bytes copied}, with an {@code a} for each engine, fitted to single clones.
 *
 * <p>
 * A clone of 20 s varies by more seconds than one of 2 s, so each residual counts relative to its time. Clones through jnr
 * aren't in it: their messages cost something else, and nobody counts them.
 *
 * @param intercepts
 *            seconds that an engine takes without messages and copies
 * @param perMessage
 *            seconds
 * @param perByteCopied
 *            seconds
 * @param fit
 *            how well it does
 * @param copied
 *            bytes, by each arm that it was fitted to and that copied any
 */
record CostModel(Map<Engine, Coefficient> intercepts, Coefficient perMessage, Coefficient perByteCopied, Fit fit,
        Map<Arm, Double> copied) {
    /** How many times as much an arm copies as another for its time to tell what a byte costs. */
    private static final double CLEARLY = 2;
    /** Of these the regression's columns have like sizes. */
    private static final double MESSAGES = 1e4;
    private static final double BYTES = 1e9;

    /**
     * How well it does.
     *
     * @param rSquared
     *            the share of the times' variance that it explains; on squares of seconds, so the slow arms rule it
     * @param worst
     *            the arm that it misses most, in proportion to its time
     * @param clones
     *            that it was fitted to
     */
    record Fit(double rSquared, Misfit worst, int clones) {}

    /** By what share of its time the model misses an arm, on average over its clones; below 0 where it has too little. */
    record Misfit(Arm arm, double share) {}

    /** A coefficient with its standard error: over clones, though those of one arm aren't independent. */
    record Coefficient(double value, double standardError) {
        private Coefficient dividedBy(double unit) {
            return new Coefficient(value / unit, standardError / unit);
        }
    }

    /** Empty where the clones are too few or too alike to tell the terms apart. */
    static Optional<CostModel> fit(List<Measurement> measurements) {
        List<Measurement> clones = measurements.stream().filter(CostModel::isCounted).toList();
        Set<Engine> engines = EnumSet.noneOf(Engine.class);
        clones.forEach(clone -> engines.add(clone.arm().engine()));
        if (clones.size() <= engines.size() + 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(regress(clones, List.copyOf(engines)));
        } catch (SingularMatrixException _) {
            return Optional.empty();
        }
    }

    private static boolean isCounted(Measurement clone) {
        return clone.isWhole() && (clone.arm().transport() == Transport.TMPFS
                || clone.counts() != null && clone.counts().messages() != null);
    }

    private static CostModel regress(List<Measurement> clones, List<Engine> engines) {
        double[][] terms = new double[clones.size()][];
        double[] ones = new double[clones.size()];
        Arrays.fill(ones, 1);
        for (int i = 0; i < terms.length; i++) {
            terms[i] = terms(clones.get(i), engines);
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(ones, terms);
        double[] values = regression.estimateRegressionParameters();
        double[] errors = regression.estimateRegressionParametersStandardErrors();
        Map<Engine, Coefficient> intercepts = new EnumMap<>(Engine.class);
        for (int i = 0; i < engines.size(); i++) {
            intercepts.put(engines.get(i), new Coefficient(values[i], errors[i]));
        }
        int next = engines.size();
        CostModel model = new CostModel(intercepts, new Coefficient(values[next], errors[next]).dividedBy(MESSAGES),
                new Coefficient(values[next + 1], errors[next + 1]).dividedBy(BYTES), null, copiedByArm(clones));
        return new CostModel(intercepts, model.perMessage, model.perByteCopied, model.fitTo(clones), model.copied);
    }

    private static Map<Arm, Double> copiedByArm(List<Measurement> clones) {
        return clones.stream().filter(clone -> copied(clone) > 0)
                .collect(Collectors.groupingBy(Measurement::arm, Collectors.averagingDouble(CostModel::copied)));
    }

    /**
     * Whether c is more than the time of one arm: where all that copied did so alike, c takes whatever else these took, and
     * the model can't but agree with them.
     */
    boolean tellsCopying() {
        DoubleSummaryStatistics bytes = copied.values().stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return bytes.getCount() > 1 && bytes.getMax() >= CLEARLY * bytes.getMin();
    }

    /** A row, divided by the clone's time as the left side is. */
    private static double[] terms(Measurement clone, List<Engine> engines) {
        List<Double> terms = new ArrayList<>();
        engines.forEach(engine -> terms.add(clone.arm().engine() == engine ? 1.0 : 0.0));
        terms.add(messages(clone) / MESSAGES);
        terms.add(copied(clone) / BYTES);
        return terms.stream().mapToDouble(term -> term / clone.seconds()).toArray();
    }

    private static double messages(Measurement clone) {
        return clone.counts() == null ? 0 : clone.counts().messages();
    }

    private static double copied(Measurement clone) {
        return clone.counts() == null ? 0 : clone.counts().copiedBytes();
    }

    private Fit fitTo(List<Measurement> clones) {
        double[] times = clones.stream().mapToDouble(Measurement::seconds).toArray();
        double unexplained = clones.stream().mapToDouble(this::miss).map(miss -> miss * miss).sum();
        double variance = StatUtils.populationVariance(times) * times.length;
        return new Fit(1 - unexplained / variance, worst(clones), clones.size());
    }

    /** Seconds that it has too many. */
    private double miss(Measurement clone) {
        return predict(clone.arm().engine(), messages(clone), copied(clone)) - clone.seconds();
    }

    private Misfit worst(List<Measurement> clones) {
        Map<Arm, Double> shares = clones.stream().collect(Collectors.groupingBy(Measurement::arm, LinkedHashMap::new,
                Collectors.averagingDouble(clone -> miss(clone) / clone.seconds())));
        return shares.entrySet().stream().map(entry -> new Misfit(entry.getKey(), entry.getValue()))
                .max(Comparator.comparingDouble(misfit -> Math.abs(misfit.share()))).orElseThrow();
    }

    /** Seconds. */
    double predict(Engine engine, double messages, double copiedBytes) {
        return intercepts.get(engine).value() + perMessage.value() * messages + perByteCopied.value() * copiedBytes;
    }

    /** Seconds; empty for an arm whose messages aren't known. */
    Optional<Double> predict(ArmFigures arm) {
        return arm.messages().filter(_ -> arm.basis() != Basis.EXTRAPOLATED && arm.arm().transport() != Transport.JNR)
                .filter(_ -> intercepts.containsKey(arm.arm().engine()))
                .map(messages -> predict(arm.arm().engine(), messages, arm.copiedBytes()));
    }
}
