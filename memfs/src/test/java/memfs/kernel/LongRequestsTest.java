package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import memfs.kernel.Requests.SetattrIn;
import memfs.kernel.protocol.Abi;
import memfs.mount.MappedPages;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/** What the thread that reads requests leaves to another one, so that it holds up no other program. */
class LongRequestsTest {
    private static final long MIB = 1 << 20;
    private static final long ROOT = 1;
    private static final long FILE = 2;

    private final Arena arena = Arena.ofConfined();
    private final Requests requests = new Requests();
    private final Conversation kernel = new Conversation(
            StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(64 * MIB)
                    .withCheckPermissions(false),
            Conversation.options(Set.of(Feature.NO_OPEN, Feature.NO_CREATE), 1, 1, 0));
    private RingExchange ring;

    @BeforeEach
    void begin() {
        kernel.ask(requests.initExtended(45, -1, -1));
        kernel.ask(requests.mknod(ROOT, "file", Mode.S_IFREG | 0644, 0, 0));
        ring = new RingExchange(kernel.connection(), arena);
    }

    @AfterEach
    void end() {
        kernel.assertNothingLeaks();
        kernel.close();
        arena.close();
    }

    private long size() {
        return Bytes.u64(kernel.ask(requests.getattr(FILE)), Replies.HEADER_SIZE + 16 + 8);
    }

    private byte[] allocate(long bytes) {
        return requests.fallocate(FILE, 0, 0, bytes, 0);
    }

    @Test
    void aLargeAllocationIsHandedOverBeforeItBegins() {
        assertThat(ring.isHandedOver(allocate(8 * MIB))).isTrue();
        assertThat(size()).isZero();
        assertThat(ring.isHandedOver(allocate(MIB))).isFalse();
        assertThat(size()).isEqualTo(MIB);
    }

    @Test
    void soIsATruncationThatFreesMuch() {
        kernel.ask(allocate(32 * MIB));
        assertThat(ring.isHandedOver(truncate(0))).isTrue();
        assertThat(size()).isEqualTo(32 * MIB);
        assertThat(ring.isHandedOver(truncate(31 * MIB))).isFalse();
        assertThat(size()).isEqualTo(31 * MIB);
    }

    private byte[] truncate(long size) {
        return requests.setattr(FILE, new SetattrIn(Abi.FATTR_SIZE, 0, size, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void soIsTheEndOfALargeFileWithoutAName() {
        byte[] release = requests.release(FILE, 0);
        kernel.ask(allocate(32 * MIB));
        assertThat(ring.isHandedOver(release)).isFalse();
        assertThat(isHandedOverFromDevice(requests.batchForget(99, 1, FILE, 0))).isFalse();
        kernel.ask(requests.unlink(ROOT, "file"));
        assertThat(ring.isHandedOver(release)).isTrue();
        assertThat(isHandedOverFromDevice(requests.forget(FILE, 0))).isTrue();
        assertThat(isHandedOverFromDevice(requests.batchForget(99, 1, FILE, 0))).isTrue();
        kernel.ask(truncate(0));
        assertThat(ring.isHandedOver(release)).isFalse();
    }

    private boolean isHandedOverFromDevice(byte[] request) {
        MemorySegment buffer = arena.allocate(4096);
        MemorySegment.copy(request, 0, buffer, ValueLayout.JAVA_BYTE, 0, request.length);
        return new Dispatcher(kernel.connection(), buffer, arena.allocate(4096))
                .serveBriefly(request.length) == Dispatcher.TAKES_LONG;
    }

    /** Its files may just have been removed, and their space be free in a moment. */
    @Test
    void soIsAWriteToAFullFileSystem() {
        // With what the index of its pages takes, all but 70 KiB.
        kernel.ask(allocate(63 * MIB + (800 << 10)));
        assertThat(ring.isHandedOver(requests.write(FILE, 0, 0, new byte[4096]))).isFalse();
        assertThat(ring.isHandedOver(requests.write(FILE, 0, 64 * MIB, new byte[128 << 10]))).isTrue();
    }

    @Test
    void whereNoOtherThreadIsFreeNothingWaits() {
        kernel.ask(allocate(63 * MIB));
        byte[] refused = ring.askWithoutWaiting(allocate(128 * MIB));
        assertThat(Replies.error(refused)).isEqualTo(Errno.ENOSPC.number());
        assertThat(Replies.error(ring.askWithoutWaiting(allocate(8 * MIB)))).isZero();
    }
}
