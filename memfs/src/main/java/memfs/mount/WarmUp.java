package memfs.mount;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import memfs.kernel.Rehearsal;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;

/**
 * The kernel transport's {@link Rehearsal}, once in a process, with the default options. Without it a mount is as good, and
 * slower at first.
 */
public final class WarmUp {
    /** This process's. */
    public static final WarmUp OF_PROCESS = new WarmUp(WarmUp::rehearse);

    private static final Logger LOG = System.getLogger(WarmUp.class.getName());

    private final Runnable rehearsal;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    WarmUp(Runnable rehearsal) {
        this.rehearsal = rehearsal;
    }

    /** Begins it on a thread of its own, so that a second core works while the caller reads its options. */
    public void begin() {
        Thread.ofPlatform().daemon().name("memfs-warm-up").start(this::runOnce);
    }

    /** Returns when it is over; runs it here where it hasn't begun. */
    void complete() {
        runOnce();
        over.exceptionally(e -> {
            LOG.log(Level.DEBUG, "the rehearsal failed; the first requests will take longer", e);
            return null;
        }).join();
    }

    /** Whether it is over, and nothing failed. */
    boolean hasSucceeded() {
        return over.isDone() && !over.isCompletedExceptionally();
    }

    private void runOnce() {
        if (begun.compareAndSet(false, true)) {
            try {
                rehearsal.run();
                over.complete(null);
            } catch (RuntimeException | Error e) {
                over.completeExceptionally(e);
            }
        }
    }

    private static void rehearse() {
        KernelTransport transport = KernelTransport.of("memfs", RawOptions.parse(List.of()));
        StoreOptions store = StoreOptions.of(MappedPages.INSTANCE, transport.clock()::nanos)
                .withCheckPermissions(false);
        try (MemFileSystem scratch = new MemFileSystem(store)) {
            Rehearsal.run(scratch, transport.options(), Rehearsal.ROUNDS);
        }
    }
}
