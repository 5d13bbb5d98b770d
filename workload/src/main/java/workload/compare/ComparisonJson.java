package workload.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.PairedRatio.Interval;
import workload.study.PhaseName;
import workload.study.RunInfo;

/** A comparison for programs, as docs/schema/compare.schema.json has it. */
public final class ComparisonJson {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private record Document(int format, ComparisonStatus result, int status, String sentence, double limit,
            double alpha, String baseline, List<PhaseName> judged, RunName first, RunName second,
            List<String> refusals, List<RunDifference> differences, List<String> notes, List<PhaseRow> phases) {}

    private record RunName(String id, String started) {
        RunName(RunInfo info) {
            this(info.id(), String.valueOf(info.started()));
        }
    }

    private record ToBaseline(int rounds, double ratio) {
        ToBaseline(PairedRatio of) {
            this(of.rounds(), of.ratio());
        }
    }

    /** Values that aren't known are null. */
    private record PhaseRow(String project, String target, Map<String, String> variant, PhaseName phase,
            boolean judged, ComparisonStatus result, ToBaseline first, ToBaseline second, Double ratio, Double low,
            Double high, Double pValue, Double leastDetectable, String sentence) {}

    private ComparisonJson() {}

    public static String of(Comparison comparison) {
        ComparisonStatus status = comparison.status();
        return JSON.writeValueAsString(new Document(FORMAT, status, status.code(), ComparisonSentence.of(comparison),
                comparison.options().limit(), comparison.alpha(), comparison.baseline(),
                comparison.options().judged(), new RunName(comparison.first()), new RunName(comparison.second()),
                comparison.refusals(), comparison.differences(), comparison.notes(),
                comparison.phases().stream().map(phase -> row(phase, comparison.options().limit())).toList()));
    }

    private static PhaseRow row(ComparedPhase phase, double limit) {
        Optional<Judgement> judgement = phase.judgement();
        return new PhaseRow(phase.project(), phase.target(), phase.variant(), phase.phase(), phase.judged(),
                phase.judged() ? phase.status(limit) : null, phase.first().map(ToBaseline::new).orElse(null),
                phase.second().map(ToBaseline::new).orElse(null),
                judgement.map(of -> of.ratio().ratio()).orElse(null), phase.interval().map(Interval::low).orElse(null),
                phase.interval().map(Interval::high).orElse(null),
                phase.judged() ? judgement.map(Judgement::pValue).map(ComparisonJson::boxed).orElse(null) : null,
                judgement.map(Judgement::leastDetectable).map(ComparisonJson::boxed).orElse(null), phase.sentence());
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
