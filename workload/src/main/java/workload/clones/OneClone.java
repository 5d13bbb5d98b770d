package workload.clones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;

import workload.corpus.Packs;
import workload.explain.Arm;
import workload.explain.Counts;
import workload.explain.Measurement.Outcome;
import workload.explain.Measurement;
import workload.os.Commands;
import workload.phase.Caches;
import workload.phase.Cancellation;
import workload.phase.Phase;
import workload.phase.PhaseException;
import workload.phase.TreeHash;
import workload.result.TargetSettings;
import workload.target.OpenTarget;
import workload.target.ServerCounts;
import workload.target.Target;
import workload.target.TargetException;
import workload.target.Targets;
import workload.trial.Messages;

/** Makes single clones: a fresh file system, an untimed clone of one commit, the timed one, and the file system's end. */
final class OneClone {
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(60);
    private static final int WARM_UP_DEPTH = 1;

    private final Sources sources;
    private final Place place;
    private final BiConsumer<Arm, TargetSettings> settings;

    /**
     * Where clones are made and told of.
     *
     * @param home
     *            the project's folder, with MemFS's launcher in it
     * @param mount
     *            for the file system
     * @param disk
     *            a directory on the disk
     * @param folder
     *            for logs and servers' statistics
     */
    record Place(Path home, Path mount, Path disk, Path folder) {}

    /**
     * @param settings
     *            is told the options in force
     */
    OneClone(Sources sources, Place place, BiConsumer<Arm, TargetSettings> settings) {
        this.sources = sources;
        this.place = place;
        this.settings = settings;
    }

    /** What a timed clone took, and left. */
    private record Clone(long nanos, long packBytes, Counts counts) {}

    /** A clone that didn't come to its end, with the reason as it was before its file system's end, or null. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1;

        private final Cancellation.Reason reason;

        Stopped(Cancellation.Reason reason, Exception cause) {
            super(Messages.of(cause), cause);
            this.reason = reason;
        }
    }

    /** Makes one; what fails in it becomes its outcome. */
    Measurement run(Arm arm, int round, Integer depth, Duration cap, Cancellation cancellation) throws IOException {
        Path log = place.folder().resolve("logs/" + arm.id() + ".log");
        Path statistics = place.folder().resolve("logs/" + arm.id() + ".json");
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(statistics);
        try {
            Clone clone = onTarget(arm, depth, cap, cancellation, new Target.TrialFiles(log, statistics, true));
            return new Measurement(arm, round, depth, Outcome.OK, null, clone.nanos(), clone.packBytes(),
                    clone.counts());
        } catch (Stopped e) {
            return switch (e.reason) {
                case INTERRUPTED -> throw new IOException("interrupted", e);
                case TIME_LIMIT -> new Measurement(arm, round, depth, Outcome.CUT,
                        "took longer than " + cap.toSeconds() + " s", cap.toNanos(), 0, null);
                case TARGET_ENDED -> failed(arm, round, depth, "the file system's server ended in the middle of it",
                        log);
                case null -> failed(arm, round, depth, e.getMessage(), log);
            };
        } catch (TargetException | RuntimeException e) {
            if (cancellation.reason() == Cancellation.Reason.INTERRUPTED) {
                throw new IOException("interrupted", e);
            }
            return failed(arm, round, depth, Messages.of(e), log);
        }
    }

    private Measurement failed(Arm arm, int round, Integer depth, String why, Path log) {
        return new Measurement(arm, round, depth, Outcome.FAILED, why + " (" + place.folder().relativize(log) + ")", 0,
                0, null);
    }

    private Clone onTarget(Arm arm, Integer depth, Duration cap, Cancellation cancellation, Target.TrialFiles files)
            throws TargetException, Stopped {
        Target target = Targets.of(arm.target(), place.home());
        try (OpenTarget open = target.open(place.mount(), files)) {
            settings.accept(arm, open.settings());
            open.onEnd(() -> cancellation.cancel(Cancellation.Reason.TARGET_ENDED));
            return clone(arm, depth, cap, cancellation, open, files.log());
        }
    }

    private Clone clone(Arm arm, Integer depth, Duration cap, Cancellation cancellation, OpenTarget open, Path log)
            throws Stopped {
        try {
            warmUp(arm, open, log, cancellation);
            return timed(arm, depth, new TimeLimit(cap, open::abort), cancellation, open, log);
        } catch (PhaseException | IOException | RuntimeException e) {
            throw new Stopped(cancellation.reason(), e);
        }
    }

    private void warmUp(Arm arm, OpenTarget open, Path log, Cancellation cancellation)
            throws PhaseException, IOException {
        Path checkout = open.directory().resolve("warm-up");
        new TimeLimit(WARM_UP_LIMIT, open::abort).before("its warm-up, a clone of one commit,",
                own -> sources.phase(arm.engine(), WARM_UP_DEPTH, checkout, log, own).run(own), cancellation);
        Commands.removeTree(checkout);
    }

    private Clone timed(Arm arm, Integer depth, TimeLimit cap, Cancellation cancellation, OpenTarget open, Path log)
            throws PhaseException, IOException {
        Path checkout = open.directory().resolve("clone");
        Phase phase = sources.phase(arm.engine(), depth, checkout, log, cancellation);
        phase.prepare();
        Caches.writeBack(open.directory(), place.disk());
        ServerCounts before = open.counts();
        long nanos = cap.timed(phase, cancellation);
        Counts counts = before == null ? null : Counts.between(before, open.counts());
        if (arm.readsBack()) {
            validate(checkout);
        }
        return new Clone(nanos, Packs.bytes(checkout.resolve(".git")), counts);
    }

    /** A wrong tree has no time. */
    private void validate(Path checkout) throws IOException, PhaseException {
        String hash = TreeHash.of(checkout);
        if (!sources.corpus().info().tree().equals(hash)) {
            throw new PhaseException(
                    "the files make the tree " + hash + ", the corpus's is " + sources.corpus().info().tree());
        }
    }
}
