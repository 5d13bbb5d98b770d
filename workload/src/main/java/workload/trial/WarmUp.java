package workload.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import workload.corpus.Corpus;
import workload.corpus.CorpusServer;
import workload.os.Commands;
import workload.phase.Cancellation;
import workload.phase.CloneEngine;
import workload.phase.ClonePhase;
import workload.phase.Phase;
import workload.phase.PhaseException;
import workload.result.StudyException;

/**
 * Throw-away clones by JGit: the first in a JVM takes two to three times the time of later ones. They go to the disk of
 * the work directory and count nowhere.
 *
 * @param directory
 *            to clone in; made and removed
 */
public record WarmUp(Path directory, CorpusServer server, Corpus corpus, Progress progress) {
    static final int LEAST = 2;
    static final int MOST = 6;
    /** JGit is warm when a clone takes more than this share of the time of the one before it. */
    private static final double WARM = 0.9;

    /**
     * One clone.
     *
     * @param <E>
     *            how it fails
     */
    interface TimedClone<E extends Exception> {
        /** Its nanoseconds. */
        long run() throws E, IOException;
    }

    /**
     * Clones until JGit is warm.
     *
     * @throws StudyException
     *             when a clone fails
     */
    public void run(Cancellation cancellation) throws StudyException, IOException {
        String project = corpus.project().name();
        progress.say("Warming up JGit by throw-away clones of " + project + " to the disk, " + LEAST + " to " + MOST
                + ", until one is no longer 10 % faster than the one before.");
        Path log = Files.createTempFile("memfs-study-", ".log");
        try {
            Files.createDirectories(directory);
            progress.say("JGit is warmed up: its clones of " + project + " took " + seconds(
                    repeat(() -> time(log, cancellation))) + " s.");
        } catch (PhaseException e) {
            throw new StudyException("The clone for the warm-up failed: " + e.getMessage() + "; try --clone git.", e);
        } finally {
            Commands.removeTree(directory);
            Files.delete(log);
        }
    }

    /** Clones until it no longer gets faster; answers the nanoseconds of each clone. */
    static <E extends Exception> List<Long> repeat(TimedClone<E> clone) throws E, IOException {
        List<Long> times = new ArrayList<>();
        do {
            times.add(clone.run());
        } while (times.size() < LEAST || times.size() < MOST && isFaster(times.getLast(), times.get(times.size() - 2)));
        return times;
    }

    private static boolean isFaster(long nanos, long before) {
        return nanos <= WARM * before;
    }

    private long time(Path log, Cancellation cancellation) throws PhaseException, IOException {
        Path checkout = directory.resolve("warm-up");
        ClonePhase.Source source = new ClonePhase.Source(server.uri(corpus), corpus.archive());
        Phase clone = ClonePhase.of(CloneEngine.JGIT, source, checkout, log);
        clone.prepare();
        long start = System.nanoTime();
        clone.run(cancellation);
        long nanos = System.nanoTime() - start;
        Commands.removeTree(checkout);
        return nanos;
    }

    private static String seconds(List<Long> times) {
        return times.stream().map(nanos -> String.format(Locale.ROOT, "%.1f", nanos / 1e9))
                .collect(Collectors.joining(", "));
    }
}
