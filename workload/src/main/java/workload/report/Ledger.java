package workload.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import workload.pairs.ArmPair;
import workload.pairs.StudyArm;
import workload.stats.MeanInterval;
import workload.stats.Stats;
import workload.study.PhaseName;
import workload.study.PhaseResult;

/**
 * What a phase on a MemFS should have cost, from what was counted of its messages, beside what it did cost: how much longer it
 * took than on tmpfs in the same round.
 *
 * @param messages
 *            by kind, means of the rounds
 * @param serverSeconds
 *            CPU time of the server, mean
 * @param restSeconds
 *            what the round trips cost besides: switching between the processes
 * @param parallel
 *            calls that are waited for at a time
 * @param cost
 *            as measured, mean of the rounds, s
 * @param residue
 *            of it that the messages don't account for
 */
record Ledger(String project, StudyArm arm, PhaseName phase, Map<String, Double> messages, double serverSeconds,
        double restSeconds, int parallel, MeanInterval cost, MeanInterval residue) {
    /** The kernel doesn't let the caller wait for these. */
    private static final Set<String> NOT_WAITED_FOR = Set.of("FORGET", "BATCH_FORGET", "RELEASE", "RELEASEDIR",
            "INTERRUPT");
    /** A residue of a larger share is named as one. */
    static final double AGREES = 0.25;
    private static final double NANOS_PER_SECOND = 1e9;

    /** A phase of a round on both. */
    private record Round(PhaseResult own, PhaseResult other) {
        double cost() {
            return (own.nanos() - other.nanos()) / NANOS_PER_SECOND;
        }

        double server() {
            return own.serverCpuNanos() / NANOS_PER_SECOND;
        }

        double waitedFor() {
            return own.messages().entrySet().stream().filter(e -> !NOT_WAITED_FOR.contains(e.getKey()))
                    .mapToLong(Map.Entry::getValue).sum();
        }
    }

    /** One for each phase that was counted, in their order; none without a tmpfs in the run. */
    static List<Ledger> of(Summary summary, Summary.Cell cell) {
        Optional<StudyArm> tmpfs = summary.like(cell.arm(), StudyArm.TMPFS);
        if (tmpfs.isEmpty() || !cell.arm().isMemfs()) {
            return List.of();
        }
        Map<PhaseName, List<Round>> rounds = new TreeMap<>();
        for (PhaseName phase : PhaseName.values()) {
            rounds.put(phase, rounds(summary, new ArmPair(cell.project(), phase, cell.arm(), tmpfs.get())));
        }
        OptionalDouble rest = restOfATrip(rounds.get(PhaseName.REMOVE));
        List<Ledger> ledgers = new ArrayList<>();
        rounds.forEach((phase, counted) -> {
            if (!counted.isEmpty() && rest.isPresent()) {
                int parallel = phase == PhaseName.BUILD
                        ? Math.clamp(cell.arm().jobs(), 1, summary.data().info().environment().cores())
                        : 1;
                ledgers.add(of(cell, phase, counted, rest.getAsDouble(), parallel));
            }
        });
        return ledgers;
    }

    private static List<Round> rounds(Summary summary, ArmPair pair) {
        return pair.rounds(summary.data().trials()).stream()
                .map(round -> new Round(round.own().phase(pair.phase()).orElseThrow(),
                        round.other().phase(pair.phase()).orElseThrow()))
                .filter(round -> round.own().messages() != null && round.own().serverCpuNanos() != null).toList();
    }

    /**
     * What a message costs besides the server's CPU time, s: as the removal shows it, in which nothing is done but messages.
     * Server times have steps of 10 ms, so it is not less than 0.
     */
    private static OptionalDouble restOfATrip(List<Round> removals) {
        return median(removals.stream().filter(round -> round.waitedFor() > 0).toList(),
                round -> (round.cost() - round.server()) / round.waitedFor()).map(rest -> Math.max(0, rest))
                .map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static MeanInterval mean(List<Round> rounds, ToDoubleFunction<Round> quantity) {
        return MeanInterval.of(rounds.stream().mapToDouble(quantity)).orElseThrow();
    }

    private static Optional<Double> median(List<Round> rounds, ToDoubleFunction<Round> quantity) {
        return Stats.of(rounds.stream().mapToDouble(quantity)).map(Stats::median);
    }

    private static Ledger of(Summary.Cell cell, PhaseName phase, List<Round> rounds, double rest, int parallel) {
        ToDoubleFunction<Round> residue = round -> round.cost()
                - (round.server() + rest * round.waitedFor()) / parallel;
        return new Ledger(cell.project(), cell.arm(), phase, messages(rounds),
                mean(rounds, Round::server).mean(), rest * mean(rounds, Round::waitedFor).mean(), parallel,
                mean(rounds, Round::cost), mean(rounds, residue));
    }

    private static Map<String, Double> messages(List<Round> rounds) {
        Map<String, Double> means = new HashMap<>();
        rounds.stream().flatMap(round -> round.own().messages().keySet().stream()).distinct()
                .forEach(kind -> means.put(kind, mean(rounds,
                        round -> Objects.requireNonNullElse(round.own().messages().get(kind), 0L)).mean()));
        return means;
    }

    double messageCount() {
        return messages.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What it should have cost, s. */
    double expected() {
        return (serverSeconds + restSeconds) / parallel;
    }

    /** Of the server's part, that of some kinds of messages; each message of a phase counts alike. */
    double seconds(Set<String> kinds) {
        double count = messages.entrySet().stream().filter(e -> kinds.contains(e.getKey()))
                .mapToDouble(Map.Entry::getValue).sum();
        return messageCount() == 0 ? 0 : serverSeconds / parallel * count / messageCount();
    }

    double residueShare() {
        return residue.mean() / cost.mean();
    }

    boolean agrees() {
        return Math.abs(residueShare()) <= AGREES;
    }

    /** What the comparison says, in a few words. */
    String verdict() {
        String share = Math.round(Math.abs(residueShare()) * 100) + " %";
        if (agrees()) {
            return "agrees within " + share;
        }
        String residueText = LedgerSection.signed(residue.mean()) + " s of the cost "
                + (residue.mean() > 0 ? "is not explained" : "was expected and not seen");
        return residue.isKnown() && residue.holds(0)
                ? "no residue is shown: " + LedgerSection.signed(residue.low()) + " to "
                        + LedgerSection.signed(residue.high()) + " s"
                : residueText + " (" + share + ")";
    }
}
