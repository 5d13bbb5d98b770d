package workload.explain;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import workload.explain.Measurement.Outcome;
import workload.os.Commands;
import workload.phase.Caches;
import workload.phase.Cancellation;
import workload.phase.Phase;
import workload.phase.PhaseException;
import workload.phase.TreeHash;
import workload.target.OpenTarget;
import workload.target.ServerCounts;
import workload.target.Target;
import workload.target.TargetException;
import workload.target.Targets;

/** Makes single clones: a fresh file system, an untimed clone of one commit, the timed one, and the file system's end. */
final class OneClone {
    /** How long an engine may take to end by itself when its time is over, before its file system is taken from it. */
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(60);
    private static final int WARM_UP_DEPTH = 1;

    private final Sources sources;
    private final Place place;
    private final BiConsumer<Arm, Map<String, Object>> settings;

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
    OneClone(Sources sources, Place place, BiConsumer<Arm, Map<String, Object>> settings) {
        this.sources = sources;
        this.place = place;
        this.settings = settings;
    }

    /** What a timed clone took, and left. */
    private record Clone(long nanos, long packBytes, Counts counts) {}

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
        } catch (TargetException | PhaseException | IOException | RuntimeException e) {
            return switch (cancellation.reason()) {
                case INTERRUPTED -> throw new IOException("interrupted", e);
                case TIME_LIMIT -> new Measurement(arm, round, depth, Outcome.CUT,
                        "took longer than " + cap.toSeconds() + " s", cap.toNanos(), 0, null);
                case TARGET_ENDED -> failed(arm, round, depth, "the file system's server ended in the middle of it",
                        log);
                case null -> failed(arm, round, depth, e.getMessage(), log);
            };
        }
    }

    private Measurement failed(Arm arm, int round, Integer depth, String why, Path log) {
        return new Measurement(arm, round, depth, Outcome.FAILED, why + " (" + place.folder().relativize(log) + ")", 0,
                0, null);
    }

    private Clone onTarget(Arm arm, Integer depth, Duration cap, Cancellation cancellation, Target.TrialFiles files)
            throws TargetException, PhaseException, IOException {
        Target target = Targets.of(arm.target(), place.home());
        try (OpenTarget open = target.open(place.mount(), files)) {
            settings.accept(arm, open.settings().negotiated());
            open.onEnd(() -> cancellation.cancel(Cancellation.Reason.TARGET_ENDED));
            return clone(arm, depth, cap, cancellation, open, files.log());
        }
    }

    private Clone clone(Arm arm, Integer depth, Duration cap, Cancellation cancellation, OpenTarget open, Path log)
            throws PhaseException, IOException {
        Path warmUp = open.directory().resolve("warm-up");
        Path checkout = open.directory().resolve("clone");
        timed(sources.phase(arm.engine(), WARM_UP_DEPTH, warmUp, log, cancellation), WARM_UP_LIMIT, cancellation,
                open);
        Commands.removeTree(warmUp);
        Phase phase = sources.phase(arm.engine(), depth, checkout, log, cancellation);
        phase.prepare();
        Caches.writeBack(place.disk());
        ServerCounts before = open.counts();
        long nanos = timed(phase, cap, cancellation, open);
        Counts counts = before == null ? null : Counts.between(before, open.counts());
        if (arm.readsBack() && depth == null) {
            validate(checkout);
        }
        return new Clone(nanos, packBytes(checkout), counts);
    }

    /** Its nanoseconds; the clock is read right before and right after it. */
    private static long timed(Phase phase, Duration limit, Cancellation cancellation, OpenTarget open)
            throws PhaseException, IOException {
        try (ScheduledExecutorService watchdog = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("time-limit").factory())) {
            watchdog.schedule(() -> cancellation.cancel(Cancellation.Reason.TIME_LIMIT), limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            watchdog.schedule(open::abort, limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            try {
                long start = System.nanoTime();
                phase.run(cancellation);
                return System.nanoTime() - start;
            } finally {
                watchdog.shutdownNow();
            }
        }
    }

    /** A wrong tree has no time. */
    private void validate(Path checkout) throws IOException, PhaseException {
        String hash = TreeHash.of(checkout);
        if (!sources.corpus().info().tree().equals(hash)) {
            throw new PhaseException(
                    "the files make the tree " + hash + ", the corpus's is " + sources.corpus().info().tree());
        }
    }

    private static long packBytes(Path checkout) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> packs = Files.newDirectoryStream(checkout.resolve(".git/objects/pack"), "*.pack")) {
            for (Path pack : packs) {
                bytes += Files.size(pack);
            }
        }
        return bytes;
    }
}
