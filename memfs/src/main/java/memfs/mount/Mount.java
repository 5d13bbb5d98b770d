package memfs.mount;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import memfs.kernel.backing.Backings;
import memfs.store.FileSystem;
import memfs.store.StoreUsage;
import memfs.store.observe.ObservedFileSystem;
import memfs.store.tree.MemFileSystem;
import memfs.sys.MountAttributes;

/** One mounted MemFS: its store, its transport and its mount point, from the first check until its memory is freed. */
public final class Mount implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Mount.class.getName());

    /** How long the unmount of a busy mount is retried before it is detached, and how long after that its end is awaited. */
    private static final long BUSY_MILLIS = 2000;
    private static final long RETRY_MILLIS = 100;
    private static final long DETACHED_SECONDS = 10;

    private final MountPoint mountPoint;
    private final MountOptions options;
    private final MemFileSystem store;
    private final Optional<Backings> backings;
    private final Optional<ObservedFileSystem> observed;
    private final Session session;
    private final Housekeeping housekeeping;
    private final CompletableFuture<Void> gone;
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();

    private Mount(MountPoint mountPoint, MountOptions options, MemFileSystem store, Optional<Backings> backings,
            Optional<ObservedFileSystem> observed, Session session) {
        this.backings = backings;
        this.mountPoint = mountPoint;
        this.options = options;
        this.store = store;
        this.observed = observed;
        this.session = session;
        this.housekeeping = Housekeeping.of(store);
        this.gone = session.ended().handle((_, _) -> null);
    }

    /**
     * Mounts, and returns when requests are served.
     *
     * @param statistics
     *            what to count
     * @throws MountException
     *             nothing is mounted, and nothing left behind
     */
    public static Mount open(Path directory, MountOptions options, Statistics statistics) throws MountException {
        options.ofTransport().checkPrerequisites();
        options.warnings().forEach(warning -> LOG.log(Level.WARNING, "{0}", warning));
        MountPoint mountPoint = MountPoint.prepare(directory);
        try (MountPoint.Claim _ = mountPoint.claim()) {
            return open(mountPoint, options, statistics);
        }
    }

    private static Mount open(MountPoint mountPoint, MountOptions options, Statistics statistics)
            throws MountException {
        Optional<Backings> backings = options.ofTransport().backings(options.store().sizeLimit());
        MemFileSystem store = new MemFileSystem(
                backings.map(options.store()::withBackings).orElse(options.store()));
        Optional<ObservedFileSystem> observed = statistics == Statistics.OPERATIONS
                ? Optional.of(new ObservedFileSystem(store))
                : Optional.empty();
        FileSystem served = observed.isPresent() ? observed.get() : store;
        try {
            Session session = options.ofTransport().start(served, mountPoint.path(), statistics, backings);
            mountPoint.adopt(session.connection());
            return new Mount(mountPoint, options, store, backings, observed, session);
        } catch (MountException | RuntimeException | Error e) {
            store.close();
            backings.ifPresent(Backings::close);
            removeFailedMount(mountPoint, e);
            throw e;
        }
    }

    /** A failed handshake leaves a mount, since it comes after mount(2). */
    private static void removeFailedMount(MountPoint mountPoint, Throwable failure) {
        try {
            mountPoint.removeFailedMount();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    public Path mountPoint() {
        return mountPoint.path();
    }

    /** The mount's source, as df shows it. */
    public String name() {
        return options.ofTransport().name();
    }

    public Transport transport() {
        return options.transport();
    }

    /** The options in force, by their names, and what was negotiated with the kernel. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(session.negotiated());
        settings.putAll(options.storeSettings());
        putAttributes(settings);
        settings.putAll(session.settings());
        return settings;
    }

    private void putAttributes(Map<String, Object> settings) {
        MountAttributes attributes = options.ofTransport().attributes();
        settings.put("suid", attributes.suid());
        settings.put("dev", attributes.dev());
        settings.put("exec", attributes.exec());
        settings.put("atime", attributes.atime());
        settings.put("subtype", attributes.subtype());
        settings.put("max_read", attributes.maxRead());
    }

    /** The observer of all operations, where they are counted. */
    public Optional<ObservedFileSystem> observed() {
        return observed;
    }

    /** Requests served so far by opcode; empty where the transport doesn't see them. */
    public Map<String, Long> messages() {
        return session.messages().get();
    }

    /** By program, how many writes had exactly how many bytes; empty where they aren't counted. */
    public Optional<Map<String, Map<Integer, Long>>> writers() {
        return session.writers().get();
    }

    /** Whether it has ended by a failure of the server instead of an unmount. */
    public boolean hasFailed() {
        return session.ended().isCompletedExceptionally();
    }

    public StoreUsage usage() {
        return store.usage();
    }

    /** Waits until it is unmounted, or until {@link #unmount} times out. */
    public void awaitEnd() {
        CompletableFuture.anyOf(gone, abandoned).join();
    }

    /**
     * Unmounts; a mount still in use after two seconds is detached, so that it goes when its last user does, whom
     * {@link #awaitEnd} awaits for ten seconds more.
     */
    public void unmount() {
        try {
            String failure = retryUnmount();
            if (!failure.isEmpty()) {
                mountPoint.unmount(true);
                LOG.log(Level.WARNING, "{0} can''t be unmounted ({1}); detached it: close what uses it",
                        mountPoint.path(), failure);
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "{0} can''t be unmounted ({1}); do it as root: umount -l {0}", mountPoint.path(),
                    e.getMessage());
        } finally {
            // Also after an Error: awaitEnd() waits for this.
            abandoned.completeOnTimeout(null, DETACHED_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** The last failure; empty when it is unmounted. */
    private String retryUnmount() {
        String failure = "";
        for (long waited = 0; waited <= BUSY_MILLIS; waited += RETRY_MILLIS) {
            if (gone.isDone()) {
                return "";
            }
            try {
                mountPoint.unmount(false);
                return "";
            } catch (IOException e) {
                failure = e.getMessage();
            }
            gone.copy().completeOnTimeout(null, RETRY_MILLIS, TimeUnit.MILLISECONDS).join();
        }
        return failure;
    }

    /** Unmounts, waits for the end, and frees the memory. */
    @Override
    public void close() {
        if (!gone.isDone() && !abandoned.isDone()) {
            unmount();
            awaitEnd();
        }
        if (gone.isDone()) {
            housekeeping.close();
            clearDeadMount();
            store.close();
            backings.ifPresent(Backings::close);
        }
    }

    private void clearDeadMount() {
        try {
            mountPoint.clearDeadMount();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the dead mount at {0} can''t be removed ({1}); do it as root: umount -l {0}",
                    mountPoint.path(), e.getMessage());
        }
    }
}
