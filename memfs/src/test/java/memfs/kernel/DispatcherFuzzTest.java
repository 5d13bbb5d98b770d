package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import memfs.store.StoreOptions;

/**
 * Property: whatever bytes come in place of requests, each is answered as the kernel demands, nothing fails but by an
 * errno, nothing outside of the request is read, and when all is let go nothing is left.
 *
 * <p>
 * {@code -Dmemfs.fuzz.requests=10000000} makes the run longer than the slice of each build; {@code -Dmemfs.fuzz.seed}
 * repeats a failure, whose message says the seed.
 */
class DispatcherFuzzTest {
    private static final long REQUESTS = Long.getLong("memfs.fuzz.requests", 200_000);
    private static final long SEED = Long.getLong("memfs.fuzz.seed", System.nanoTime());
    /** Requests on one file system, which then must be empty again. */
    private static final int SESSION = 1_000;
    private static final int LONGEST_SHOWN = 200;

    /** Small, so that the limits are met. */
    private static final StoreOptions STORE = StoreOptions.DEFAULT.withSizeLimit(1 << 20).withInodeLimit(200);

    @Test
    void everyRequestIsAnsweredAndNothingLeaks() {
        Random seeds = new Random(SEED);
        try (LogCapture log = new LogCapture()) {
            for (long done = 0; done < REQUESTS; done += SESSION) {
                new Session(seeds.nextLong(), log).run();
            }
        }
    }

    /** One mount's life under mutated requests; all that it does follows from its seed. */
    private static final class Session {
        private final long seed;
        private final LogCapture log;
        private final RandomGenerator random;
        private final Conversation kernel;
        private final RequestGenerator generator;
        private final RequestMutator mutator;
        /** Whether forgets may give back more than was given: no real kernel does, and what it frees is its own loss. */
        private final boolean overdraws;
        private byte[] request = {};

        Session(long seed, LogCapture log) {
            this.seed = seed;
            this.log = log;
            this.random = new Random(seed);
            this.overdraws = random.nextInt(4) == 0;
            AtomicLong clock = new AtomicLong();
            this.kernel = new Conversation(
                    STORE.withCheckPermissions(random.nextBoolean()).withClock(clock::incrementAndGet),
                    Conversation.options(features(), 1, 1, random.nextInt(2)));
            this.generator = new RequestGenerator(random, kernel);
            this.mutator = new RequestMutator(random, generator);
        }

        private Set<Feature> features() {
            Set<Feature> features = EnumSet.noneOf(Feature.class);
            for (Feature feature : Feature.values()) {
                if (random.nextInt(3) == 0) {
                    features.add(feature);
                }
            }
            return features;
        }

        void run() {
            try (kernel) {
                kernel.ask(new Requests().initExtended(45, -1, -1));
                for (int i = 0; i < SESSION; i++) {
                    sendOne();
                }
                if (!overdraws) {
                    kernel.assertNothingLeaks();
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Dmemfs.fuzz.seed=" + SEED + ", session " + seed + ", after " + shown(), e);
            }
        }

        private void sendOne() {
            byte[] valid = generator.next();
            request = random.nextInt(3) == 0 ? valid : mutator.mutate(valid);
            if (request.length == 0 || !overdraws && !kernel.forgetsOnlyWhatItHolds(request)) {
                return;
            }
            try {
                ReplyShape.assertFits(request, kernel.ask(request));
            } catch (UnsupportedProtocolException _) {
                assertThat(Requests.opcode(request)).isEqualTo(Requests.INIT);
            }
            assertThat(log.records()).noneMatch(logged -> logged.getLevel() == Level.SEVERE);
        }

        private String shown() {
            int length = Math.min(request.length, LONGEST_SHOWN);
            return request.length + " bytes: " + HexFormat.ofDelimiter(" ").formatHex(request, 0, length);
        }
    }
}
