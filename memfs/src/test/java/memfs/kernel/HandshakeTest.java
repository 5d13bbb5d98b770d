package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import memfs.mount.MappedPages;
import memfs.sys.MountAttributes;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/** INIT of kernels of several ages, byte by byte; "Version negotiation" in {@code include/uapi/linux/fuse.h}. */
class HandshakeTest {
    /** What each kernel since Linux 5.4 offers, and more: all bits but INIT_EXT. */
    private static final int ALL_BUT_EXT = ~(1 << 30);
    private static final int ASYNC_READ = 1;
    private static final int ATOMIC_O_TRUNC = 1 << 3;
    private static final int EXPORT_SUPPORT = 1 << 4;
    private static final int BIG_WRITES = 1 << 5;
    private static final int DONT_MASK = 1 << 6;
    private static final int READDIRPLUS = 1 << 13 | 1 << 14;
    private static final int WRITEBACK_CACHE = 1 << 16;
    private static final int NO_OPEN_SUPPORT = 1 << 17;
    private static final int PARALLEL_DIROPS = 1 << 18;
    private static final int POSIX_ACL = 1 << 20;
    private static final int MAX_PAGES = 1 << 22;
    private static final int CACHE_SYMLINKS = 1 << 23;
    private static final int NO_OPENDIR_SUPPORT = 1 << 24;
    private static final int HANDLE_KILLPRIV_V2 = 1 << 28;
    private static final int INIT_EXT = 1 << 30;
    /** Of the second word. */
    private static final int OVER_IO_URING = 1 << 41 - 32;
    private static final int PASSTHROUGH = 1 << 37 - 32;
    private static final int BASE = ASYNC_READ | EXPORT_SUPPORT | BIG_WRITES | MAX_PAGES;

    private final Requests requests = new Requests();

    private static Conversation with(Set<Feature> features) {
        return new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                Conversation.options(features, 1, 1, 0));
    }

    private static void assertReply(Conversation kernel, byte[] request, Bytes body) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertThat(hex.formatHex(kernel.ask(request))).isEqualTo(hex.formatHex(Replies.ok(request, body)));
    }

    /** struct fuse_init_out, 64 bytes, with 128 KiB for read-ahead and for a write. */
    private static Bytes initOut(int minor, int flags) {
        return initOut(minor, flags, 131072, 32);
    }

    private static Bytes initOut(int minor, int flags, int maxWrite, int maxPages) {
        return initOut(minor, flags, maxWrite, maxPages, 0);
    }

    private static Bytes initOut(int minor, int flags, int maxWrite, int maxPages, int secondFlags) {
        return Bytes.of().u32(7).u32(minor).u32(131072).u32(flags).u16(64).u16(48).u32(maxWrite).u32(1).u16(maxPages)
                .u16(0).u32(secondFlags).u32(0).u16(0).zeros(22);
    }

    @Test
    void oldestProtocol() {
        try (Conversation kernel = with(Set.of())) {
            assertReply(kernel, requests.init(7, 31, ALL_BUT_EXT), initOut(31, BASE | ATOMIC_O_TRUNC));
            assertThat(kernel.connection().negotiated().protocol()).isEqualTo("7.31");
        }
    }

    @Test
    void protocolWithSecondFlags() {
        try (Conversation kernel = with(Set.of())) {
            assertReply(kernel, requests.initExtended(36, -1, -1), initOut(36, BASE | ATOMIC_O_TRUNC | INIT_EXT));
        }
    }

    /** FUSE_OVER_IO_URING is a flag of the second word, which kernels send since 7.36; 6.14 and its 7.42 offer it first. */
    @ParameterizedTest
    @MethodSource("minorProtocols")
    void everyProtocolWhereRequestsCanComeOverTheRing(int minor) {
        boolean hasSecondFlags = minor >= 36;
        byte[] init = hasSecondFlags
                ? requests.initExtended(minor, -1, -1)
                : requests.init(7, minor, ALL_BUT_EXT);
        Bytes expected = hasSecondFlags
                ? initOut(minor, BASE | ATOMIC_O_TRUNC | INIT_EXT, 131072, 32, OVER_IO_URING)
                : initOut(minor, BASE | ATOMIC_O_TRUNC);

        Negotiations.Handshaken result = Negotiations.overRing(Conversation.options(Set.of(), 1, 1, 0), init);

        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertThat(hex.formatHex(result.body())).isEqualTo(hex.formatHex(expected.toArray()));
        assertThat(result.negotiated().overIoUring()).isEqualTo(hasSecondFlags);
        assertThat(result.negotiated().protocol()).isEqualTo("7." + minor);
    }

    /** As before Linux 6.14: the flags' second word, without this one. */
    @ParameterizedTest
    @MethodSource("minorProtocols")
    void theRingIsNotPromisedToAKernelThatDoesNotOfferIt(int minor) {
        byte[] init = minor >= 36
                ? requests.initExtended(minor, -1, ~OVER_IO_URING)
                : requests.init(7, minor, ALL_BUT_EXT);

        assertThat(Negotiations.overRing(Conversation.options(Set.of(), 1, 1, 0), init).negotiated().overIoUring())
                .isFalse();
    }

    private static IntStream minorProtocols() {
        return IntStream.rangeClosed(31, 45);
    }

    @Test
    void newestProtocol() {
        try (Conversation kernel = with(Set.of())) {
            assertReply(kernel, requests.initExtended(45, -1, -1), initOut(45, BASE | ATOMIC_O_TRUNC | INIT_EXT));
            assertThat(kernel.connection().negotiated().flags()).containsExactly("async_read", "atomic_o_trunc",
                    "export_support", "big_writes", "max_pages", "init_ext");
        }
    }

    @Test
    void newerMinorProtocolIsAnsweredWithOurs() {
        try (Conversation kernel = with(Set.of())) {
            assertReply(kernel, requests.initExtended(99, -1, -1), initOut(45, BASE | ATOMIC_O_TRUNC | INIT_EXT));
        }
    }

    /** The rest of such an INIT is ignored, and the kernel asks again with our major version. */
    @Test
    void newerMajorProtocolIsAskedToComeDown() {
        try (Conversation kernel = with(Set.of())) {
            assertReply(kernel, requests.init(8, 0, -1), Bytes.of().u32(7).u32(45));
            assertThat(kernel.connection().negotiated()).isNull();
            assertReply(kernel, requests.initExtended(45, -1, -1), initOut(45, BASE | ATOMIC_O_TRUNC | INIT_EXT));
        }
    }

    @Test
    void olderProtocolsAreRefusedWithTheNextStep() {
        try (Conversation kernel = with(Set.of())) {
            assertThatThrownBy(() -> kernel.ask(requests.init(7, 30, -1))).hasMessageContaining("7.30")
                    .hasMessageContaining("transport=jnr");
            assertThatThrownBy(() -> kernel.ask(requests.init(7, 8, -1))).hasMessageContaining("7.8");
            assertThatThrownBy(() -> kernel.ask(requests.init(6, 99, -1))).hasMessageContaining("6.99");
            assertThat(kernel.connection().negotiated()).isNull();
        }
    }

    @Test
    void allFeatures() {
        Set<Feature> all = EnumSet.complementOf(EnumSet.of(Feature.PASSTHROUGH));
        try (Conversation kernel = with(all)) {
            assertReply(kernel, requests.initExtended(45, -1, -1),
                    initOut(45, BASE | READDIRPLUS | WRITEBACK_CACHE | NO_OPEN_SUPPORT | PARALLEL_DIROPS
                            | CACHE_SYMLINKS | NO_OPENDIR_SUPPORT | HANDLE_KILLPRIV_V2 | DONT_MASK | POSIX_ACL
                            | INIT_EXT));
            assertThat(kernel.connection().negotiated().features()).isEqualTo(all);
            assertThat(kernel.connection().negotiated().missing()).isEmpty();
        }
    }

    private static final KernelOptions WITH_PASSTHROUGH = new KernelOptions("memfs", false, true, true,
            Set.of(Feature.PASSTHROUGH, Feature.NO_FLUSH), Set.of(Feature.NO_OPEN, Feature.NO_FLUSH), 1, 1, 0,
            128 << 10, 1, IoUringUse.OFF, MountAttributes.DEFAULT);

    /** FUSE_PASSTHROUGH is of the second word; max_stack_depth follows that, and without it the kernel has no passthrough. */
    @Test
    void passthrough() {
        Negotiations.Handshaken result = Negotiations.overRing(WITH_PASSTHROUGH,
                requests.initExtended(45, -1, ~OVER_IO_URING));

        Bytes expected = Bytes.of().u32(7).u32(45).u32(131072).u32(BASE | ATOMIC_O_TRUNC | INIT_EXT).u16(64).u16(48)
                .u32(128 << 10).u32(1).u16(32).u16(0).u32(PASSTHROUGH).u32(1).u16(0).zeros(22);
        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertThat(hex.formatHex(result.body())).isEqualTo(hex.formatHex(expected.toArray()));
        assertThat(result.negotiated().features()).containsExactlyInAnyOrder(Feature.PASSTHROUGH, Feature.NO_FLUSH);
        assertThat(result.negotiated().missing()).isEmpty();
    }

    /** Before Linux 6.9. */
    @Test
    void withoutPassthroughTheOtherFeaturesAreRequested() {
        Negotiations.Handshaken result = Negotiations.overRing(WITH_PASSTHROUGH,
                requests.initExtended(45, -1, ~(OVER_IO_URING | PASSTHROUGH)));

        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertThat(hex.formatHex(result.body()))
                .isEqualTo(hex.formatHex(initOut(45, BASE | NO_OPEN_SUPPORT | INIT_EXT).toArray()));
        assertThat(result.negotiated().features()).containsExactlyInAnyOrder(Feature.NO_OPEN, Feature.NO_FLUSH);
        assertThat(result.negotiated().missing()).containsExactly(Feature.PASSTHROUGH);
    }

    /** Where the server has no files for it, the kernel isn't promised any. */
    @Test
    void withoutBackingFilesPassthroughIsNotRequested() {
        try (Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                WITH_PASSTHROUGH)) {
            assertReply(kernel, requests.initExtended(45, -1, -1), initOut(45, BASE | NO_OPEN_SUPPORT | INIT_EXT));
            assertThat(kernel.connection().negotiated().missing()).containsExactly(Feature.PASSTHROUGH);
        }
    }

    /** A kernel that opens without a message never tells of O_TRUNC: it must truncate by itself then. */
    @Test
    void noOpenLeavesTruncationToTheKernel() {
        try (Conversation kernel = with(Set.of(Feature.NO_OPEN))) {
            assertReply(kernel, requests.initExtended(45, -1, -1), initOut(45, BASE | NO_OPEN_SUPPORT | INIT_EXT));
        }
    }

    @Test
    void whatTheKernelLacksIsToldAndNotUsed() {
        try (Conversation kernel = with(EnumSet.of(Feature.NO_OPEN, Feature.NO_CREATE, Feature.WRITEBACK_CACHE))) {
            assertReply(kernel, requests.init(7, 31, ASYNC_READ | ATOMIC_O_TRUNC | WRITEBACK_CACHE),
                    initOut(31, ASYNC_READ | ATOMIC_O_TRUNC | WRITEBACK_CACHE));
            assertThat(kernel.connection().negotiated().features()).containsExactly(Feature.WRITEBACK_CACHE);
            assertThat(kernel.connection().negotiated().missing()).containsExactlyInAnyOrder(Feature.NO_OPEN,
                    Feature.NO_CREATE);
        }
    }

    @Test
    void largeWritesNeedMaxPages() {
        KernelOptions options = new KernelOptions("memfs", false, true, true, Set.of(), 1, 1, 0, 1 << 20, 1);
        try (Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                options)) {
            assertReply(kernel, requests.init(7, 31, ALL_BUT_EXT & ~MAX_PAGES),
                    initOut(31, (BASE | ATOMIC_O_TRUNC) & ~MAX_PAGES));
        }
        try (Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                options)) {
            assertReply(kernel, requests.init(7, 31, ALL_BUT_EXT),
                    initOut(31, BASE | ATOMIC_O_TRUNC, 1 << 20, 256));
        }
    }

    /** max_pages counts the kernel's pages, and a READ is as long: it must fit a reply, or it would seem to end a file. */
    @ParameterizedTest
    @CsvSource({"4096, 4096, 1", "4096, 5000, 1", "4096, 131072, 32", "4096, 1048576, 256", "16384, 4096, 1",
            "16384, 131072, 8", "16384, 1048576, 64", "65536, 4096, 1", "65536, 100000, 1", "65536, 131072, 2",
            "65536, 1048576, 16", "262144, 131072, 1"})
    void theLargestReadIsWhole(int pageBytes, int maxWrite, int maxPages) {
        KernelOptions options = new KernelOptions("memfs", false, true, true, Set.of(), 1, 1, 0, maxWrite, 1);
        try (Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                options, pageBytes)) {
            assertReply(kernel, requests.init(7, 31, ALL_BUT_EXT),
                    initOut(31, BASE | ATOMIC_O_TRUNC, maxWrite, maxPages));
            int largest = maxPages * pageBytes;
            kernel.body(requests.create(1, "f", 0100644, 2, 0));
            kernel.body(requests.setattr(2, Requests.SetattrIn.ofSize(4L * largest)));

            assertThat(kernel.body(requests.read(2, 1, 0, largest))).hasSize(largest);
            assertThat(kernel.body(requests.read(2, 1, 4L * largest - 1, largest))).hasSize(1);
            assertThat(Replies.error(kernel.ask(requests.read(2, 1, 0, 2 * largest + (128 << 10))))).isEqualTo(22);
            kernel.assertNothingLeaks();
        }
    }

    @ParameterizedTest
    @CsvSource({"4096, 131072, 32", "16384, 524288, 32", "65536, 1048576, 16"})
    void withoutMaxPagesTheKernelHas32OfItsOwnPages(int pageBytes, int maxWrite, int maxPages) {
        KernelOptions options = new KernelOptions("memfs", false, true, true, Set.of(), 1, 1, 0, 1 << 20, 1);
        try (Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                options, pageBytes)) {
            assertReply(kernel, requests.init(7, 31, ALL_BUT_EXT & ~MAX_PAGES),
                    initOut(31, (BASE | ATOMIC_O_TRUNC) & ~MAX_PAGES, maxWrite, maxPages));
        }
    }
}
