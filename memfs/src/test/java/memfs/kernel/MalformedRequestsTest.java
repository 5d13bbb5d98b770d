package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/** Requests that are shorter than they should be, or say so: an errno, one line in the log, and the server lives. */
class MalformedRequestsTest {
    private static final int REGULAR = 0100644;
    private static final int RDWR = 2;
    private static final int EINVAL = 22;

    private final LogCapture log = new LogCapture();
    private final Requests requests = new Requests();
    private final Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
            Conversation.options(Set.of(Feature.XATTR), 1, 1, 0));

    MalformedRequestsTest() {
        kernel.ask(requests.initExtended(45, -1, -1));
        kernel.ask(requests.create(1, "f", REGULAR, RDWR, 0));
        kernel.ask(requests.opendir(1));
    }

    @AfterEach
    void close() {
        kernel.assertNothingLeaks();
        kernel.close();
        log.close();
    }

    /** A request of each opcode whose body ends with a name or data. */
    private List<byte[]> named() {
        return List.of(requests.lookup(1, ""), requests.symlink(1, "s", ""), requests.mknod(1, "", REGULAR, 0, 0),
                requests.mkdir(1, "", 0, 0),
                requests.unlink(1, ""), requests.rmdir(1, ""), requests.rename(1, "f", 1, ""),
                requests.rename2(1, "f", 1, "", 0), requests.link(2, 1, ""), requests.create(1, "", REGULAR, 0, 0),
                requests.write(2, 1, 0, new byte[1]), requests.setxattr(2, "user.k", new byte[1], 0),
                requests.getxattr(2, "", 0), requests.removexattr(2, ""));
    }

    private static byte[] withLength(byte[] request, int length) {
        byte[] copy = Arrays.copyOf(request, length);
        if (length >= Integer.BYTES) {
            Bytes.setU32(copy, 0, length);
        }
        return copy;
    }

    private void assertRefused(byte[] request) {
        assertThat(kernel.ask(request)).isEqualTo(Replies.error(request, EINVAL));
    }

    @Test
    void everyBodyThatIsOneByteShort() {
        for (byte[] request : named()) {
            assertRefused(withLength(request, request.length - 1));
        }
    }

    @Test
    void everyRequestWithoutItsBody() {
        List<byte[]> more = new ArrayList<>(named());
        more.addAll(List.of(requests.init(7, 31, -1), requests.open(2, 0), requests.read(2, 1, 0, 1),
                requests.release(2, 1), requests.fsync(2, 1), requests.flush(2, 1), requests.listxattr(2, 0),
                requests.tmpfile(1, 0, 0, 0), requests.readdir(1, 2, 0, 1), requests.readdirplus(1, 2, 0, 1),
                requests.releasedir(1, 2), requests.fsyncdir(1, 2), requests.access(1, 0),
                requests.setattr(2, Requests.SetattrIn.ofMode(0)),
                requests.fallocate(2, 1, 0, 1, 0), requests.lseek(2, 1, 0, 3),
                requests.copyFileRange(Requests.COPY_FILE_RANGE, 2, 1, 0, 2, 1, 8, 1),
                requests.copyFileRange(Requests.COPY_FILE_RANGE_64, 2, 1, 0, 2, 1, 8, 1)));
        for (byte[] request : more) {
            assertRefused(withLength(request, Requests.HEADER_SIZE));
        }
    }

    @Test
    void lengthInTheHeaderIsNotTheOneRead() {
        for (long length : new long[]{0, 39, 40, 41, 1000, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] request = requests.getattr(1);
            Bytes.setU32(request, 0, length);
            assertRefused(request);
        }
    }

    /** Whatever is read without a whole header can't even be answered. */
    @Test
    void lessThanAHeader() {
        for (int length = 1; length < Requests.HEADER_SIZE; length++) {
            assertThat(kernel.ask(withLength(requests.getattr(1), length))).isNull();
        }
    }

    @Test
    void sizesThatPointOutOfTheRequest() {
        for (long size : new long[]{2, 4096, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            byte[] write = requests.write(2, 1, 0, new byte[1]);
            Bytes.setU32(write, Requests.HEADER_SIZE + 16, size);
            assertRefused(write);
            byte[] setxattr = requests.setxattr(2, "user.k", new byte[1], 0);
            Bytes.setU32(setxattr, Requests.HEADER_SIZE, size);
            assertRefused(setxattr);
        }
    }

    /** What was listed before the end is forgotten; there is no reply that could tell. */
    @Test
    void batchForgetOfMoreThanItLists() {
        kernel.ask(requests.lookup(1, "f"));
        byte[] forget = requests.batchForget(2, 1);
        Bytes.setU32(forget, Requests.HEADER_SIZE, -2);
        assertThat(kernel.ask(forget)).isNull();
        Bytes.setU32(forget, Requests.HEADER_SIZE, Integer.MAX_VALUE);
        assertThat(kernel.ask(forget)).isNull();
        assertThat(kernel.ask(withLength(requests.forget(2, 1), Requests.HEADER_SIZE + 7))).isNull();
    }

    @Test
    void namesThatNoComponentMayHave() {
        assertThat(kernel.ask(requests.lookup(1, "a/b"))).satisfies(r -> assertThat(Replies.error(r)).isEqualTo(22));
        assertThat(kernel.ask(requests.mkdir(1, "", 0755, 0)))
                .satisfies(r -> assertThat(Replies.error(r)).isEqualTo(2));
        assertThat(kernel.ask(requests.mkdir(1, "..", 0755, 0)))
                .satisfies(r -> assertThat(Replies.error(r)).isEqualTo(17));
    }

    /** The largest attribute comes in one piece, whatever max_write is. */
    @Test
    void largestXattrThroughTheSmallestBuffers() {
        KernelOptions small = new KernelOptions("memfs", false, true, true, Set.of(Feature.XATTR), 1, 1, 0, 4096, 1);
        try (Conversation other = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                small)) {
            other.ask(requests.initExtended(45, -1, -1));
            byte[] value = new byte[65536];
            Arrays.fill(value, (byte) 7);
            other.body(requests.setxattr(1, "user." + "n".repeat(250), value, 0));
            assertThat(other.body(requests.getxattr(1, "user." + "n".repeat(250), 65536))).isEqualTo(value);
            assertThat(other.body(requests.readdir(1, 0, 0, 1 << 20))).hasSize(64);
        }
    }

    @Test
    void isLoggedOnce() {
        assertRefused(withLength(requests.lookup(1, "f"), Requests.HEADER_SIZE));
        assertRefused(withLength(requests.mkdir(1, "d", 0, 0), Requests.HEADER_SIZE));
        kernel.ask(new byte[3]);
        assertThat(log.records()).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
            assertThat(logged.getThrown()).isNull();
        });
    }

    @Test
    void theServerLivesOn() {
        everyRequestWithoutItsBody();
        assertThat(Replies.error(kernel.ask(requests.lookup(1, "f")))).isZero();
    }
}
