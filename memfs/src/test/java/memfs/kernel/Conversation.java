package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import memfs.kernel.protocol.Opcode;
import memfs.kernel.queue.Worker;
import memfs.store.StoreOptions;
import memfs.store.StoreUsage;
import memfs.store.tree.MemFileSystem;
import memfs.sys.Memory;

/**
 * A kernel's side of one connection to the real store, without a mount: asks, and keeps count of what the replies gave it
 * (lookups, handles), so that {@link #close()} can give all back and assert that nothing is left.
 */
final class Conversation implements AutoCloseable {
    /** Of all inodes but the root. */
    static final int GENERATION = 0x5eed;
    private static final long ROOT = 1;
    private static final int EISDIR = 21;

    private final Arena arena = Arena.ofConfined();
    private final FakeDevice device = new FakeDevice();
    private final Requests own = new Requests();
    private final MemFileSystem store;
    private final Connection connection;
    private final Worker worker;
    /** Null where all requests come by the device. */
    private RingExchange ring;
    private final Map<Long, Long> lookups = new HashMap<>();
    private final Set<Long> files = new HashSet<>();
    private final Map<Long, Long> directories = new HashMap<>();

    Conversation(StoreOptions storeOptions, KernelOptions options) {
        this(storeOptions, options, Optional.empty());
    }

    Conversation(StoreOptions storeOptions, KernelOptions options, Optional<WriteSizes> writeSizes) {
        this(storeOptions, options, writeSizes, Memory.PAGE_BYTES);
    }

    /** With a kernel whose pages have so many bytes. */
    Conversation(StoreOptions storeOptions, KernelOptions options, int pageBytes) {
        this(storeOptions, options, Optional.empty(), pageBytes);
    }

    private Conversation(StoreOptions storeOptions, KernelOptions options, Optional<WriteSizes> writeSizes,
            int pageBytes) {
        store = new MemFileSystem(storeOptions);
        connection = new Connection(store, options, writeSizes, pageBytes, GENERATION);
        worker = connection.worker(arena, device);
    }

    static KernelOptions options(Set<Feature> features, double entryTimeout, double attrTimeout,
            double negativeTimeout) {
        return new KernelOptions("memfs", false, true, true, features, entryTimeout, attrTimeout, negativeTimeout,
                128 << 10, 1);
    }

    Connection connection() {
        return connection;
    }

    /** From now on requests come over a ring, those that a kernel sends there. */
    void useRing() {
        ring = new RingExchange(connection, arena);
    }

    long served(Opcode opcode) {
        return connection.served(opcode);
    }

    StoreUsage usage() {
        return store.usage();
    }

    /** Node ids that the kernel holds now. */
    Map<Long, Long> lookups() {
        return lookups;
    }

    Set<Long> files() {
        return files;
    }

    /** Open directories by handle: their node ids. */
    Map<Long, Long> directories() {
        return directories;
    }

    /** Sends a request; answers the reply, or null where none came. */
    byte[] ask(byte[] request) {
        byte[] reply = ring != null && RingExchange.takes(request) ? ring.ask(request) : askDevice(request);
        keepCount(request, reply);
        return reply;
    }

    private byte[] askDevice(byte[] request) {
        device.put(request);
        worker.serveOne();
        byte[] reply = device.reply();
        assertThat(device.reply()).as("a second reply").isNull();
        return reply;
    }

    private void keepCount(byte[] request, byte[] reply) {
        if (reply == null) {
            keepCountOfForgets(request);
        } else if (Replies.error(reply) == 0) {
            keepCountOfGrants(request, reply);
        }
    }

    private void keepCountOfGrants(byte[] request, byte[] reply) {
        int body = Replies.HEADER_SIZE;
        switch (Requests.opcode(request)) {
            case Requests.LOOKUP, Requests.SYMLINK, Requests.MKNOD, Requests.MKDIR, Requests.LINK ->
                lookedUp(Bytes.u64(reply, body));
            case Requests.CREATE, Requests.TMPFILE -> {
                lookedUp(Bytes.u64(reply, body));
                opened(Bytes.u64(reply, body + Replies.ENTRY_SIZE));
            }
            case Requests.OPEN -> opened(Bytes.u64(reply, body));
            case Requests.OPENDIR -> directories.put(Bytes.u64(reply, body), Requests.nodeid(request));
            case Requests.RELEASE, Requests.RELEASEDIR -> released(Bytes.u64(request, Requests.HEADER_SIZE));
            case Requests.READDIRPLUS -> lookedUpAll(reply);
            default -> {
            }
        }
    }

    private void opened(long fh) {
        if (fh != 0) {
            files.add(fh);
        }
    }

    private void released(long fh) {
        files.remove(fh);
        directories.remove(fh);
    }

    /** A kernel forgets what READDIRPLUS told it, but for the two dots; fuse_direntplus_link() in fs/fuse/readdir.c. */
    private void lookedUpAll(byte[] reply) {
        int at = Replies.HEADER_SIZE;
        while (at < reply.length) {
            int name = at + Replies.ENTRY_SIZE + Replies.DIRENT_SIZE;
            int length = Bytes.u32(reply, name - 8);
            if (!isDot(reply, name, length)) {
                lookedUp(Bytes.u64(reply, at));
            }
            at = name + (length + 7 & -8);
        }
    }

    private static boolean isDot(byte[] reply, int name, int length) {
        return reply[name] == '.' && (length == 1 || length == 2 && reply[name + 1] == '.');
    }

    private void lookedUp(long nodeid) {
        if (nodeid != 0) {
            lookups.merge(nodeid, 1L, Long::sum);
        }
    }

    private void keepCountOfForgets(byte[] request) {
        forgets(request).forEach(this::forgotten);
    }

    /** Whether a request gives back no more lookups than it got, as no kernel ever does. */
    boolean forgetsOnlyWhatItHolds(byte[] request) {
        return forgets(request).entrySet().stream().allMatch(forget -> forget.getKey() == ROOT
                || forget.getValue() >= 0 && forget.getValue() <= lookups.getOrDefault(forget.getKey(), 0L));
    }

    /** Node ids and counts of a FORGET or BATCH_FORGET as far as it goes; nothing for other requests. */
    private static Map<Long, Long> forgets(byte[] request) {
        Map<Long, Long> counts = new HashMap<>();
        int body = Requests.HEADER_SIZE + Long.BYTES;
        if (request.length < body || Bytes.u32(request, 0) != request.length) {
            return counts;
        }
        if (Requests.opcode(request) == Requests.FORGET) {
            counts.put(Requests.nodeid(request), Bytes.u64(request, Requests.HEADER_SIZE));
        } else if (Requests.opcode(request) == Requests.BATCH_FORGET) {
            int count = Bytes.u32(request, Requests.HEADER_SIZE);
            for (int i = 0, at = body; i < count && at + 16 <= request.length; i++, at += 16) {
                counts.merge(Bytes.u64(request, at), Bytes.u64(request, at + Long.BYTES), Long::sum);
            }
        }
        return counts;
    }

    private void forgotten(long nodeid, long count) {
        lookups.computeIfPresent(nodeid, (_, held) -> held <= count ? null : held - count);
    }

    /** Closes what is open and forgets what is known, as an unmount does. */
    void letGo() {
        Set.copyOf(files).forEach(fh -> ask(own.release(ROOT, fh)));
        Set.copyOf(directories.keySet()).forEach(fh -> ask(own.releasedir(ROOT, fh)));
        ask(own.batchForget(lookups.entrySet().stream()
                .flatMapToLong(held -> LongStream.of(held.getKey(), held.getValue())).toArray()));
    }

    /** Removes the whole tree, by requests, and lets all go: the root alone may be left. */
    void assertNothingLeaks() {
        letGo();
        removeAll(ROOT);
        letGo();
        removeXattrs();
        StoreUsage usage = store.usage();
        assertThat(usage.inodes()).as("inodes").isEqualTo(1);
        assertThat(usage.openHandles()).as("open handles").isZero();
        assertThat(usage.liveBytes()).as("live bytes").isZero();
    }

    private void removeXattrs() {
        if (connection.features().contains(Feature.XATTR)) {
            for (byte[] name : split(body(own.listxattr(ROOT, 65536)))) {
                ask(own.request(Requests.REMOVEXATTR, ROOT, Bytes.of().raw(name).zeros(1)));
            }
        }
    }

    private void removeAll(long directory) {
        for (byte[] name : names(directory)) {
            Bytes in = Bytes.of().raw(name).zeros(1);
            if (Replies.error(ask(own.request(Requests.UNLINK, directory, in))) == EISDIR) {
                byte[] found = ask(own.request(Requests.LOOKUP, directory, in));
                removeAll(Bytes.u64(found, Replies.HEADER_SIZE));
                assertThat(Replies.error(ask(own.request(Requests.RMDIR, directory, in)))).as("rmdir").isZero();
            }
        }
    }

    /** The names in a directory, without the two dots, whose cookies are 1 and 2. */
    private List<byte[]> names(long directory) {
        boolean opens = !connection.features().contains(Feature.NO_OPENDIR);
        long fh = opens ? Bytes.u64(body(own.opendir(directory)), 0) : 0;
        List<byte[]> names = new ArrayList<>();
        long cookie = 2;
        byte[] entries;
        do {
            entries = body(own.readdir(directory, fh, cookie, 65536));
            for (int at = 0; at < entries.length; at += Replies.DIRENT_SIZE + (Bytes.u32(entries, at + 16) + 7 & -8)) {
                cookie = Bytes.u64(entries, at + 8);
                int name = at + Replies.DIRENT_SIZE;
                names.add(Arrays.copyOfRange(entries, name, name + Bytes.u32(entries, at + 16)));
            }
        } while (entries.length > 0);
        if (opens) {
            ask(own.releasedir(directory, fh));
        }
        return names;
    }

    /** The body of a reply that must be a success. */
    byte[] body(byte[] request) {
        byte[] reply = ask(request);
        assertThat(Replies.error(reply)).as("errno").isZero();
        return Arrays.copyOfRange(reply, Replies.HEADER_SIZE, reply.length);
    }

    private static List<byte[]> split(byte[] names) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i] == 0) {
                parts.add(Arrays.copyOfRange(names, start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    /** Frees the store, and asserts that it took its memory back. */
    @Override
    public void close() {
        store.close();
        assertThat(store.usage().reservedBytes()).as("reserved bytes after close").isZero();
        arena.close();
    }
}
