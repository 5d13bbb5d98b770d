package workload.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import workload.machine.MachineWatch;
import workload.os.Processes;
import workload.phase.Caches;
import workload.phase.Cancellation;
import workload.phase.Phase;
import workload.phase.PhaseException;
import workload.result.Outcome;
import workload.study.PhaseConditions;
import workload.study.PhaseName;
import workload.study.PhaseResult;
import workload.sample.MemorySampler;
import workload.target.OpenTarget;

/**
 * Times phases on one open target: the clock is read right before the work and right after it, everything else happens
 * before or after.
 */
public final class PhaseTimer implements AutoCloseable {
    /** How long work may take to end by itself once it is told to, before its file system is taken from under it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final OpenTarget target;
    private final MemorySampler sampler;
    private final Cancellation cancellation;
    private final Path disk;
    private final Cancellation.Registration abortion;
    private final ScheduledExecutorService watchdog = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("time-limit").factory());

    /**
     * @param disk
     *            a directory on the native disk: what is dirty there, and on the target's own file system, is written back
     *            before each timing
     */
    public PhaseTimer(OpenTarget target, MemorySampler sampler, Cancellation cancellation, Path disk) {
        this.target = target;
        this.sampler = sampler;
        this.cancellation = cancellation;
        this.disk = disk;
        // Whatever the reason: a call that hangs in the file system hears of none.
        this.abortion = cancellation.onCancel(() -> schedule(target::abort, GRACE));
    }

    /**
     * Work that is no phase.
     *
     * @param <T>
     *            what comes of it
     */
    interface Work<T> {
        T run(Cancellation cancellation) throws TrialFailure, IOException, PhaseException;
    }

    /**
     * Runs and times one phase, without its tree and without the corpus server's share.
     *
     * @param failure
     *            the trial's outcome when the phase fails
     */
    public PhaseResult time(PhaseName name, Phase phase, Duration limit, Outcome failure) throws TrialFailure {
        try {
            prepare(phase, limit);
            PhaseResult result = run(name, phase, limit);
            requireWhole();
            return result;
        } catch (IOException | PhaseException | RuntimeException e) {
            throw failed(name.label(), limit, failure, e);
        }
    }

    private void prepare(Phase phase, Duration limit) throws IOException {
        try (Limit _ = new Limit(limit)) {
            phase.prepare();
            Caches.writeBack(target.directory(), disk);
        }
    }

    /**
     * Makes the kernel drop the dentries and inodes of a tree, for a cold phase.
     *
     * @return false where we may not
     */
    boolean dropCaches(Path tree, Duration limit, Outcome failure) throws TrialFailure {
        return untimed("the drop of the kernel's caches", _ -> Caches.drop(tree), limit, failure);
    }

    private void requireWhole() throws PhaseException {
        if (cancellation.isCancelled()) {
            throw new PhaseException("it was cut short");
        }
    }

    /**
     * Does what is no phase of the trial, under a limit all the same.
     *
     * @param what
     *            for people
     */
    <T> T untimed(String what, Work<T> work, Duration limit, Outcome failure) throws TrialFailure {
        try (Limit _ = new Limit(limit)) {
            T result = work.run(cancellation);
            requireWhole();
            return result;
        } catch (TrialFailure e) {
            throw cancellation.isCancelled() ? failed(what, limit, failure, e) : e;
        } catch (IOException | PhaseException | RuntimeException e) {
            throw failed(what, limit, failure, e);
        }
    }

    /** Tells work that takes too long to end. */
    private final class Limit implements AutoCloseable {
        private final Future<?> timeLimit;

        Limit(Duration limit) {
            timeLimit = schedule(() -> cancellation.cancel(Cancellation.Reason.TIME_LIMIT), limit);
        }

        @Override
        public void close() {
            timeLimit.cancel(false);
        }
    }

    private PhaseResult run(PhaseName name, Phase phase, Duration limit) throws IOException, PhaseException {
        MachineWatch machine = MachineWatch.start();
        Map<String, Long> messagesBefore = target.messages();
        Long cpuBefore = serverCpuNanos();
        sampler.mark(name.label());
        long startedAt = sampler.elapsedNanos();
        long nanos;
        try (Limit _ = new Limit(limit)) {
            long start = System.nanoTime();
            phase.run(cancellation);
            nanos = System.nanoTime() - start;
        } finally {
            sampler.mark("");
        }
        PhaseConditions conditions = machine.stop(phase.runs());
        // The CPU time before the messages: reporting these costs the server a little.
        Long cpuNanos = difference(cpuBefore);
        // What a phase leaves is there now: the next one may be over before the sampler's clock strikes.
        sampler.sample();
        return ofOneRun(phase.runs(), new PhaseResult(name, nanos, startedAt, null, cpuNanos, null, null,
                difference(messagesBefore), conditions));
    }

    /** The means of one run, if the work was done several times. */
    static PhaseResult ofOneRun(int runs, PhaseResult sample) {
        Long cpuNanos = sample.serverCpuNanos() == null ? null : Long.valueOf(sample.serverCpuNanos() / runs);
        Map<String, Long> messages = sample.messages() == null ? null : new TreeMap<>(sample.messages());
        if (messages != null) {
            messages.replaceAll((_, count) -> Math.round((double) count / runs));
            messages.values().removeIf(count -> count == 0);
        }
        return new PhaseResult(sample.name(), sample.nanos() / runs, sample.startedAtNanos(), sample.tree(), cpuNanos,
                sample.corpusCpuNanos(), sample.cache(), messages, sample.conditions());
    }

    private TrialFailure failed(String what, Duration limit, Outcome outcome, Exception cause) {
        return switch (cancellation.reason()) {
            case INTERRUPTED -> throw new InterruptedRun();
            case TIME_LIMIT -> new TrialFailure(Outcome.TIMEOUT,
                    what + " took longer than its limit of " + limit.toSeconds() + " s");
            case TARGET_ENDED ->
                new TrialFailure(outcome, what + ": the file system's server ended in the middle of it");
            case null -> new TrialFailure(outcome, what + ": " + Messages.of(cause));
        };
    }

    private Future<?> schedule(Runnable action, Duration delay) {
        return watchdog.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Long serverCpuNanos() throws IOException {
        Processes server = target.server();
        return server == null ? null : server.cpuNanos();
    }

    private Long difference(Long cpuBefore) throws IOException {
        return cpuBefore == null ? null : serverCpuNanos() - cpuBefore;
    }

    private Map<String, Long> difference(Map<String, Long> before) throws IOException {
        return before == null ? null : difference(before, target.messages());
    }

    /** What was counted since: only what is above 0, in the order of the names. */
    static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> difference = new TreeMap<>(after);
        difference.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    @Override
    public void close() {
        abortion.close();
        watchdog.shutdownNow();
    }
}
