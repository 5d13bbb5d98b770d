package memfs.kernel;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import memfs.kernel.backing.Backings;
import memfs.kernel.protocol.Opcode;
import memfs.kernel.queue.Descriptors;
import memfs.posix.ErrnoException;
import memfs.store.FileSystem;
import memfs.sys.FuseDescriptor;
import memfs.sys.Libc;
import memfs.sys.Memory;
import memfs.sys.Programs;

/** One mounted file system, served by workers of its own until it is unmounted. */
public final class KernelSession {
    private static final Logger LOG = System.getLogger(KernelSession.class.getName());
    private static final Path PROC = Path.of("/proc");

    private final Connection connection;
    private final FuseDescriptor descriptor;
    private final CompletableFuture<Void> ended;

    private KernelSession(Connection connection, FuseDescriptor descriptor, CompletableFuture<Void> ended) {
        this.connection = connection;
        this.descriptor = descriptor;
        this.ended = ended;
    }

    /**
     * Mounts, and returns when the handshake is done; requests are served from then on.
     *
     * @param countWriters
     *            count the sizes of writes by program
     * @param backings
     *            the files for passthrough, which the file system takes its own from
     * @throws IOException
     *             nothing is mounted; the message is for the user
     */
    public static KernelSession start(FileSystem fileSystem, Path mountPoint, KernelOptions options,
            boolean countWriters, Optional<Backings> backings) throws IOException {
        Descriptors descriptors = new Descriptors(KernelMount.mount(mountPoint, options));
        Connection connection = new Connection(fileSystem, options,
                countWriters ? Optional.of(new WriteSizes(new Programs(PROC))) : Optional.empty(),
                Memory.PAGE_BYTES, ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE), backings);
        Arena arena = Arena.ofShared();
        try {
            return start(connection, connection.bufferBytes(), arena, descriptors, () -> abort(mountPoint));
        } catch (IOException | RuntimeException | Error e) {
            // The last descriptor gone, the kernel aborts the connection; the mount point is cleared as a dead one.
            descriptors.close();
            arena.close();
            throw e;
        }
    }

    /** As umount -f: requests under way fail, and no more are sent. */
    private static void abort(Path mountPoint) {
        try {
            Libc.umount2(mountPoint, Libc.MNT_FORCE | Libc.MNT_DETACH);
        } catch (ErrnoException e) {
            LOG.log(Level.ERROR, "{0} can''t be served any more; unmount it by fusermount3 -uz ({1})", mountPoint,
                    e.errno());
        }
    }

    /**
     * @param ringBytes
     *            of each buffer of the ring
     */
    static KernelSession start(Connection connection, long ringBytes, Arena arena, Descriptors descriptors,
            Runnable abort) throws IOException {
        Optional<RingService> rings = RingService.setUp(connection, ringBytes, arena, descriptors.mounted(), abort);
        DeviceService device;
        FuseDescriptor descriptor;
        try {
            device = new DeviceService(connection, arena, descriptors);
            handshake(connection, device);
            connect(connection, descriptors.mounted());
            descriptor = FuseDescriptor.of(descriptors.mounted());
        } catch (IOException | RuntimeException | Error e) {
            rings.ifPresent(RingService::close);
            throw e;
        }
        try {
            CompletableFuture<Void> ended = rings.isPresent() ? rings.get().start(device) : device.start();
            return new KernelSession(connection, descriptor, ended.whenComplete((_, _) -> {
                descriptors.close();
                // No thread is in a call any more, which nothing checks here.
                arena.close();
            }));
        } catch (IOException | RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    private static void handshake(Connection connection, DeviceService device) throws IOException {
        try {
            while (connection.negotiated() == null) {
                if (!device.serveOne()) {
                    throw new IOException("the kernel ended the connection before the handshake; try again");
                }
            }
        } catch (UnsupportedProtocolException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The kernel has promised passthrough; where it refuses the first file after all, opens are served without any. */
    private static void connect(Connection connection, int device) {
        if (connection.features().contains(Feature.PASSTHROUGH)) {
            try {
                connection.backings().orElseThrow().connect(device);
            } catch (ErrnoException e) {
                LOG.log(Level.WARNING, "passthrough can''t be had ({0}); file data is served by requests", e.errno());
                connection.passthroughIsUnused();
            }
        }
    }

    public Negotiated negotiated() {
        return connection.negotiated();
    }

    /** To be closed by the caller, after the end. */
    public FuseDescriptor connection() {
        return descriptor;
    }

    /** Completes when the file system is unmounted and no worker runs any more. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Requests served so far by their opcode's name. */
    public Map<String, Long> messages() {
        Map<String, Long> messages = new LinkedHashMap<>();
        Stream.of(Opcode.values()).forEach(opcode -> {
            long count = connection.served(opcode);
            if (count > 0) {
                messages.put(opcode.name(), count);
            }
        });
        return messages;
    }

    /** By program, how many writes had exactly how many bytes; empty where they aren't counted. */
    public Optional<Map<String, Map<Integer, Long>>> writers() {
        return connection.writeSizes().map(WriteSizes::snapshot);
    }
}
