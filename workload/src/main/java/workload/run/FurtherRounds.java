package workload.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

import workload.pairs.ArmPair;
import workload.pairs.Until;
import workload.result.StudyException;
import workload.stats.Judgement;
import workload.stats.PairedRatio;
import workload.stats.Percent;
import workload.stats.StoppingRule;
import workload.study.Trial;
import workload.study.TrialKey;
import workload.trial.RunSettings;

/** The rounds that a run with {@code --until} appends to its repetitions: one at a time, of the project with the fewest. */
final class FurtherRounds {
    /** After this many rounds in a row without a time on both arms, a comparison isn't waited for. */
    private static final int GIVEN_UP_AFTER = 2;

    private final RunSettings settings;
    /** Null if no rounds are added to the repetitions. */
    private final Until until;
    private final List<ArmPair> pairs;
    private final LongSupplier clock;
    private final long start;

    /**
     * @param clock
     *            in ns; the time of {@code --max-time} begins now
     * @throws StudyException
     *             a comparison names what the run doesn't have
     */
    FurtherRounds(RunSettings settings, LongSupplier clock) throws StudyException {
        this.settings = settings;
        this.until = settings.comparison().until();
        this.pairs = settings.asked();
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** All rounds that have begun, and at least the repetitions. */
    List<TrialKey> begun(List<Trial> done) {
        int last = done.stream().mapToInt(trial -> trial.key().repetition()).max().orElse(0);
        return settings.plan(Math.max(last, settings.repetitions())).trials().stream()
                .filter(key -> key.repetition() <= Math.max(rounds(key.project(), done), settings.repetitions()))
                .toList();
    }

    /** The trials of the next round; empty when the run is over. */
    List<TrialKey> next(List<Trial> done) {
        if (until == null || isTimeOver()) {
            return List.of();
        }
        return settings.projectNames().stream().filter(project -> isOpen(project, done))
                .min(Comparator.comparing(project -> rounds(project, done)))
                .map(project -> round(project, rounds(project, done) + 1)).orElse(List.of());
    }

    private boolean isTimeOver() {
        return clock.getAsLong() - start >= until.most().toNanos();
    }

    private static int rounds(String project, List<Trial> done) {
        return done.stream().map(Trial::key).filter(key -> key.project().equals(project))
                .mapToInt(TrialKey::repetition).max().orElse(0);
    }

    private List<TrialKey> round(String project, int number) {
        return settings.plan(number).trials().stream()
                .filter(key -> key.project().equals(project) && key.repetition() == number).toList();
    }

    /** Whether a comparison isn't narrow enough yet and another round may help. */
    private boolean isOpen(String project, List<Trial> done) {
        return pairs.stream().filter(pair -> pair.project().equals(project))
                .anyMatch(pair -> !isNarrow(pair, done) && mayNarrow(pair, done));
    }

    private boolean isNarrow(ArmPair pair, List<Trial> done) {
        return pair.ratio(done).filter(ratio -> until.rule().isMet(List.of(ratio))).isPresent();
    }

    /** False if an arm fails in one round after another, or if the clock is too coarse for the times. */
    private static boolean mayNarrow(ArmPair pair, List<Trial> done) {
        int last = pair.rounds(done).stream().mapToInt(ArmPair.Round::number).max().orElse(0);
        boolean coarse = pair.ratio(done).filter(ratio -> !ratio.hasError())
                .filter(ratio -> ratio.rounds() >= Judgement.LEAST_ROUNDS).isPresent();
        return rounds(pair.project(), done) - last < GIVEN_UP_AFTER && !coarse;
    }

    /** How the run ended, for people; empty without {@code --until}. */
    Optional<String> ending(List<Trial> done) {
        if (until == null) {
            return Optional.empty();
        }
        if (pairs.stream().allMatch(pair -> isNarrow(pair, done))) {
            return Optional.of("Every interval is as narrow as asked for (--until " + until + "): " + widest(done));
        }
        String reason = settings.projectNames().stream().anyMatch(project -> isOpen(project, done))
                ? "The time is over"
                : "More rounds would not narrow the intervals: a target failed in " + GIVEN_UP_AFTER
                        + " rounds, or the times are equal to the clock's step";
        return Optional.of(reason + " (--until " + until + "): " + widest(done));
    }

    private String widest(List<Trial> done) {
        List<PairedRatio> ratios = pairs.stream().map(pair -> pair.ratio(done)).flatMap(Optional::stream)
                .filter(PairedRatio::hasError).toList();
        OptionalDouble widest = ratios.isEmpty() ? OptionalDouble.empty() : StoppingRule.widest(ratios);
        return widest.isEmpty()
                ? "no comparison has an interval."
                : "the widest is ± " + Percent.ceiling(widest.getAsDouble()) + ".";
    }
}
