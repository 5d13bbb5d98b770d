package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

import memfs.kernel.protocol.Abi;
import memfs.mount.MappedPages;
import memfs.posix.OpenFlags;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/** Features that show in replies: requests that are answered ENOSYS so that they don't come again, and open flags. */
class FeatureRepliesTest {
    private static final int REGULAR = 0100644;
    private static final int RDWR = 2;
    private static final int ENOSYS = 38;
    private static final int ENOSPC = 28;
    private static final int PAGE = 4096;
    /** What tells where two pages are, bytes. */
    private static final int INDEX = 64;

    private final Requests requests = new Requests();

    private Conversation with(Feature... features) {
        Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                Conversation.options(Set.of(features), 1, 1, 0));
        kernel.ask(requests.initExtended(45, -1, -1));
        kernel.ask(requests.mknod(1, "f", REGULAR, 0, 0));
        return kernel;
    }

    private static void assertErrno(Conversation kernel, byte[] request, int errno) {
        assertThat(Replies.error(kernel.ask(request))).isEqualTo(errno);
    }

    @Test
    void withoutFlush() {
        try (Conversation kernel = with(Feature.NO_FLUSH)) {
            long fh = Bytes.u64(kernel.body(requests.open(2, RDWR)), 0);
            assertErrno(kernel, requests.flush(2, fh), ENOSYS);
            assertErrno(kernel, requests.fsync(2, fh), ENOSYS);
            assertErrno(kernel, requests.fsyncdir(1, 0), ENOSYS);
            kernel.assertNothingLeaks();
        }
    }

    @Test
    void withoutOpen() {
        try (Conversation kernel = with(Feature.NO_OPEN, Feature.NO_CREATE)) {
            assertErrno(kernel, requests.open(2, RDWR), ENOSYS);
            assertErrno(kernel, requests.create(1, "g", REGULAR, RDWR, 0), ENOSYS);
            kernel.body(requests.write(2, 0, 0, new byte[]{1, 2, 3}));
            assertThat(kernel.body(requests.read(2, 0, 1, 4096))).containsExactly(2, 3);
            kernel.assertNothingLeaks();
        }
    }

    /** Once an OPEN was refused the kernel sends no RELEASE, so there must be nothing to release. */
    @Test
    void whatIsCreatedWithoutOpenHasNoHandle() {
        try (Conversation kernel = with(Feature.NO_OPEN)) {
            byte[] created = kernel.body(requests.create(1, "g", REGULAR, RDWR, 0));
            byte[] nameless = kernel.body(requests.tmpfile(1, REGULAR, RDWR, 0));
            assertThat(Bytes.u64(created, Replies.ENTRY_SIZE)).isZero();
            assertThat(Bytes.u64(nameless, Replies.ENTRY_SIZE)).isZero();
            assertThat(kernel.usage().openHandles()).isZero();
            long node = Bytes.u64(nameless, 0);
            kernel.body(requests.write(node, 0, 0, new byte[]{1, 2, 3}));
            assertThat(kernel.body(requests.read(node, 0, 1, 4096))).containsExactly(2, 3);
            kernel.body(requests.release(node, 0));
            kernel.ask(requests.forget(node, 1));
            assertThat(kernel.usage().liveBytes()).isZero();
            kernel.assertNothingLeaks();
        }
    }

    /** Of pages from its cache the kernel only hears errors: a short answer would lose the rest without a word. */
    @Test
    void cachedPagesThatDoNotFitWholeAreRefused() {
        StoreOptions small = StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)
                .withSizeLimit(2 * PAGE + INDEX);
        try (Conversation kernel = new Conversation(small,
                Conversation.options(Set.of(Feature.NO_OPEN), 1, 1, 0))) {
            kernel.ask(requests.initExtended(45, -1, -1));
            kernel.ask(requests.mknod(1, "f", REGULAR, 0, 0));
            byte[] pages = new byte[3 * PAGE];
            assertThat(Bytes.u32(kernel.body(requests.write(2, 0, 0, pages)), 0)).isEqualTo(2 * PAGE);
            assertErrno(kernel, requests.write(2, 0, 0, pages, Abi.WRITE_CACHE, 0), ENOSPC);
            kernel.assertNothingLeaks();
        }
    }

    /** The kernel holds data that MemFS hasn't seen: it must not call it a hole. */
    @Test
    void withAWriteBackCacheHolesAreNotTold() {
        try (Conversation kernel = with(Feature.WRITEBACK_CACHE, Feature.NO_OPEN)) {
            assertErrno(kernel, requests.lseek(2, 0, 0, OpenFlags.SEEK_DATA), ENOSYS);
            kernel.assertNothingLeaks();
        }
    }

    @Test
    void withoutOpendir() {
        try (Conversation kernel = with(Feature.NO_OPENDIR)) {
            assertErrno(kernel, requests.opendir(1), ENOSYS);
            assertThat(new String(kernel.body(requests.readdir(1, 0, 2, 4096)))).contains("f");
        }
    }

    @Test
    void withoutXattrs() {
        try (Conversation kernel = with()) {
            assertErrno(kernel, requests.getxattr(2, "security.capability", 0), ENOSYS);
            assertErrno(kernel, requests.listxattr(2, 0), ENOSYS);
            assertErrno(kernel, requests.setxattr(2, "user.key", new byte[1], 0), ENOSYS);
            assertErrno(kernel, requests.removexattr(2, "user.key"), ENOSYS);
        }
    }

    @Test
    void cachesThatOutliveClose() {
        try (Conversation kernel = with(Feature.KEEP_CACHE, Feature.CACHE_DIR)) {
            assertThat(Bytes.u32(kernel.body(requests.open(2, RDWR)), 8)).isEqualTo(1 << 1);
            assertThat(Bytes.u32(kernel.body(requests.create(1, "g", REGULAR, RDWR, 0)), Replies.ENTRY_SIZE + 8))
                    .isEqualTo(1 << 1);
            assertThat(Bytes.u32(kernel.body(requests.opendir(1)), 8)).isEqualTo(1 << 3 | 1 << 1);
            kernel.assertNothingLeaks();
        }
    }

    /** The kernel then reads what it needs to fill a page, and appends by itself at the offset that it says. */
    @Test
    void writeBackReadsThroughAWriteOnlyFileAndAppendsByItself() {
        try (Conversation kernel = with(Feature.WRITEBACK_CACHE)) {
            int appendOnly = 1 | 02000;
            long fh = Bytes.u64(kernel.body(requests.open(2, appendOnly)), 0);
            kernel.body(requests.write(2, fh, 0, new byte[]{1, 2, 3}, 1, appendOnly));
            kernel.body(requests.write(2, fh, 0, new byte[]{4}, 1, appendOnly));
            assertThat(kernel.body(requests.read(2, fh, 0, 4096))).containsExactly(4, 2, 3);
        }
    }

    @Test
    void killPrivilegesOnlyWhenTold() {
        try (Conversation kernel = with(Feature.HANDLE_KILLPRIV_V2)) {
            kernel.body(requests.setattr(2, Requests.SetattrIn.ofMode(0104755)));
            long fh = Bytes.u64(kernel.body(requests.open(2, RDWR)), 0);
            Requests alice = new Requests(1000, 1000, 1);
            kernel.body(alice.write(2, fh, 0, new byte[1], 0, 0));
            assertThat(mode(kernel)).isEqualTo(0104755);
            kernel.body(requests.write(2, fh, 0, new byte[1], 4, 0));
            assertThat(mode(kernel)).isEqualTo(0100755);
        }
    }

    /** Else stat(2) shows the bits that a write has cleared: the kernel then asks for size and times anew, not for the mode. */
    @Test
    void attributesWithSetuidOrSetgidAreNotKept() {
        try (Conversation kernel = with(Feature.XATTR)) {
            assertThat(Bytes.u64(kernel.body(requests.getattr(2)), 0)).isPositive();
            for (int mode : new int[]{0104644, 0102644}) {
                byte[] changed = kernel.body(requests.setattr(2, Requests.SetattrIn.ofMode(mode)));
                assertThat(Bytes.u64(changed, 0)).isZero();
                assertThat(Bytes.u64(kernel.body(requests.lookup(1, "f")), 24)).isZero();
            }
            kernel.body(requests.setattr(1, Requests.SetattrIn.ofMode(0042755)));
            assertThat(Bytes.u64(kernel.body(requests.getattr(1)), 0)).as("a directory's").isPositive();
        }
    }

    /** Neither request has a flag that tells so, and fuse_setattr() in fs/fuse/dir.c drops the kernel's own SETATTR. */
    @Test
    void copiesAndReservationsOfOrdinaryUsersClearSetuid() {
        try (Conversation kernel = with(Feature.HANDLE_KILLPRIV_V2)) {
            Requests alice = new Requests(1000, 1000, 1);
            long fh = Bytes.u64(kernel.body(requests.open(2, RDWR)), 0);
            kernel.body(requests.setattr(2, Requests.SetattrIn.ofMode(0104755)));
            kernel.body(alice.fallocate(2, fh, 0, 8, 0));
            assertThat(mode(kernel)).isEqualTo(0100755);
            kernel.body(requests.setattr(2, Requests.SetattrIn.ofMode(0104755)));
            kernel.body(alice.copyFileRange(Requests.COPY_FILE_RANGE, 2, fh, 0, 2, fh, 8, 4));
            assertThat(mode(kernel)).isEqualTo(0100755);
        }
    }

    private int mode(Conversation kernel) {
        return Bytes.u32(kernel.body(requests.getattr(2)), 16 + 60);
    }
}
