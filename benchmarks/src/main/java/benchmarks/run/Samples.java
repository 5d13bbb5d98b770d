package benchmarks.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import benchmarks.client.MountProfiler;
import benchmarks.client.PhaseFigure;

/** Makes samples of what JMH brings back from one fork. */
final class Samples {
    private static final double NANOS_PER_MICRO = 1_000;

    private final Suite suite;
    private final Variant variant;
    private final String target;
    private final int round;

    Samples(Suite suite, Variant variant, String target, int round) {
        this.suite = suite;
        this.variant = variant;
        this.target = target;
        this.round = round;
    }

    List<Sample> of(Collection<RunResult> results) {
        List<Sample> samples = new ArrayList<>();
        for (RunResult result : results) {
            if (suite.hasPhases()) {
                samples.addAll(phases(values(result)));
            } else {
                samples.add(operation(result));
            }
        }
        return samples;
    }

    private static SequencedMap<String, Double> values(RunResult result) {
        SequencedMap<String, Double> values = new TreeMap<>();
        for (Map.Entry<String, ? extends Result<?>> entry : secondary(result).entrySet()) {
            values.put(entry.getKey(), entry.getValue().getScore());
        }
        return values;
    }

    @SuppressWarnings("unchecked") // JMH declares the raw type.
    private static Map<String, ? extends Result<?>> secondary(RunResult result) {
        return (Map<String, ? extends Result<?>>) (Map<String, ?>) result.getSecondaryResults();
    }

    /** A benchmark of one operation over and over. */
    private Sample operation(RunResult result) {
        String label = result.getPrimaryResult().getLabel();
        double score = result.getPrimaryResult().getScore();
        double micros = result.getParams().getMode() == Mode.Throughput ? 1 / score : score;
        double server = values(result).get(MountProfiler.SERVER_NANOS_EACH) / NANOS_PER_MICRO;
        return new Sample(suite.title(label), variant, target, round, 1, micros, server, Map.of());
    }

    /** The phases of a shot in their order, which is that of their labels. */
    List<Sample> phases(SequencedMap<String, Double> values) {
        SequencedMap<PhaseKey, Map<String, Double>> phases = new LinkedHashMap<>();
        values.forEach((label, value) -> {
            if (PhaseFigure.is(label)) {
                PhaseFigure figure = PhaseFigure.parse(label);
                phases.computeIfAbsent(new PhaseKey(figure.index(), figure.phase()), _ -> new TreeMap<>())
                        .put(figure.quantity(), value);
            }
        });
        return phases.entrySet().stream().map(entry -> phase(entry.getKey().name(), entry.getValue())).toList();
    }

    private record PhaseKey(int index, String name) {}

    private Sample phase(String name, Map<String, Double> figures) {
        double units = figures.remove(PhaseFigure.UNITS);
        double nanos = figures.remove(PhaseFigure.NANOS);
        double server = figures.remove(PhaseFigure.SERVER_NANOS);
        Map<String, Long> messages = new TreeMap<>();
        figures.forEach((opcode, count) -> messages.put(opcode, Math.round(count)));
        return new Sample(name, variant, target, round, (long) units, nanos / units / NANOS_PER_MICRO,
                server / units / NANOS_PER_MICRO, messages);
    }
}
