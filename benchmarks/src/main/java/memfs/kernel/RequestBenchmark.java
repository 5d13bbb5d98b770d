package memfs.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.Opcode;
import memfs.mount.MappedPages;
import memfs.store.FileSystem;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;

/**
 * One request through the kernel transport and the store, in process and without a device: what it costs, and above all
 * what it allocates, compiled as the launcher has it compiled.
 *
 * <p>
 * It stands in the transport's package since nothing outside of it may know a dispatcher.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 3, jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
public class RequestBenchmark {
    private static final int BUFFER = (1 << 20) + Abi.BUFFER_HEADER;
    private static final int PAGE = 4 << 10;
    private static final int READAHEAD = 128 << 10;
    private static final int ENTRIES = 100;
    private static final int[] NUMBERS = new int[Opcode.values().length];

    static {
        for (int number = 0; number < 64; number++) {
            NUMBERS[Opcode.of(number).ordinal()] = number;
        }
    }

    /** What the profiles of these names agree on with a kernel of today, and the clock that goes with it. */
    public enum Profile {
        /** The only one in which files are opened with a message. */
        SAFE(WallClock.EXACT,
                EnumSet.of(Feature.XATTR, Feature.PARALLEL_DIROPS, Feature.READDIRPLUS, Feature.HANDLE_KILLPRIV_V2)),
        DEFAULT(WallClock.EXACT,
                EnumSet.complementOf(EnumSet.of(Feature.WRITEBACK_CACHE, Feature.NO_OPENDIR, Feature.CLONE_FD,
                        Feature.ACL))),
        FAST(WallClock.COARSE, EnumSet.complementOf(EnumSet.of(Feature.CLONE_FD, Feature.ACL)));

        private final WallClock clock;
        private final Set<Feature> features;

        Profile(WallClock clock, Set<Feature> features) {
            this.clock = clock;
            this.features = features;
        }
    }

    /** What is asked over and over; the request stays in its buffer. */
    public enum Kind {
        LOOKUP_HIT,
        LOOKUP_MISS,
        GETATTR,
        GETXATTR_NONE,
        READ_4K,
        READ_128K,
        WRITE_4K,
        WRITE_128K,
        FORGET,
        /** A hundred entries. */
        READDIRPLUS
    }

    /** A server with a hundred files, the first of them with data. JMH promises no order of set-ups: a subclass opens it. */
    @State(Scope.Thread)
    public abstract static class Server {
        private static final byte[] NEW = bytes("new");

        private final Arena arena = Arena.ofShared();
        private final MemorySegment request = arena.allocate(BUFFER, PAGE);
        private final MemorySegment reply = arena.allocate(BUFFER, PAGE);
        private MemFileSystem store;
        private Dispatcher dispatcher;
        private long file;
        private long directory;

        void open(Profile profile) {
            store = new MemFileSystem(
                    StoreOptions.of(MappedPages.INSTANCE, profile.clock::nanos).withCheckPermissions(false));
            Connection connection = new Connection(store,
                    new KernelOptions("memfs", false, true, true, profile.features, 3600, 3600, 3600, 1 << 20, 1));
            connection.setNegotiated(new Negotiated("7.45", List.of(), profile.features, Set.of(), 1 << 20, READAHEAD));
            dispatcher = new Dispatcher(connection, request, reply);
            for (int i = 0; i < ENTRIES; i++) {
                ask(mknod(bytes("file" + i)));
            }
            ask(named(Opcode.LOOKUP, bytes("file0")));
            file = answer();
            ask(transfer(Opcode.WRITE, file, READAHEAD) + READAHEAD);
            if (!profile.features.contains(Feature.NO_OPENDIR)) {
                ask(request(Opcode.OPENDIR, FileSystem.ROOT, 8));
                directory = answer();
            }
        }

        @TearDown
        public void close() {
            store.close();
            arena.close();
        }

        final int prepare(Kind kind) {
            int length = switch (kind) {
                case LOOKUP_HIT -> named(Opcode.LOOKUP, bytes("file50"));
                case LOOKUP_MISS -> named(Opcode.LOOKUP, bytes("stdio.h"));
                case GETATTR -> request(Opcode.GETATTR, file, 16);
                case GETXATTR_NONE -> name(request(Opcode.GETXATTR, file, 8), bytes("security.capability"));
                case READ_4K -> transfer(Opcode.READ, file, PAGE);
                case READ_128K -> transfer(Opcode.READ, file, READAHEAD);
                case WRITE_4K -> transfer(Opcode.WRITE, file, PAGE) + PAGE;
                case WRITE_128K -> transfer(Opcode.WRITE, file, READAHEAD) + READAHEAD;
                // Of no lookups, so that it can be repeated.
                case FORGET -> request(Opcode.FORGET, file, 8);
                case READDIRPLUS -> listing();
            };
            request.set(JAVA_INT, Abi.IN_LEN, length);
            return length;
        }

        private void ask(int length) {
            request.set(JAVA_INT, Abi.IN_LEN, length);
            dispatcher.serve(length);
        }

        final int serve(int length) {
            return dispatcher.serve(length);
        }

        /** The node id or handle that a reply begins with. */
        private long answer() {
            if (reply.get(JAVA_INT, Abi.OUT_ERROR) != 0) {
                throw new IllegalStateException("errno " + -reply.get(JAVA_INT, Abi.OUT_ERROR));
            }
            return reply.get(JAVA_LONG, Abi.OUT_HEADER);
        }

        /** A file made, written and removed, as the kernel asks for it by default. */
        final void makeAndRemove() {
            ask(mknod(NEW));
            long made = answer();
            ask(transfer(Opcode.WRITE, made, PAGE) + PAGE);
            ask(named(Opcode.UNLINK, NEW));
            int length = request(Opcode.FORGET, made, 8);
            request.set(JAVA_LONG, Abi.IN_HEADER, 1);
            ask(length);
        }

        final void openAndRelease() {
            ask(request(Opcode.OPEN, file, 8));
            long fh = answer();
            int length = request(Opcode.RELEASE, file, 24);
            request.set(JAVA_LONG, Abi.IN_HEADER, fh);
            ask(length);
        }

        /** A request with a body of zeros; its length. */
        private int request(Opcode opcode, long node, int body) {
            request.set(JAVA_INT, Abi.IN_OPCODE, NUMBERS[opcode.ordinal()]);
            request.set(JAVA_LONG, Abi.IN_NODEID, node);
            for (int at = Abi.IN_HEADER; at < Abi.IN_HEADER + body; at += Long.BYTES) {
                request.set(JAVA_LONG, at, 0);
            }
            return Abi.IN_HEADER + body;
        }

        private int named(Opcode opcode, byte[] name) {
            return name(request(opcode, FileSystem.ROOT, 0), name);
        }

        private int mknod(byte[] name) {
            int length = request(Opcode.MKNOD, FileSystem.ROOT, 16);
            request.set(JAVA_INT, Abi.IN_HEADER, memfs.posix.Mode.S_IFREG | 0644);
            return name(length, name);
        }

        private int name(int at, byte[] name) {
            MemorySegment.copy(name, 0, request, JAVA_BYTE, at, name.length);
            request.set(JAVA_BYTE, at + name.length, (byte) 0);
            return at + name.length + 1;
        }

        private int transfer(Opcode opcode, long node, int bytes) {
            int length = request(opcode, node, 40);
            request.set(JAVA_INT, Abi.IN_HEADER + 16, bytes);
            return length;
        }

        private int listing() {
            int length = transfer(Opcode.READDIRPLUS, FileSystem.ROOT, 64 << 10);
            request.set(JAVA_LONG, Abi.IN_HEADER, directory);
            return length;
        }

        private static byte[] bytes(String name) {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** A server and the one request that it gets. */
    @State(Scope.Thread)
    public static class Asked extends Server {
        @Param({"DEFAULT", "FAST"})
        Profile profile;

        @Param
        Kind request;

        private int length;

        @Setup(Level.Trial)
        public void prepare() {
            open(profile);
            length = prepare(request);
        }
    }

    /** A server that is asked for more than one thing. */
    @State(Scope.Thread)
    public static class Asking extends Server {
        @Param({"DEFAULT", "FAST"})
        Profile profile;

        @Setup(Level.Trial)
        public void prepare() {
            open(profile);
        }
    }

    /** A server that is told of each open. */
    @State(Scope.Thread)
    public static class Told extends Server {
        @Setup(Level.Trial)
        public void prepare() {
            open(Profile.SAFE);
        }
    }

    @Benchmark
    public int ask(Asked server) {
        return server.serve(server.length);
    }

    /** MKNOD, WRITE of 4 KiB, UNLINK, FORGET. */
    @Benchmark
    public void makeAndRemove(Asking server) {
        server.makeAndRemove();
    }

    /** OPEN, RELEASE; {@code profile=safe}. */
    @Benchmark
    public void openAndRelease(Told server) {
        server.openAndRelease();
    }
}
