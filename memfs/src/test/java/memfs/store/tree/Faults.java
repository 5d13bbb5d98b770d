package memfs.store.tree;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import memfs.posix.Errno;

/** When a call of a file system fails, and by what; and which call is held up. */
public final class Faults {
    /** No operation fails by it otherwise. */
    public static final Errno ERRNO = Errno.EREMOTEIO;

    private static final List<Supplier<Throwable>> KINDS = List.of(() -> new IllegalStateException("injected"),
            () -> new NullPointerException("injected"), () -> new StackOverflowError("injected"),
            () -> new OutOfMemoryError("injected"), () -> new AssertionError("injected"),
            () -> new NoClassDefFoundError("injected"), ERRNO::exception);

    private final Random random;
    private final int oneIn;
    private final AtomicLong thrown = new AtomicLong();
    private volatile boolean armed;
    private volatile Hold hold;

    /** One call by its name that waits; {@code reached} when it does. */
    private record Hold(String method, CountDownLatch reached, CountDownLatch released) {}

    /**
     * @param oneIn
     *            how many chances there are for each fault
     */
    public Faults(long seed, int oneIn) {
        this.random = new Random(seed);
        this.oneIn = oneIn;
    }

    public void arm(boolean value) {
        armed = value;
    }

    public long thrown() {
        return thrown.get();
    }

    boolean strikes() {
        return armed && random.nextInt(oneIn) == 0;
    }

    void throwSometimes() throws Throwable {
        if (strikes()) {
            throw next();
        }
    }

    Throwable next() {
        thrown.incrementAndGet();
        return KINDS.get(random.nextInt(KINDS.size())).get();
    }

    /** The next call of a method waits for {@link #release}. */
    public void hold(String method) {
        hold = new Hold(method, new CountDownLatch(1), new CountDownLatch(1));
    }

    public void awaitHeld() throws InterruptedException {
        hold.reached.await();
    }

    public void release() {
        hold.released.countDown();
    }

    void pass(String method) throws InterruptedException {
        Hold now = hold;
        if (now != null && now.method.equals(method)) {
            now.reached.countDown();
            now.released.await();
        }
    }
}
