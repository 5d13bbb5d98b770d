package benchmarks.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

import benchmarks.client.MountProfiler;
import benchmarks.client.PhaseFigure;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import workload.micro.Condition;
import workload.micro.Gap;
import workload.micro.Reason;
import workload.micro.Sample;

/** Makes samples of what JMH brings back from one fork. */
final class Samples {
    private static final double NANOS_PER_MICRO = 1_000;

    private final Suite suite;
    private final Condition variant;
    private final String target;
    private final int round;

    Samples(Suite suite, Condition variant, String target, int round) {
        this.suite = suite;
        this.variant = variant;
        this.target = target;
        this.round = round;
    }

    List<Sample> of(Collection<RunResult> results) {
        List<Sample> samples = new ArrayList<>();
        for (RunResult result : results) {
            if (suite.hasPhases()) {
                samples.addAll(shots(result));
            } else {
                samples.add(operation(result));
            }
        }
        return samples;
    }

    /** Each shot is a sample: JMH's mean over them would hide how they differ. */
    private List<Sample> shots(RunResult result) {
        List<Sample> samples = new ArrayList<>();
        int shot = 0;
        for (IterationResult iteration : iterations(result)) {
            shot++;
            samples.addAll(phases(shot, values(iteration.getSecondaryResults())));
        }
        return samples;
    }

    private static List<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream()).toList();
    }

    /** Work that the forks left out, each once. */
    List<Gap> gaps(Collection<RunResult> results) {
        return results.stream().flatMap(result -> iterations(result).stream())
                .flatMap(shot -> gaps(values(shot.getSecondaryResults())).stream()).distinct().toList();
    }

    List<Gap> gaps(SequencedMap<String, Double> values) {
        return byPhase(values).entrySet().stream().filter(phase -> phase.getValue().get(PhaseFigure.UNITS) == 0)
                .map(phase -> new Gap(phase.getKey().name(), target,
                        Reason.values()[phase.getValue().get(PhaseFigure.NANOS).intValue()]))
                .toList();
    }

    private static SequencedMap<String, Double> values(RunResult result) {
        return values(result.getSecondaryResults());
    }

    private static SequencedMap<String, Double> values(Map<String, ?> results) {
        SequencedMap<String, Double> values = new TreeMap<>();
        // JMH declares a raw type.
        results.forEach((label, result) -> values.put(label, ((Result<?>) result).getScore()));
        return values;
    }

    /** A benchmark of one operation over and over. */
    private Sample operation(RunResult result) {
        String label = result.getPrimaryResult().getLabel();
        double score = result.getPrimaryResult().getScore();
        double micros = result.getParams().getMode() == Mode.Throughput ? 1 / score : score;
        double server = values(result).get(MountProfiler.SERVER_NANOS_EACH) / NANOS_PER_MICRO;
        return new Sample(suite.title(label), variant, target, round, 1, 1, micros, server, Map.of());
    }

    /** The phases of a shot in their order, which is that of their labels. */
    List<Sample> phases(int shot, SequencedMap<String, Double> values) {
        return byPhase(values).entrySet().stream().filter(entry -> entry.getValue().get(PhaseFigure.UNITS) > 0)
                .map(entry -> phase(entry.getKey().name(), shot, entry.getValue())).toList();
    }

    private static SequencedMap<PhaseKey, Map<String, Double>> byPhase(SequencedMap<String, Double> values) {
        SequencedMap<PhaseKey, Map<String, Double>> phases = new LinkedHashMap<>();
        values.forEach((label, value) -> {
            if (PhaseFigure.is(label)) {
                PhaseFigure figure = PhaseFigure.parse(label);
                phases.computeIfAbsent(new PhaseKey(figure.index(), figure.phase()), _ -> new TreeMap<>())
                        .put(figure.quantity(), value);
            }
        });
        return phases;
    }

    private record PhaseKey(int index, String name) {}

    private Sample phase(String name, int shot, Map<String, Double> figures) {
        double units = figures.remove(PhaseFigure.UNITS);
        double nanos = figures.remove(PhaseFigure.NANOS);
        double server = figures.remove(PhaseFigure.SERVER_NANOS);
        Map<String, Long> messages = new TreeMap<>();
        figures.forEach((opcode, count) -> messages.put(opcode, Math.round(count)));
        return new Sample(name, variant, target, round, shot, (long) units, nanos / units / NANOS_PER_MICRO,
                server / units / NANOS_PER_MICRO, messages);
    }
}
