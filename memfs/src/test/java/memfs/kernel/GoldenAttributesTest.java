package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.kernel.Replies.Attr;
import memfs.kernel.Requests.SetattrIn;

/** Requests on attributes, and those on no file at all, byte by byte. */
class GoldenAttributesTest extends GoldenBytes {
    @Test
    void getattr() {
        assertAttributes(requests.getattr(1), ROOT);
        assertError(requests.getattr(99), ESTALE);
    }

    @Test
    void mode() {
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        assertAttributes(requests.setattr(2, SetattrIn.ofMode(REGULAR | 04755)),
                new Attr(2, 0, 0, NOW, REGULAR | 04755, 1, 0, 0, 0));
    }

    @Test
    void owner() {
        kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
        assertAttributes(requests.setattr(2, SetattrIn.ofOwner(1000, 1001)),
                new Attr(2, 0, 0, NOW, REGULAR | 0644, 1, 1000, 1001, 0));
    }

    @Test
    void size() {
        createFile("content");
        assertAttributes(requests.setattr(2, SetattrIn.ofSize(3)), file(2, 3, 1));
        assertAttributes(requests.setattr(2, SetattrIn.ofSize(1 << 20, 1)), file(2, 1 << 20, 1));
        assertError(requests.setattr(2, SetattrIn.ofSize(-1)), EINVAL);
        assertError(requests.setattr(2, SetattrIn.ofSize(0, 99)), EBADF);
    }

    @Test
    void times() {
        createFile("");
        byte[] request = requests.setattr(2, SetattrIn.ofTimes(-1, 5, 4_294_967_296L, 999_999_999, 7, 8));
        assertBody(request, Bytes.of().u64(ATTR.whole()).u32(ATTR.nanos()).u32(0).u64(2).u64(0).u64(0).u64(-1)
                .u64(4_294_967_296L).u64(7).u32(5).u32(999_999_999).u32(8).u32(REGULAR | 0644).u32(1).u32(0)
                .u32(0).u32(0).u32(8192).u32(0));
    }

    /** The year 2300, the years that 64 bits of nanoseconds end in, and all that a second can be. */
    @ParameterizedTest
    @ValueSource(longs = {10_413_792_000L, 9_223_372_036L, 9_223_372_037L, -9_223_372_037L, -9_223_372_038L,
            -2_147_483_649L, Long.MAX_VALUE, Long.MIN_VALUE})
    void timesOfAnySecond(long second) {
        createFile("");
        byte[] request = requests.setattr(2,
                SetattrIn.ofTimes(second, 999_999_999, second, 1, second, 145_224_192));
        Bytes body = Bytes.of().u64(ATTR.whole()).u32(ATTR.nanos()).u32(0).u64(2).u64(0).u64(0).u64(second)
                .u64(second).u64(second).u32(999_999_999).u32(1).u32(145_224_192).u32(REGULAR | 0644).u32(1).u32(0)
                .u32(0).u32(0).u32(8192).u32(0);
        assertBody(request, body);
        assertBody(requests.getattr(2), body);
    }

    /** struct fuse_statx_out: 288 bytes. */
    @Test
    void statx() {
        kernel.ask(requests.mknod(1, "null", CHARACTER_DEVICE | 0666, 0x12345678, 0));
        kernel.ask(requests.setattr(2, SetattrIn.ofTimes(-1, 5, 10_413_792_000L, 6, 7, 8)));
        assertBody(requests.statx(2), Bytes.of().u64(ATTR.whole()).u32(ATTR.nanos()).u32(0).zeros(16)
                .u32(0xfff).u32(8192).u64(0).u32(1).u32(0).u32(0).u16(CHARACTER_DEVICE | 0666).u16(0).u64(2).u64(0)
                .u64(0).u64(0).u64(-1).u32(5).u32(0).u64(NOW / 1_000_000_000).u32((int) (NOW % 1_000_000_000)).u32(0)
                .u64(7).u32(8).u32(0).u64(10_413_792_000L).u32(6).u32(0).u32(0x456).u32(0x12378).zeros(8).zeros(112));
        assertError(requests.statx(99), ESTALE);
    }

    /** FS_IOC_GETFLAGS, SETFLAGS, FSGETXATTR and FSSETXATTR; struct fuse_ioctl_out: 16 bytes, then what the command returns. */
    @Test
    void inodeFlags() {
        assertBody(requests.ioctl(1, 0x80086601, 4, new byte[0]), Bytes.of().zeros(16).u32(0));
        assertBody(requests.ioctl(1, 0x801c581f, 28, new byte[0]), Bytes.of().zeros(16).zeros(28));
        assertBody(requests.ioctl(1, 0x40086602, 0, new byte[4]), Bytes.of().zeros(16));
        assertError(requests.ioctl(1, 0x40086602, 0, new byte[]{0x10, 0, 0, 0}), EOPNOTSUPP);
        assertBody(requests.ioctl(1, 0x401c5820, 0, new byte[28]), Bytes.of().zeros(16));
        assertError(requests.ioctl(1, 0x40086602, 0, new byte[3]), EINVAL);
        assertError(requests.ioctl(1, 0x80087601, 8, new byte[0]), ENOTTY);
    }

    @Test
    void access() {
        assertOk(requests.access(1, 7));
        assertError(new Requests(1000, 1000, 1).access(1, 2), 13);
        assertError(requests.access(99, 0), ESTALE);
    }

    @Test
    void statfs() {
        byte[] request = requests.statfs();
        assertBody(request, Bytes.of().u64(262144).u64(262144).u64(262144).u64(1 << 20).u64((1 << 20) - 1)
                .u32(4096).u32(255).u32(4096).u32(0).zeros(24));
    }

    @Test
    void setAndGet() {
        assertOk(requests.setxattr(1, "user.key", ascii("value"), 0));
        assertBody(requests.getxattr(1, "user.key", 0), Bytes.of().u32(5).u32(0));
        assertBody(requests.getxattr(1, "user.key", 5), Bytes.of().text("value"));
        assertError(requests.getxattr(1, "user.key", 4), ERANGE);
        assertError(requests.getxattr(1, "user.none", 4), ENODATA);
        assertError(requests.setxattr(1, "user.key", ascii("value"), 1), EEXIST);
        assertError(requests.setxattr(1, "user.none", ascii("value"), 2), ENODATA);
        assertError(requests.setxattr(1, "odd.key", ascii("value"), 0), EOPNOTSUPP);
    }

    @Test
    void namesOfAttributesAreNoPaths() {
        assertOk(requests.setxattr(1, "user.a/b", ascii("value"), 0));
        assertBody(requests.getxattr(1, "user.a/b", 5), Bytes.of().text("value"));
        assertError(requests.getxattr(1, "user.a", 5), ENODATA);
        assertError(requests.setxattr(1, "/", ascii("value"), 0), EOPNOTSUPP);
        assertError(requests.setxattr(1, "", ascii("value"), 0), ERANGE);
        assertError(requests.setxattr(1, "user." + "n".repeat(251), ascii("value"), 0), ERANGE);
        assertBody(requests.listxattr(1, 9), Bytes.of().name("user.a/b"));
        assertOk(requests.removexattr(1, "user.a/b"));
    }

    /** What is more than 64 KiB is ERANGE, which fs/xattr.c makes E2BIG of. */
    @Test
    void listOfMoreThanThereIsRoomFor() {
        for (int i = 0; i < 257; i++) {
            kernel.ask(requests.setxattr(1, "user." + "%0250d".formatted(i), ascii("value"), 0));
        }
        assertError(requests.listxattr(1, 65536), ERANGE);
        assertBody(requests.listxattr(1, 0), Bytes.of().u32(257 * 256).u32(0));
        assertOk(requests.removexattr(1, "user." + "%0250d".formatted(0)));
    }

    @Test
    void list() {
        assertBody(requests.listxattr(1, 0), Bytes.of().u32(0).u32(0));
        kernel.ask(requests.setxattr(1, "user.key", ascii("value"), 0));
        assertBody(requests.listxattr(1, 0), Bytes.of().u32(9).u32(0));
        assertBody(requests.listxattr(1, 9), Bytes.of().name("user.key"));
        assertError(requests.listxattr(1, 8), ERANGE);
    }

    @Test
    void remove() {
        kernel.ask(requests.setxattr(1, "user.key", ascii("value"), 0));
        assertOk(requests.removexattr(1, "user.key"));
        assertError(requests.removexattr(1, "user.key"), ENODATA);
    }

    @Test
    void interruptHasNoReply() {
        assertThat(kernel.ask(requests.interrupt(2))).isNull();
    }

    @Test
    void syncfs() {
        assertOk(requests.syncfs());
    }

    @Test
    void destroy() {
        assertOk(requests.destroy());
    }

    @Test
    void unknownOpcodesAreNotServed() {
        for (int opcode : new int[]{0, 7, 31, 32, 33, 37, 40, 48, 49, 54, 63, 64, 4096, -1}) {
            assertError(requests.request(opcode, 1, Bytes.of().zeros(64)), ENOSYS);
        }
    }
}
