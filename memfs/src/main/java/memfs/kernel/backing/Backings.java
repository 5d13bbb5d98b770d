package memfs.kernel.backing;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Threads;
import memfs.store.BackingFile;
import memfs.store.BackingFiles;
import memfs.sys.FuseDescriptor;
import memfs.sys.Libc;
import memfs.sys.PrivateTmpfs;
import memfs.sys.Signals;
import memfs.sys.UnnamedFile;

/**
 * The backing files of one mount, in a tmpfs of its own. Some are made ahead and registered with the kernel, since that takes
 * longer than all else in a create.
 *
 * <p>
 * Each takes a descriptor: at most half of those that the process has left.
 */
public final class Backings implements BackingFiles, AutoCloseable {
    private static final Logger LOG = System.getLogger(Backings.class.getName());

    /** Files made ahead; it is filled up again from half of that. */
    private static final int STOCK = 512;
    /** The stock has no more than this part of all that there may be. */
    private static final int STOCK_SHARE = 8;
    /** Few are left: this part of all. */
    private static final int SCARCE_SHARE = 4;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path USERS = Path.of("/proc/self/uid_map");

    private final PrivateTmpfs tmpfs;
    private final int most;
    private final int stock;
    private final Queue<RegisteredFile> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger readyCount = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().name("backing-files").daemon().unstarted(this::fill);
    /** It was said that there are as many as there may be. */
    private final AtomicBoolean bounded = new AtomicBoolean();
    private volatile FuseDescriptor connection;
    private volatile boolean asleep;
    private volatile boolean ended;

    private Backings(PrivateTmpfs tmpfs, int most) {
        this.tmpfs = tmpfs;
        this.most = most;
        this.stock = Math.min(STOCK, most / STOCK_SHARE);
    }

    /**
     * Makes the tmpfs; files only after {@link #connect}.
     *
     * @param bytes
     *            its size limit
     * @throws ErrnoException
     *             as {@link PrivateTmpfs#create}; EPERM in a user namespace too, where a tmpfs could be had, but no ids
     */
    public static Backings create(long bytes) {
        if (!isInFirstUserNamespace()) {
            throw Errno.EPERM.exception();
        }
        // Whoever opens a file while UnnamedFile.isUnshared holds its lease, as by /proc/PID/fd, would end us by this signal.
        Signals.handle("IO", () -> {});
        return new Backings(PrivateTmpfs.create(bytes), mostFiles());
    }

    /** Half of the descriptors that are left: the server needs some itself. */
    private static int mostFiles() {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return Math.clamp((Libc.openFilesLimit() - open.count()) / 2, 0, Integer.MAX_VALUE);
        } catch (IOException _) {
            return 0;
        }
    }

    /** FUSE_DEV_IOC_BACKING_OPEN needs CAP_SYS_ADMIN there; fs/fuse/backing.c. */
    private static boolean isInFirstUserNamespace() {
        try {
            return Files.readString(USERS).strip().matches("0\\s+0\\s+4294967295");
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * From now on there are files, of which this connection's kernel takes ids.
     *
     * @param device
     *            its descriptor, which the caller keeps
     * @throws ErrnoException
     *             the kernel refuses to register a file: EPERM (no CAP_SYS_ADMIN), ELOOP
     */
    public void connect(int device) {
        connection = FuseDescriptor.of(device);
        UnnamedFile first = tmpfs.createFile();
        try {
            connection.closeBacking(connection.openBacking(first.descriptor()));
        } finally {
            first.close();
        }
        thread.start();
    }

    @Override
    public BackingFile take() {
        if (!thread.isAlive()) {
            return null;
        }
        RegisteredFile file = ready.poll();
        if (file != null) {
            readyCount.decrementAndGet();
        }
        refill();
        return file == null ? make() : file;
    }

    private void refill() {
        if (asleep && readyCount.get() <= stock / 2) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** Null where there are too many, here or in the whole system. */
    private RegisteredFile make() {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            if (bounded.compareAndSet(false, true)) {
                LOG.log(Level.WARNING,
                        "{0} files have their data outside the server, as many as half of its descriptors; "
                                + "further ones are served by requests (raise it: ulimit -Hn)",
                        most);
            }
            return null;
        }
        UnnamedFile file = null;
        try {
            file = tmpfs.createFile();
            return new RegisteredFile(this, file, connection.openBacking(file.descriptor()));
        } catch (ErrnoException e) {
            if (file != null) {
                file.close();
            }
            count.decrementAndGet();
            return null;
        }
    }

    void free(UnnamedFile file, int id) {
        connection.closeBacking(id);
        file.close();
        count.decrementAndGet();
        refill();
    }

    /** The work of the thread. */
    private void fill() {
        while (!ended) {
            RegisteredFile file = readyCount.get() < stock ? make() : null;
            if (file == null) {
                sleep();
            } else {
                ready.add(file);
                readyCount.incrementAndGet();
            }
        }
    }

    private void sleep() {
        asleep = true;
        if (!ended) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    @Override
    public boolean areScarce() {
        return most - count.get() < most / SCARCE_SHARE;
    }

    @Override
    public long usedBytes() {
        return tmpfs.usedBytes();
    }

    @Override
    public boolean limit(long bytes) {
        try {
            return tmpfs.resize(bytes);
        } catch (ErrnoException _) {
            // No descriptor, no memory: it is tried again at the next change.
            return false;
        }
    }

    @Override
    public long nanos() {
        return tmpfs.nanos();
    }

    @Override
    public void attributesChanged(long ino) {
        connection.invalidateAttributes(ino);
    }

    @Override
    public void dataChanged(long ino) {
        connection.invalidateData(ino);
    }

    /** After the store's own end. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
        for (RegisteredFile file = ready.poll(); file != null; file = ready.poll()) {
            file.close();
        }
        tmpfs.close();
        if (connection != null) {
            connection.close();
        }
    }
}
