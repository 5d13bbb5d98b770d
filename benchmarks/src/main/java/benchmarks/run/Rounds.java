package benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import workload.micro.Condition;
import workload.micro.Gap;
import workload.micro.Sample;
import workload.micro.SuiteResult;
import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;
import workload.target.TargetException;
import workload.target.TargetSpec;
import workload.target.Targets;
import workload.trial.Interruption;

/** One suite, round by round: in each round every target has one turn under every condition. */
public final class Rounds {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    /** The last core: interrupts and the system's own work like the first. */
    private static final int PINNED_CORE = CORES - 1;
    private static final int FLOOR_LOOPS = 200_000;
    private static final int QUICK_FLOOR_LOOPS = 20_000;

    private final Suite suite;
    private final RoundSettings settings;
    private final Environment environment;
    private final Path directory;
    private final ResultFiles files;
    private final Interruption interruption;
    private final PrintStream progress;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<FailedWork> failures = new ArrayList<>();
    private final List<TargetSpec> remaining;
    private final Map<String, TargetSettings> targets = new TreeMap<>();

    /**
     * @param directory
     *            where each target is made; its file system is the target disk
     * @param interruption
     *            ends a turn in good order
     * @param progress
     *            is told of each turn
     */
    public Rounds(Suite suite, RoundSettings settings, Environment environment, Path directory, ResultFiles files,
            Interruption interruption, PrintStream progress) {
        this.suite = suite;
        this.settings = settings;
        this.environment = environment;
        this.directory = directory;
        this.files = files;
        this.interruption = interruption;
        this.progress = progress;
        remaining = new ArrayList<>(settings.targetsOf(suite));
    }

    /**
     * Runs it; a target that fails is a row of the page, and the others go on. What was measured is in the files after each
     * turn, and on the page after each round.
     */
    public void run() throws IOException {
        removeImpossible();
        save();
        int rounds = settings.roundsOf(suite);
        List<Condition> timed = new ArrayList<>(settings.variantsOf(suite));
        boolean counted = timed.remove(Condition.COUNTED);
        for (int round = 1; round <= rounds; round++) {
            for (Condition variant : timed) {
                progress.printf(Locale.ROOT, "%s, round %d of %d, %s:", suite, round, rounds, variant);
                turns(variant, round);
            }
            files.writePage();
        }
        if (counted) {
            count();
            files.writePage();
        }
        files.next();
    }

    /** Those that this machine can't have: no fork could tell as well why. */
    private void removeImpossible() {
        for (TargetSpec target : List.copyOf(remaining)) {
            try {
                List<String> needs = Targets.of(target, settings.home()).needs();
                if (!needs.isEmpty()) {
                    fail(target, String.join(" ", needs), "");
                }
            } catch (TargetException e) {
                fail(target, e.getMessage(), "");
            }
        }
    }

    /** It has no more turns in this suite. */
    private void fail(TargetSpec target, String message, String log) {
        remaining.remove(target);
        failures.add(new FailedWork(suite.toString(), target.toString(), message, log));
        progress.print(" failed: " + message);
    }

    private void save() throws IOException {
        files.keep(suite,
                new SuiteResult(suite.toString(), settings.quick(), settings.divisor(), environment,
                        Map.copyOf(targets),
                        List.copyOf(samples), gaps.stream().distinct().toList(), List.copyOf(failures)));
    }

    private void turns(Condition variant, int round) throws IOException {
        try (BusyCores _ = BusyCores.start(variant == Condition.BUSY ? CORES : 0)) {
            if (suite == Suite.ROUND_TRIP) {
                measureFloor(variant, round);
            }
            for (TargetSpec target : rotated(round)) {
                turn(variant, target, round);
            }
        }
        progress.println();
    }

    /** Nobody is always the first, or always after the same one. */
    private List<TargetSpec> rotated(int round) {
        List<TargetSpec> order = new ArrayList<>(remaining);
        Collections.rotate(order, round - 1);
        return round % 2 == 0 ? order.reversed() : order;
    }

    private void measureFloor(Condition variant, int round) throws IOException {
        SwitchFloor floor = new SwitchFloor(PINNED_CORE, settings.quick() ? QUICK_FLOOR_LOOPS : FLOOR_LOOPS);
        floor.measure(suite.title("statx"), variant, round).ifPresent(samples::add);
    }

    private void turn(Condition variant, TargetSpec target, int round) throws IOException {
        long start = System.nanoTime();
        progress.print(" " + target);
        progress.flush();
        Path log = files.logs().resolve(suite + "-" + round + "-" + variant + "-"
                + target.toString().replaceAll("[^a-z0-9_=-]", "_") + ".log");
        Turn trial = new Turn(suite, variant, target, settings, PINNED_CORE, TurnEstimate.limit(suite, settings),
                directory,
                log);
        try {
            interruption.guard(cancellation -> keep(variant, target, round, trial.run(cancellation)));
            progress.printf(Locale.ROOT, " %.1f s", (System.nanoTime() - start) / 1e9);
        } catch (TargetException | IOException e) {
            fail(target, Sentences.of(e), files.relative(log));
        }
        save();
    }

    private void keep(Condition variant, TargetSpec target, int round, Turn.Outcome outcome) {
        files.add(outcome.results());
        targets.put(target.toString(), outcome.mount());
        Samples found = new Samples(suite, variant, target.toString(), round);
        samples.addAll(found.of(outcome.results()));
        gaps.addAll(found.gaps(outcome.results()));
    }

    /** Once is enough: counts don't vary. Asking for them wakes the server up, so no time is taken from here. */
    private void count() throws IOException {
        for (TargetSpec target : List.copyOf(remaining)) {
            if (target.kind().equals("memfs")) {
                progress.printf(Locale.ROOT, "%s, messages counted:", suite);
                turn(Condition.COUNTED, target, 1);
                progress.println();
            }
        }
    }
}
