package memfs.kernel;

import static memfs.kernel.Replies.error;
import static memfs.kernel.Replies.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.kernel.Replies.Attr;
import memfs.kernel.Replies.Seconds;
import memfs.mount.MappedPages;
import memfs.store.StoreOptions;

/**
 * A store whose clock stands still, and replies compared byte by byte; its subclasses hold one request of each opcode
 * and its reply.
 */
@ParameterizedClass(name = "over a ring: {0}")
@ValueSource(booleans = {false, true})
abstract class GoldenBytes {
    static final long NOW = 1_700_000_000_123_456_789L;
    static final Seconds ENTRY = new Seconds(1, 500_000_000);
    static final Seconds ATTR = new Seconds(2, 250_000_000);
    static final Seconds NEGATIVE = new Seconds(0, 500_000_000);

    static final int DIRECTORY = 0040000;
    static final int REGULAR = 0100000;
    static final int SYMBOLIC_LINK = 0120000;
    static final int CHARACTER_DEVICE = 0020000;
    static final int RDWR = 2;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ENXIO = 6;
    static final int EBADF = 9;
    static final int EEXIST = 17;
    static final int ENOTDIR = 20;
    static final int EISDIR = 21;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;
    static final int ERANGE = 34;
    static final int ENAMETOOLONG = 36;
    static final int ENOSYS = 38;
    static final int ENOTEMPTY = 39;
    static final int ENODATA = 61;
    static final int EOPNOTSUPP = 95;
    static final int ESTALE = 116;

    static final Attr ROOT = directory(1, 2);

    final Requests requests = new Requests();
    final Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, () -> NOW),
            Conversation.options(Set.of(Feature.XATTR), 1.5, 2.25, 0.5));

    @Parameter
    boolean ring;

    @BeforeEach
    final void begin() {
        kernel.ask(requests.initExtended(45, -1, -1));
        if (ring) {
            kernel.useRing();
        }
    }

    @AfterEach
    final void close() {
        kernel.assertNothingLeaks();
        kernel.close();
    }

    /** A directory of nothing but directories; the store gives each entry, dots too, a size of 20. */
    static Attr directory(long ino, int nlink) {
        return new Attr(ino, 20L * nlink, 0, NOW, DIRECTORY | 0755, nlink, 0, 0, 0);
    }

    static Attr file(long ino, long size, long blocks) {
        return new Attr(ino, size, blocks, NOW, REGULAR | 0644, 1, 0, 0, 0);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    final void assertReply(byte[] request, byte[] reply) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertThat(hex.formatHex(kernel.ask(request))).isEqualTo(hex.formatHex(reply));
    }

    final void assertEntry(byte[] request, Attr attr) {
        assertReply(request, ok(request, attr.entry(ENTRY, ATTR)));
    }

    final void assertAttributes(byte[] request, Attr attr) {
        assertReply(request, ok(request, attr.out(ATTR)));
    }

    final void assertBody(byte[] request, Bytes body) {
        assertReply(request, ok(request, body));
    }

    final void assertOk(byte[] request) {
        assertReply(request, ok(request));
    }

    final void assertError(byte[] request, int errno) {
        assertReply(request, error(request, errno));
    }

    /** An open file "f" of ino 2 and handle 1, with these bytes. */
    final void createFile(String content) {
        kernel.ask(requests.create(1, "f", REGULAR | 0644, RDWR, 022));
        if (!content.isEmpty()) {
            kernel.ask(requests.write(2, 1, 0, ascii(content)));
        }
    }
}
