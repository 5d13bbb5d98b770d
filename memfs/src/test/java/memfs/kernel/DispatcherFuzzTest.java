package memfs.kernel;

import java.util.Random;

import org.junit.jupiter.api.Test;

/**
 * The slice of fuzzing that each build does, on a new seed each time; see {@link FuzzSession} for what must hold.
 *
 * <p>
 * {@code -Dmemfs.fuzz.requests=10000000} makes it longer; {@code -Dmemfs.fuzz.seed} repeats a failure, whose message says
 * the seed. {@link DispatcherFuzzTarget} is the same under a fuzzer that looks at coverage.
 */
class DispatcherFuzzTest {
    private static final long REQUESTS = Long.getLong("memfs.fuzz.requests", 150_000);
    private static final long SEED = Long.getLong("memfs.fuzz.seed", System.nanoTime());
    /** Requests on one file system, which then must be empty again. */
    private static final int SESSION = 1_000;

    @Test
    void everyRequestIsAnsweredAndNothingLeaks() {
        Random seeds = new Random(SEED);
        try (LogCapture log = new LogCapture()) {
            for (long done = 0; done < REQUESTS; done += SESSION) {
                run(new FuzzSession(new Random(seeds.nextLong()), log));
            }
        }
    }

    private static void run(FuzzSession session) {
        try (session) {
            for (int i = 0; i < SESSION; i++) {
                session.sendOne();
            }
            session.assertNothingLeaks();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dmemfs.fuzz.seed=" + SEED + ", last request of " + session, e);
        }
    }
}
