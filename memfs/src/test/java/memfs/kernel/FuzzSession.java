package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.random.RandomGenerator;

import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/**
 * One mount's life under valid and mutated requests; all that it does follows from its source of chance.
 *
 * <p>
 * Each request must be answered as the kernel demands, nothing may fail but by an errno, and when all is let go nothing may
 * be left.
 */
final class FuzzSession implements AutoCloseable {
    private static final int LONGEST_SHOWN = 200;

    /** Small, so that the limits are met. */
    private static final StoreOptions STORE = StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)
            .withSizeLimit(1 << 20)
            .withInodeLimit(200);

    private final LogCapture log;
    private final RandomGenerator random;
    private final Conversation kernel;
    private final RequestGenerator generator;
    private final RequestMutator mutator;
    /** Whether forgets may give back more than was given: no real kernel does, and what that frees is its own loss. */
    private final boolean overdraws;
    private byte[] request = {};

    FuzzSession(RandomGenerator random, LogCapture log) {
        this.log = log;
        log.clear();
        this.random = random;
        this.overdraws = random.nextInt(4) == 0;
        AtomicLong clock = new AtomicLong();
        this.kernel = new Conversation(
                STORE.withCheckPermissions(random.nextBoolean()).withClock(clock::incrementAndGet),
                Conversation.options(features(), 1, 1, random.nextInt(2)));
        this.generator = new RequestGenerator(random, kernel);
        this.mutator = new RequestMutator(random, generator);
        kernel.ask(new Requests().initExtended(45, -1, -1));
        if (random.nextBoolean()) {
            kernel.useRing();
        }
    }

    private Set<Feature> features() {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (random.nextBoolean()) {
                features.add(feature);
            }
        }
        return features;
    }

    void sendOne() {
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

    void assertNothingLeaks() {
        if (!overdraws) {
            kernel.assertNothingLeaks();
        }
    }

    /** The request sent last, for messages. */
    @Override
    public String toString() {
        int length = Math.min(request.length, LONGEST_SHOWN);
        return request.length + " bytes: " + HexFormat.ofDelimiter(" ").formatHex(request, 0, length);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
