package workload.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import workload.page.Numbers;
import workload.pairs.ArmPair;
import workload.pairs.StudyArm;
import workload.stats.Drift;
import workload.stats.Outliers;
import workload.stats.PairedRatio;
import workload.stats.Percent;
import workload.stats.Stats;
import workload.stats.StoppingRule;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.study.Trial;

/** What a reader must know about the rounds to judge a comparison; what is named stays in all figures. */
record RoundNotes(RunComparisons comparisons) {
    private static final double NANOS_PER_SECOND = 1e9;
    /** The most examples of a note. */
    private static final int NAMED = 10;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        stoppingRule().ifPresent(lines::add);
        note("Pairs of trials ran further apart than twice a round's length, so that the machine may have changed in between",
                distantPairs()).ifPresent(lines::add);
        note("Outliers, which stay in every figure", outliers()).ifPresent(lines::add);
        note("Drift over the rounds, by which no time is corrected", drifts()).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> note(String what, List<String> named) {
        String more = named.size() > NAMED ? "; and " + (named.size() - NAMED) + " more" : "";
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(what + ": " + named.stream().limit(NAMED).collect(Collectors.joining("; ")) + more + ".");
    }

    private Optional<String> stoppingRule() {
        return Optional.ofNullable(comparisons.summary().data().info().until())
                .map(until -> "Rounds were repeated by --until " + until
                        + ". To account for the look after each round, the"
                        + " intervals and verdicts are taken at 97.5 % instead of 95 % (docs/statistics.md). "
                        + widest());
    }

    private String widest() {
        List<PairedRatio> ratios = comparisons.pairs(comparisons.judged()).stream().map(pair -> pair.ratio(trials()))
                .flatMap(Optional::stream).toList();
        OptionalDouble widest = ratios.isEmpty() ? OptionalDouble.empty() : StoppingRule.widest(ratios);
        return widest.isEmpty()
                ? "Not every comparison has an interval."
                : "The widest of these intervals is ± " + Percent.ceiling(widest.getAsDouble()) + ".";
    }

    private List<Trial> trials() {
        return comparisons.summary().data().trials();
    }

    /** The trials of a project on an arm, in the order of the rounds. */
    private record Series(String project, StudyArm arm, PhaseName phase, List<Trial> trials) {
        double[] seconds() {
            return trials.stream().mapToDouble(this::seconds).toArray();
        }

        double seconds(Trial trial) {
            return trial.phase(phase).map(PhaseResult::nanos).orElseThrow() / NANOS_PER_SECOND;
        }

        String name() {
            return project + " on " + arm.label() + ", " + phase.label();
        }
    }

    private Stream<Series> series() {
        Summary summary = comparisons.summary();
        return summary.cells().stream().flatMap(cell -> comparisons.judged().stream()
                .map(phase -> new Series(cell.project(), cell.arm(), phase, summary.good(cell.project(), cell.arm())
                        .stream().filter(trial -> trial.phase(phase).isPresent()).toList())));
    }

    private List<String> outliers() {
        return series().flatMap(of -> Outliers.of(of.seconds()).stream()
                .map(outlier -> of.name() + " #" + of.trials().get(outlier.index()).key().repetition() + ": "
                        + Numbers.significant(outlier.value()) + " s, robust z-score "
                        + String.format(Locale.ROOT, "%.1f", outlier.score())))
                .toList();
    }

    private List<String> drifts() {
        return series().flatMap(of -> Drift.of(of.seconds()).filter(Drift::isNamed).stream()
                .map(drift -> of.name() + ": " + String.format(Locale.ROOT, "%+.1f %% over %d rounds, p = %.2g",
                        100 * drift.total(), drift.rounds(), drift.pValue())))
                .toList();
    }

    private List<String> distantPairs() {
        List<String> distant = new ArrayList<>();
        for (String project : comparisons.summary().projects()) {
            double limit = 2 * roundSeconds(project);
            comparisons.baselines().pairs(List.of(project), Set.of(PhaseName.CLONE))
                    .forEach(pair -> pair.rounds(trials()).stream().filter(round -> secondsApart(round) > limit)
                            .map(round -> describe(pair, round, limit)).forEach(distant::add));
        }
        return distant;
    }

    private static String describe(ArmPair pair, ArmPair.Round round, double limit) {
        return pair.project() + " #" + round.number() + " on " + pair.arm().label() + " and " + pair.other().label()
                + " (" + minutes(secondsApart(round)) + " min, a round takes " + minutes(limit / 2) + " min)";
    }

    private static String minutes(double seconds) {
        return Numbers.significant(seconds / Duration.ofMinutes(1).toSeconds());
    }

    private static double secondsApart(ArmPair.Round round) {
        return Math.abs(seconds(round.own().started(), round.other().started()));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / NANOS_PER_SECOND;
    }

    /** The median over the rounds of the time that their trials took, without the time between trials. */
    private double roundSeconds(String project) {
        Map<Integer, Double> lengths = trials().stream().filter(trial -> trial.key().project().equals(project))
                .collect(Collectors.groupingBy(trial -> trial.key().repetition(),
                        Collectors.summingDouble(trial -> seconds(trial.started(), trial.finished()))));
        return Stats.of(lengths.values().stream().mapToDouble(Double::doubleValue)).map(Stats::median).orElse(0.0);
    }
}
