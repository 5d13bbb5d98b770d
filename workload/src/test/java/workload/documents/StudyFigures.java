package workload.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

import workload.pairs.ArmPair;
import workload.pairs.PairOptions;
import workload.pairs.StudyArm;
import workload.result.Outcome;
import workload.result.StudyException;
import workload.stats.Family;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.Stats;
import workload.stats.StoppingRule;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.ResultStore;
import workload.study.Run;
import workload.study.Trial;

/** The figures of a study: {@code WHAT [PHASE]; PROJECT on TARGET [÷ TARGET]}. */
final class StudyFigures {
    private static final double CONFIDENCE = 0.95;

    private final Run run;
    private final List<StudyArm> arms;

    private StudyFigures(Run run) {
        this.run = run;
        this.arms = StudyArm.of(run.info(), run.trials());
    }

    static StudyFigures read(Path folder) throws IOException {
        return new StudyFigures(ResultStore.read(folder));
    }

    FigureValue of(List<String> fields) {
        String[] words = fields.getFirst().split(" ", 2);
        int expected = words[0].equals("trials") ? 1 : 2;
        if (fields.size() != expected) {
            throw new IllegalArgumentException("'" + words[0] + "' has " + expected + " fields");
        }
        if (expected == 1) {
            return FigureValue.of(trials(words[1]));
        }
        String[] where = fields.get(1).split(" on | ÷ ");
        return where.length == 2 ? alone(words, where[0], arm(where[1])) : compared(words, where);
    }

    /** {@code trials OK}: of this outcome; {@code trials all}: all. */
    private long trials(String which) {
        return run.trials().stream().filter(trial -> which.equals("all") || trial.outcome() == Outcome.valueOf(which))
                .count();
    }

    private StudyArm arm(String label) {
        return arms.stream().filter(arm -> arm.label().equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + label + "' among "
                        + arms.stream().map(StudyArm::label).toList()));
    }

    private FigureValue compared(String[] words, String[] where) {
        ArmPair pair = new ArmPair(where[0], phase(words[1]), arm(where[1]), arm(where[2]));
        PairedRatio ratio = pair.ratio(run.trials())
                .orElseThrow(() -> new IllegalArgumentException("no round has both times"));
        return switch (words[0]) {
            case "ratio" -> FigureValue.of(ratio.ratio());
            case "rounds" -> FigureValue.of(ratio.rounds());
            case "interval" -> ratio.interval(CONFIDENCE).map(range -> FigureValue.range(range.low(), range.high()))
                    .orElseThrow(() -> new IllegalArgumentException("one round has no interval"));
            case "verdict" -> FigureValue.text(verdict(pair));
            default -> throw new IllegalArgumentException("'" + words[0] + "' is none of ratio, interval, verdict,"
                    + " rounds");
        };
    }

    /** As the report judges it: among all comparisons of the phase, if that has verdicts in the run. */
    private String verdict(ArmPair pair) {
        try {
            PairOptions options = PairOptions.of(run.info().arguments());
            if (!options.judged().contains(pair.phase())) {
                throw new IllegalArgumentException("the report has no verdict on " + pair.phase().label());
            }
            List<ArmPair> judged = options.baselines(arms)
                    .pairs(run.info().projects(), List.of(pair.phase())).stream()
                    .filter(one -> one.ratio(run.trials()).isPresent()).toList();
            List<Judgement> judgements = new Family(run.info().until() == null ? Family.ALPHA : StoppingRule.ALPHA)
                    .judge(judged.stream().map(one -> one.ratio(run.trials()).orElseThrow()).toList());
            return judgements.get(judged.indexOf(pair)).sentence();
        } catch (StudyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private FigureValue alone(String[] words, String project, StudyArm arm) {
        return FigureValue.of(switch (words[0]) {
            case "seconds" -> median(project, arm, trial -> result(trial, words[1]).nanos() / 1e9);
            case "messages" -> median(project, arm, trial -> result(trial, words[1]).messageCount());
            case "server-cpu" -> median(project, arm, trial -> result(trial, words[1]).serverCpuNanos() / 1e9);
            case "server-cpu-per-message" -> median(project, arm, trial -> result(trial, words[1]).serverCpuNanos()
                    / 1e9 / result(trial, words[1]).messageCount());
            case "files" -> median(project, arm, trial -> result(trial, words[1]).tree().files());
            case "trial" ->
                median(project, arm, trial -> Duration.between(trial.started(), trial.finished()).toMillis() / 1e3);
            case "bytes" -> median(project, arm, trial -> result(trial, words[1]).tree().bytes());
            case "files-compared" -> median(project, arm, trial -> trial.check().compared());
            case "at-mount" -> median(project, arm, Trial::rssAtMountBytes);
            case "peak" -> median(project, arm, Trial::peakRssBytes);
            case "peak-per-byte" -> median(project, arm, trial -> trial.peakRssBytes() / treeBytes(trial));
            case "growth" -> median(project, arm, StudyFigures::growth);
            case "growth-per-byte" -> median(project, arm, trial -> growth(trial) / treeBytes(trial));
            case "cached-per-byte" -> median(project, arm,
                    trial -> result(trial, PhaseName.BUILD.label()).cache().cachedBytes() / treeBytes(trial));
            default -> throw new IllegalArgumentException("there is no field '" + words[0] + "'");
        });
    }

    private static double growth(Trial trial) {
        return trial.peakRssBytes() - trial.rssAtMountBytes();
    }

    private static double treeBytes(Trial trial) {
        return result(trial, PhaseName.BUILD.label()).tree().bytes();
    }

    private double median(String project, StudyArm arm, ToDoubleFunction<Trial> of) {
        return Stats.of(run.trials().stream()
                .filter(trial -> trial.outcome() == Outcome.OK && trial.key().project().equals(project)
                        && arm.holds(trial))
                .mapToDouble(of)).map(Stats::median)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no trial of " + project + " on " + arm.label() + " is OK"));
    }

    private static PhaseResult result(Trial trial, String phase) {
        return trial.phase(phase(phase)).orElseThrow();
    }

    private static PhaseName phase(String label) {
        return Arrays.stream(PhaseName.values()).filter(phase -> phase.label().equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no phase '" + label + "'"));
    }
}
