package memfs.kernel;

import static memfs.kernel.Replies.dirent;
import static memfs.kernel.Replies.error;
import static memfs.kernel.Replies.ok;
import static memfs.kernel.Replies.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import memfs.kernel.Replies.Attr;
import memfs.kernel.Replies.Seconds;
import memfs.kernel.Requests.SetattrIn;
import memfs.store.StoreOptions;

/** One request of each opcode and its reply, byte by byte, on a store whose clock stands still. */
class GoldenBytesTest {
    private static final long NOW = 1_700_000_000_123_456_789L;
    private static final Seconds ENTRY = new Seconds(1, 500_000_000);
    private static final Seconds ATTR = new Seconds(2, 250_000_000);
    private static final Seconds NEGATIVE = new Seconds(0, 500_000_000);

    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int SYMBOLIC_LINK = 0120000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int RDWR = 2;

    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int ENXIO = 6;
    private static final int EBADF = 9;
    private static final int EEXIST = 17;
    private static final int ENOTDIR = 20;
    private static final int EISDIR = 21;
    private static final int EINVAL = 22;
    private static final int ERANGE = 34;
    private static final int ENAMETOOLONG = 36;
    private static final int ENOSYS = 38;
    private static final int ENOTEMPTY = 39;
    private static final int ENODATA = 61;
    private static final int EOPNOTSUPP = 95;
    private static final int ESTALE = 116;

    private static final Attr ROOT = directory(1, 2);

    private final Requests requests = new Requests();
    private final Conversation kernel = new Conversation(StoreOptions.DEFAULT.withClock(() -> NOW),
            Conversation.options(Set.of(Feature.XATTR), 1.5, 2.25, 0.5));

    GoldenBytesTest() {
        kernel.ask(requests.initExtended(45, -1, -1));
    }

    @AfterEach
    void close() {
        kernel.assertNothingLeaks();
        kernel.close();
    }

    /** A directory of nothing but directories; the store gives each entry, dots too, a size of 20. */
    private static Attr directory(long ino, int nlink) {
        return new Attr(ino, 20L * nlink, 0, NOW, DIRECTORY | 0755, nlink, 0, 0, 0);
    }

    private static Attr file(long ino, long size, long blocks) {
        return new Attr(ino, size, blocks, NOW, REGULAR | 0644, 1, 0, 0, 0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void assertReply(byte[] request, byte[] reply) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertThat(hex.formatHex(kernel.ask(request))).isEqualTo(hex.formatHex(reply));
    }

    private void assertEntry(byte[] request, Attr attr) {
        assertReply(request, ok(request, attr.entry(ENTRY, ATTR)));
    }

    private void assertAttributes(byte[] request, Attr attr) {
        assertReply(request, ok(request, attr.out(ATTR)));
    }

    private void assertBody(byte[] request, Bytes body) {
        assertReply(request, ok(request, body));
    }

    private void assertOk(byte[] request) {
        assertReply(request, ok(request));
    }

    private void assertError(byte[] request, int errno) {
        assertReply(request, error(request, errno));
    }

    /** An open file "f" of ino 2 and handle 1, with these bytes. */
    private void createFile(String content) {
        kernel.ask(requests.create(1, "f", REGULAR | 0644, RDWR, 022));
        if (!content.isEmpty()) {
            kernel.ask(requests.write(2, 1, 0, ascii(content)));
        }
    }

    /** The encoders of this test are held to one request and reply written out by hand. */
    @Test
    void lookupDigitByDigit() {
        kernel.ask(requests.mkdir(1, "dir", 0755, 0));
        byte[] lookup = Bytes.hex("""
                2c000000 01000000 2a00000000000000 0100000000000000 e8030000 e9030000 39300000 0000 0000
                64697200""");
        assertReply(lookup, Bytes.hex("""
                90000000 00000000 2a00000000000000
                0200000000000000 0000000000000000 0100000000000000 0200000000000000 0065cd1d 80b2e60e
                0200000000000000 2800000000000000 0000000000000000
                00f1536500000000 00f1536500000000 00f1536500000000 15cd5b07 15cd5b07 15cd5b07
                ed410000 02000000 00000000 00000000 00000000 00100000 00000000"""));
    }

    @Nested
    class Names {
        @Test
        void lookup() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            assertEntry(requests.lookup(1, "d"), directory(2, 2));
        }

        @Test
        void lookupOfNothingMayBeKept() {
            byte[] request = requests.lookup(1, "nothing");
            assertReply(request, ok(request, Bytes.of().zeros(16).u64(NEGATIVE.whole()).u64(0).u32(NEGATIVE.nanos())
                    .u32(0).zeros(88)));
        }

        @Test
        void lookupBelowAnUnknownNode() {
            assertError(requests.lookup(99, "d"), ESTALE);
        }

        @Test
        void lookupOfANameTooLong() {
            assertError(requests.lookup(1, "n".repeat(256)), ENAMETOOLONG);
            assertReplyIsNegative(requests.lookup(1, "n".repeat(255)));
        }

        private void assertReplyIsNegative(byte[] request) {
            assertThat(Bytes.u64(kernel.ask(request), Replies.HEADER_SIZE)).isZero();
        }

        @Test
        void forgetHasNoReply() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            assertThat(kernel.ask(requests.forget(2, 1))).isNull();
            assertOk(requests.rmdir(1, "d"));
            assertError(requests.getattr(2), ESTALE);
        }

        @Test
        void forgetOfTheRootIsIgnored() {
            assertThat(kernel.ask(requests.forget(1, 1))).isNull();
            assertAttributes(requests.getattr(1), ROOT);
        }

        @Test
        void batchForgetHasNoReply() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            kernel.ask(requests.mkdir(1, "e", 0755, 0));
            kernel.ask(requests.lookup(1, "e"));
            assertThat(kernel.ask(requests.batchForget(2, 1, 3, 2))).isNull();
            assertOk(requests.rmdir(1, "d"));
            assertOk(requests.rmdir(1, "e"));
            assertError(requests.getattr(2), ESTALE);
            assertError(requests.getattr(3), ESTALE);
        }

        @Test
        void symlinkAndReadlink() {
            assertEntry(requests.symlink(1, "s", "target"), new Attr(2, 6, 0, NOW, SYMBOLIC_LINK | 0777, 1, 0, 0, 0));
            assertBody(requests.readlink(2), Bytes.of().text("target"));
            assertError(requests.readlink(1), EINVAL);
        }

        @Test
        void mknod() {
            assertEntry(requests.mknod(1, "f", REGULAR | 0644, 0, 022), file(2, 0, 0));
            assertEntry(requests.mknod(1, "null", CHARACTER_DEVICE | 0666, 0x103, 0),
                    new Attr(3, 0, 0, NOW, CHARACTER_DEVICE | 0666, 1, 0, 0, 0x103));
            assertError(requests.mknod(1, "f", REGULAR | 0666, 0, 0), EEXIST);
        }

        @Test
        void mkdir() {
            assertEntry(requests.mkdir(1, "d", 0755, 022), directory(2, 2));
            assertAttributes(requests.getattr(1), directory(1, 3));
        }

        @Test
        void whatIsCreatedBelongsToTheCaller() {
            kernel.ask(requests.setattr(1, SetattrIn.ofMode(0777)));
            assertEntry(new Requests(1000, 1001, 7).mkdir(1, "d", 0700, 0),
                    new Attr(2, 40, 0, NOW, DIRECTORY | 0700, 2, 1000, 1001, 0));
        }

        @Test
        void unlink() {
            kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            assertOk(requests.unlink(1, "f"));
            assertError(requests.unlink(1, "f"), ENOENT);
            assertError(requests.unlink(1, "d"), EISDIR);
        }

        @Test
        void rmdir() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            kernel.ask(requests.mkdir(2, "e", 0755, 0));
            kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
            assertError(requests.rmdir(1, "d"), ENOTEMPTY);
            assertError(requests.rmdir(1, "f"), ENOTDIR);
            assertOk(requests.rmdir(2, "e"));
        }

        @Test
        void rename() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            kernel.ask(requests.mkdir(1, "e", 0755, 0));
            assertOk(requests.rename(1, "d", 3, "inner"));
            assertEntry(requests.lookup(3, "inner"), directory(2, 2));
            assertError(requests.rename(1, "d", 3, "inner"), ENOENT);
        }

        @Test
        void rename2NoReplace() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            kernel.ask(requests.mkdir(1, "e", 0755, 0));
            assertError(requests.rename2(1, "d", 1, "e", 1), EEXIST);
            assertOk(requests.rename2(1, "d", 1, "free", 1));
        }

        @Test
        void rename2Exchange() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
            assertOk(requests.rename2(1, "d", 1, "f", 2));
            assertEntry(requests.lookup(1, "f"), directory(2, 2));
            assertEntry(requests.lookup(1, "d"), file(3, 0, 0));
        }

        @Test
        void rename2Whiteout() {
            kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
            assertOk(requests.rename2(1, "f", 1, "g", 4));
            assertEntry(requests.lookup(1, "f"), new Attr(3, 0, 0, NOW, CHARACTER_DEVICE, 1, 0, 0, 0));
        }

        @Test
        void rename2WithUnknownFlags() {
            kernel.ask(requests.mkdir(1, "d", 0755, 0));
            assertError(requests.rename2(1, "d", 1, "e", 8), EINVAL);
        }

        @Test
        void link() {
            kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
            assertEntry(requests.link(2, 1, "g"), new Attr(2, 0, 0, NOW, REGULAR | 0644, 2, 0, 0, 0));
            assertError(requests.link(1, 1, "h"), EPERM);
        }
    }

    @Nested
    class Attributes {
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
            assertAttributes(requests.setattr(2, SetattrIn.ofSize(3)), file(2, 3, 8));
            assertAttributes(requests.setattr(2, SetattrIn.ofSize(1 << 20, 1)), file(2, 1 << 20, 8));
            assertError(requests.setattr(2, SetattrIn.ofSize(-1)), EINVAL);
            assertError(requests.setattr(2, SetattrIn.ofSize(0, 99)), EBADF);
        }

        @Test
        void times() {
            createFile("");
            byte[] request = requests.setattr(2, SetattrIn.ofTimes(-1, 5, 4_294_967_296L, 999_999_999, 7, 8));
            assertBody(request, Bytes.of().u64(ATTR.whole()).u32(ATTR.nanos()).u32(0).u64(2).u64(0).u64(0).u64(-1)
                    .u64(4_294_967_296L).u64(7).u32(5).u32(999_999_999).u32(8).u32(REGULAR | 0644).u32(1).u32(0)
                    .u32(0).u32(0).u32(4096).u32(0));
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
    }

    @Nested
    class Files {
        @Test
        void openAndRelease() {
            kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
            assertBody(requests.open(2, RDWR), open(1, 0));
            assertOk(requests.release(2, 1));
            assertError(requests.open(1, RDWR), EISDIR);
            assertError(requests.release(2, 1), EBADF);
        }

        @Test
        void create() {
            byte[] request = requests.create(1, "f", REGULAR | 0644, RDWR, 022);
            assertBody(request, file(2, 0, 0).entry(ENTRY, ATTR).raw(open(1, 0).toArray()));
            assertError(requests.create(1, "f", REGULAR | 0666, RDWR, 022), EEXIST);
        }

        @Test
        void tmpfile() {
            byte[] request = requests.tmpfile(1, REGULAR | 0644, RDWR, 022);
            Attr nameless = new Attr(2, 0, 0, NOW, REGULAR | 0644, 0, 0, 0, 0);
            assertBody(request, nameless.entry(ENTRY, ATTR).raw(open(1, 0).toArray()));
            assertEntry(requests.link(2, 1, "named"), file(2, 0, 0));
        }

        @Test
        void write() {
            createFile("");
            assertBody(requests.write(2, 1, 4094, ascii("content")), Bytes.of().u32(7).u32(0));
            assertAttributes(requests.getattr(2), file(2, 4101, 16));
            assertError(requests.write(2, 99, 0, ascii("content")), EBADF);
        }

        @Test
        void writeToTheEnd() {
            createFile("con");
            assertBody(requests.write(2, 1, 0, ascii("tent"), 0, 02000), Bytes.of().u32(4).u32(0));
            assertBody(requests.read(2, 1, 0, 100), Bytes.of().text("content"));
        }

        @Test
        void read() {
            createFile("content");
            assertBody(requests.read(2, 1, 3, 3), Bytes.of().text("ten"));
            assertBody(requests.read(2, 1, 3, 4096), Bytes.of().text("tent"));
            assertBody(requests.read(2, 1, 7, 4096), Bytes.of());
            assertError(requests.read(2, 99, 0, 1), EBADF);
        }

        @Test
        void fsyncAndFlush() {
            createFile("");
            assertOk(requests.fsync(2, 1));
            assertOk(requests.flush(2, 1));
            assertError(requests.fsync(2, 99), EBADF);
        }

        @Test
        void fallocate() {
            createFile("content");
            assertOk(requests.fallocate(2, 1, 0, 8192, 1));
            assertAttributes(requests.getattr(2), file(2, 7, 16));
            assertOk(requests.fallocate(2, 1, 0, 4096, 1 | 2));
            assertBody(requests.read(2, 1, 0, 7), Bytes.of().zeros(7));
            assertOk(requests.fallocate(2, 1, 0, 10, 16));
            assertAttributes(requests.getattr(2), file(2, 10, 16));
            assertError(requests.fallocate(2, 1, 0, 1, 8), EOPNOTSUPP);
        }

        @Test
        void lseek() {
            createFile("content");
            assertOk(requests.fallocate(2, 1, 0, 4096, 1 | 2));
            kernel.ask(requests.write(2, 1, 8192, ascii("data")));
            assertBody(requests.lseek(2, 1, 0, 3), Bytes.of().u64(8192));
            assertBody(requests.lseek(2, 1, 8192, 4), Bytes.of().u64(8196));
            assertError(requests.lseek(2, 1, 8196, 3), ENXIO);
            assertError(requests.lseek(2, 1, 0, 9), EINVAL);
        }

        @Test
        void copyFileRange() {
            createFile("content");
            kernel.ask(requests.create(1, "g", REGULAR | 0644, RDWR, 0));
            assertBody(requests.copyFileRange(Requests.COPY_FILE_RANGE, 2, 1, 3, 3, 2, 0, 100),
                    Bytes.of().u32(4).u32(0));
            assertBody(requests.read(3, 2, 0, 100), Bytes.of().text("tent"));
        }

        @Test
        void copyFileRange64() {
            createFile("content");
            kernel.ask(requests.create(1, "g", REGULAR | 0644, RDWR, 0));
            assertBody(requests.copyFileRange(Requests.COPY_FILE_RANGE_64, 2, 1, 3, 3, 2, 0, 1L << 40),
                    Bytes.of().u64(4));
            assertError(requests.copyFileRange(Requests.COPY_FILE_RANGE_64, 2, 1, 0, 2, 1, 1, 3), EINVAL);
        }
    }

    @Nested
    class Directories {
        private static final int TYPE_DIRECTORY = 4;
        private static final int TYPE_REGULAR = 8;

        @Test
        void opendirAndReleasedir() {
            assertBody(requests.opendir(1), open(1, 0));
            assertOk(requests.fsyncdir(1, 1));
            assertOk(requests.releasedir(1, 1));
            assertError(requests.releasedir(1, 1), EBADF);
        }

        @Test
        void readdir() {
            kernel.ask(requests.mknod(1, "file-name", REGULAR | 0644, 0, 0));
            kernel.ask(requests.opendir(1));
            long first = firstCookie();
            assertBody(requests.readdir(1, 1, 0, 4096),
                    dirent(1, 1, TYPE_DIRECTORY, ".").raw(dirent(1, 2, TYPE_DIRECTORY, "..").toArray())
                            .raw(dirent(2, first, TYPE_REGULAR, "file-name").toArray()));
            assertBody(requests.readdir(1, 1, first, 4096), Bytes.of());
        }

        @Test
        void readdirGivesWholeRecords() {
            kernel.ask(requests.opendir(1));
            assertBody(requests.readdir(1, 1, 0, 63), dirent(1, 1, TYPE_DIRECTORY, "."));
            assertBody(requests.readdir(1, 1, 1, 32), dirent(1, 2, TYPE_DIRECTORY, ".."));
        }

        @Test
        void readdirplusCountsAsLookupButForDots() {
            kernel.ask(requests.mknod(1, "f", REGULAR | 0644, 0, 0));
            kernel.ask(requests.forget(2, 1));
            kernel.ask(requests.opendir(1));
            long first = firstCookie();
            Bytes expected = Bytes.of().zeros(128).raw(dirent(1, 1, TYPE_DIRECTORY, ".").toArray()).zeros(128)
                    .raw(dirent(1, 2, TYPE_DIRECTORY, "..").toArray())
                    .raw(file(2, 0, 0).entry(ENTRY, ATTR).toArray())
                    .raw(dirent(2, first, TYPE_REGULAR, "f").toArray());
            assertBody(requests.readdirplus(1, 1, 0, 4096), expected);
            assertOk(requests.unlink(1, "f"));
            assertAttributes(requests.getattr(2), new Attr(2, 0, 0, NOW, REGULAR | 0644, 0, 0, 0, 0));
            kernel.ask(requests.forget(2, 1));
            assertError(requests.getattr(2), ESTALE);
        }

        /** Cookies are the store's own choice, so the one of the first entry is asked for. */
        private long firstCookie() {
            byte[] reply = kernel.ask(requests.readdir(1, 1, 2, 4096));
            return Bytes.u64(reply, Replies.HEADER_SIZE + 8);
        }
    }

    @Nested
    class Xattrs {
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
    }

    @Nested
    class Others {
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
            for (int opcode : new int[]{0, 7, 31, 32, 33, 37, 39, 40, 48, 49, 52, 54, 63, 64, 4096, -1}) {
                assertError(requests.request(opcode, 1, Bytes.of().zeros(64)), ENOSYS);
            }
        }
    }
}
