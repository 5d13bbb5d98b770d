package benchmarks.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds to JMH's results what the server used for an operation, or each phase of a shot. */
public final class MountProfiler implements InternalProfiler {
    /** Processor time of the server for one operation, in nanoseconds. */
    public static final String SERVER_NANOS_EACH = "server-ns-each";

    /** Null until the first iteration: JMH makes a profiler outside of the fork too, where there are no settings. */
    private ServerFigures server;
    private long cpuBefore;

    @Override
    public String getDescription() {
        return "Processor time and messages of a mount's server, by phase";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (server == null) {
            server = new ServerFigures(ClientSettings.read());
        }
        Phases.take();
        cpuBefore = server.cpuNanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        List<TimedPart> phases = Phases.take();
        if (phases.isEmpty()) {
            double each = (double) (server.cpuNanos() - cpuBefore) / result.getMetadata().getAllOps();
            return List.of(scalar(SERVER_NANOS_EACH, each));
        }
        List<Result<?>> figures = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            addFigures(figures, i, phases.get(i));
        }
        return figures;
    }

    private static void addFigures(List<Result<?>> figures, int index, TimedPart phase) {
        figures.add(scalar(figure(index, phase, PhaseFigure.UNITS), phase.units()));
        figures.add(scalar(figure(index, phase, PhaseFigure.NANOS), phase.nanos()));
        figures.add(scalar(figure(index, phase, PhaseFigure.SERVER_NANOS), phase.serverNanos()));
        phase.messages().forEach((opcode, count) -> figures.add(scalar(figure(index, phase, opcode), count)));
    }

    private static String figure(int index, TimedPart phase, String quantity) {
        return new PhaseFigure(index, phase.name(), quantity).toString();
    }

    private static ScalarResult scalar(String label, double value) {
        return new ScalarResult(label, value, "", AggregationPolicy.AVG);
    }
}
