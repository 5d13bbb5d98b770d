package memfs.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.kernel.protocol.Abi;
import memfs.mount.MappedPages;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;
import memfs.testing.Allocation;

/** The requests that a mount's time goes into leave nothing for the garbage collector, whatever the profile. */
@ParameterizedClass
@EnumSource
class RequestAllocationTest {
    private static final long ROOT = 1;
    private static final int BUFFER = (128 << 10) + Abi.BUFFER_HEADER;
    /** A {@link memfs.posix.Stat}, bytes. */
    private static final long STAT = 104;

    /** Profiles, by what differs in the way of a request. */
    enum Profile {
        SAFE(WallClock.EXACT),
        DEFAULT(WallClock.EXACT, Feature.NO_OPEN),
        FAST(WallClock.COARSE, Feature.NO_OPEN, Feature.WRITEBACK_CACHE, Feature.NO_OPENDIR);

        private final WallClock clock;
        private final Set<Feature> features = EnumSet.of(Feature.XATTR, Feature.HANDLE_KILLPRIV_V2);

        Profile(WallClock clock, Feature... more) {
            this.clock = clock;
            features.addAll(List.of(more));
        }
    }

    private final Requests own = new Requests();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment request = arena.allocate(BUFFER, Long.BYTES);
    private final MemorySegment reply = arena.allocate(BUFFER, Long.BYTES);
    private final MemFileSystem store;
    private final Dispatcher dispatcher;
    private final long file;
    private final long fh;

    RequestAllocationTest(Profile profile) {
        store = new MemFileSystem(
                StoreOptions.of(MappedPages.INSTANCE, profile.clock::nanos).withCheckPermissions(false));
        Connection connection = new Connection(store, Conversation.options(profile.features, 1, 1, 1));
        connection.setNegotiated(
                new Negotiated("7.45", List.of(), profile.features, Set.of(), 128 << 10, 128 << 10));
        dispatcher = new Dispatcher(connection, request, reply);
        file = answer(own.mknod(ROOT, "file", Mode.S_IFREG | 0644, 0, 0));
        fh = profile.features.contains(Feature.NO_OPEN) ? 0 : answer(own.open(file, 2));
    }

    @AfterEach
    void close() {
        store.close();
        arena.close();
    }

    /** The number that a reply begins with: a node id or a handle. */
    private long answer(byte[] asked) {
        dispatcher.serve(put(asked));
        assertThat(error()).isZero();
        return reply.get(JAVA_LONG, Abi.OUT_HEADER);
    }

    private int put(byte[] asked) {
        MemorySegment.copy(asked, 0, request, JAVA_BYTE, 0, asked.length);
        return asked.length;
    }

    private int error() {
        return -reply.get(JAVA_INT, Abi.OUT_ERROR);
    }

    /** Bytes for each of many requests that are the same. */
    private long allocated(byte[] asked) {
        int length = put(asked);
        return Allocation.bytesEach(() -> dispatcher.serveBriefly(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {4 << 10, 128 << 10})
    void readingAndWriting(int size) {
        assertThat(allocated(own.write(file, fh, 0, new byte[size]))).isZero();
        assertThat(reply.get(JAVA_INT, Abi.OUT_HEADER)).isEqualTo(size);

        assertThat(allocated(own.read(file, fh, 0, size))).isZero();
        assertThat(reply.get(JAVA_INT, Abi.OUT_LEN)).isEqualTo(Abi.OUT_HEADER + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a name of a common length.h"})
    void lookingUpWhatIsNotThere(String name) {
        assertThat(allocated(own.lookup(ROOT, name))).isZero();
        assertThat(error()).isZero();
        assertThat(reply.get(JAVA_LONG, Abi.OUT_HEADER)).isZero();
    }

    /** The kernel asks before each write that isn't from its cache. */
    @Test
    void anExtendedAttributeThatIsNotThere() {
        assertThat(allocated(own.getxattr(file, "security.capability", 0))).isZero();
        assertThat(error()).isEqualTo(Errno.ENODATA.number());
    }

    @Test
    void forgetting() {
        assertThat(allocated(own.forget(file, 0))).isZero();
    }

    @Test
    void attributesAreOneObject() {
        assertThat(allocated(own.getattr(file))).isLessThanOrEqualTo(STAT);
        assertThat(allocated(own.lookup(ROOT, "file"))).isLessThanOrEqualTo(STAT);
        assertThat(reply.get(JAVA_LONG, Abi.OUT_HEADER)).isEqualTo(file);
        assertThat(allocated(own.statx(file))).isLessThanOrEqualTo(STAT);
    }
}
