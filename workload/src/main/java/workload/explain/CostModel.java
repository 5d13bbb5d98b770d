package workload.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 * @param rSquared
 *            the share of the times' variance that it explains
 * @param clones
 *            that it was fitted to
 */
record CostModel(Map<Engine, Coefficient> intercepts, Coefficient perMessage, Coefficient perByteCopied,
        double rSquared,
        int clones) {
    /** Of these the regression's columns have like sizes. */
    private static final double MESSAGES = 1e4;
    private static final double BYTES = 1e9;

    /** A coefficient with its standard error. */
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
                new Coefficient(values[next + 1], errors[next + 1]).dividedBy(BYTES), Double.NaN, clones.size());
        return model.withRSquared(clones);
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

    private CostModel withRSquared(List<Measurement> clones) {
        double[] times = clones.stream().mapToDouble(Measurement::seconds).toArray();
        double unexplained = clones.stream().mapToDouble(
                clone -> clone.seconds() - predict(clone.arm().engine(), messages(clone), copied(clone)))
                .map(residual -> residual * residual).sum();
        double variance = StatUtils.populationVariance(times) * times.length;
        return new CostModel(intercepts, perMessage, perByteCopied, 1 - unexplained / variance, clones());
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
