package memfs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import memfs.kernel.protocol.Opcode;
import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/** Whole conversations from INIT to DESTROY over the real store, without a mount. */
class ProtocolTest {
    private static final int REGULAR = 0100644;
    private static final int RDWR = 2;
    private static final int ENOENT = 2;
    private static final int EEXIST = 17;
    private static final int EINVAL = 22;
    private static final int ESTALE = 116;
    private static final int MANY = 500;

    private final Requests requests = new Requests();

    private Conversation begin(Feature... features) {
        Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                Conversation.options(Set.of(features), 1, 1, 0));
        kernel.body(requests.initExtended(45, -1, -1));
        return kernel;
    }

    private long lookup(Conversation kernel, long parent, String name) {
        return Bytes.u64(kernel.body(requests.lookup(parent, name)), 0);
    }

    private long mkdir(Conversation kernel, long parent, String name) {
        return Bytes.u64(kernel.body(requests.mkdir(parent, name, 0755, 0)), 0);
    }

    /** A new open file: its node id and its handle. */
    private record Created(long node, long fh) {}

    private Created create(Conversation kernel, long parent, String name) {
        byte[] body = kernel.body(requests.create(parent, name, REGULAR, RDWR, 0));
        return new Created(Bytes.u64(body, 0), Bytes.u64(body, Replies.ENTRY_SIZE));
    }

    private static void assertErrno(Conversation kernel, byte[] request, int errno) {
        assertThat(Replies.error(kernel.ask(request))).isEqualTo(errno);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void treeFromInitToDestroy() {
        try (Conversation kernel = begin(Feature.XATTR, Feature.READDIRPLUS)) {
            long src = mkdir(kernel, 1, "src");
            long lib = mkdir(kernel, src, "lib");
            Created main = create(kernel, src, "main.c");
            kernel.body(requests.write(main.node, main.fh, 0, ascii("int main;\n")));
            kernel.body(requests.flush(main.node, main.fh));
            kernel.body(requests.release(main.node, main.fh));
            kernel.body(requests.link(main.node, lib, "hard.c"));
            kernel.body(requests.symlink(lib, "soft.c", "../main.c"));
            kernel.body(requests.setxattr(main.node, "user.note", ascii("text"), 0));
            assertErrno(kernel, requests.rename2(src, "main.c", lib, "hard.c", 1), EEXIST);
            kernel.body(requests.rename2(src, "main.c", lib, "soft.c", 2));
            assertThat(lookup(kernel, lib, "soft.c")).isEqualTo(main.node);
            kernel.body(requests.rename(lib, "hard.c", 1, "top.c"));
            assertThat(lookup(kernel, 1, "top.c")).isEqualTo(main.node);
            kernel.body(requests.unlink(1, "top.c"));
            kernel.body(requests.unlink(lib, "soft.c"));
            assertErrno(kernel, requests.unlink(lib, "soft.c"), ENOENT);
            kernel.body(requests.getattr(main.node));
            kernel.letGo();
            assertErrno(kernel, requests.getattr(main.node), ESTALE);
            kernel.assertNothingLeaks();
            kernel.body(requests.destroy());
        }
    }

    @Test
    void bytesOfAFileAreThoseWritten() {
        try (Conversation kernel = begin()) {
            Created file = create(kernel, 1, "f");
            byte[] block = new byte[4107];
            for (int i = 0; i < 100; i++) {
                Arrays.fill(block, (byte) i);
                kernel.body(requests.write(file.node, file.fh, (long) i * block.length, block));
            }
            for (int i = 99; i >= 0; i--) {
                Arrays.fill(block, (byte) i);
                assertThat(kernel.body(requests.read(file.node, file.fh, (long) i * block.length, block.length)))
                        .isEqualTo(block);
            }
            assertErrno(kernel, requests.read(file.node, file.fh, 0, 1 << 20), EINVAL);
            kernel.assertNothingLeaks();
        }
    }

    /** Names, node ids and attributes come in pieces of whatever size the kernel asks for, each once. */
    @Test
    void listingsOfEverySizeGiveEachNameOnce() {
        try (Conversation kernel = begin(Feature.READDIRPLUS)) {
            for (int i = 0; i < MANY; i++) {
                kernel.body(requests.mknod(1, "file-" + i, REGULAR, 0, 0));
            }
            kernel.letGo();
            for (int size : new int[]{300, 4096, 65536}) {
                assertThat(list(kernel, size)).hasSize(MANY + 2).doesNotHaveDuplicates();
                assertThat(kernel.lookups()).hasSize(MANY).containsValue(1L).doesNotContainKey(1L);
                kernel.letGo();
            }
            kernel.assertNothingLeaks();
        }
    }

    private List<String> list(Conversation kernel, int size) {
        List<String> names = new ArrayList<>();
        long fh = Bytes.u64(kernel.body(requests.opendir(1)), 0);
        long cookie = 0;
        byte[] entries = kernel.body(requests.readdirplus(1, fh, cookie, size));
        while (entries.length > 0) {
            assertThat(entries).hasSizeLessThanOrEqualTo(size);
            int at = 0;
            while (at < entries.length) {
                int dirent = at + Replies.ENTRY_SIZE;
                int length = Bytes.u32(entries, dirent + 16);
                names.add(new String(entries, dirent + Replies.DIRENT_SIZE, length, StandardCharsets.UTF_8));
                cookie = Bytes.u64(entries, dirent + 8);
                at = dirent + Replies.DIRENT_SIZE + (length + 7 & -8);
            }
            entries = kernel.body(requests.readdirplus(1, fh, cookie, size));
        }
        return names;
    }

    @Test
    void lookedUpFilesOutliveTheirNamesUntilForgotten() {
        try (Conversation kernel = begin()) {
            Created file = create(kernel, 1, "f");
            for (int i = 0; i < 3; i++) {
                lookup(kernel, 1, "f");
            }
            kernel.body(requests.release(file.node, file.fh));
            kernel.body(requests.unlink(1, "f"));
            assertThat(kernel.lookups()).containsEntry(file.node, 4L);
            kernel.ask(requests.forget(file.node, 3));
            kernel.body(requests.getattr(file.node));
            kernel.ask(requests.forget(file.node, 1));
            assertErrno(kernel, requests.getattr(file.node), ESTALE);
            kernel.assertNothingLeaks();
        }
    }

    @Test
    void openFilesOutliveNamesAndLookups() {
        try (Conversation kernel = begin()) {
            Created file = create(kernel, 1, "f");
            kernel.body(requests.write(file.node, file.fh, 0, ascii("text")));
            kernel.body(requests.unlink(1, "f"));
            kernel.ask(requests.forget(file.node, 1));
            assertThat(kernel.body(requests.read(file.node, file.fh, 0, 10))).isEqualTo(ascii("text"));
            kernel.body(requests.release(file.node, file.fh));
            assertThat(kernel.usage().liveBytes()).isZero();
            kernel.assertNothingLeaks();
        }
    }

    /** An unmount may come with handles and lookups out; no FORGET is sent after DESTROY, and closing frees all. */
    @Test
    void destroyWithFilesOpen() {
        try (Conversation kernel = begin()) {
            Created file = create(kernel, 1, "f");
            kernel.body(requests.write(file.node, file.fh, 0, new byte[100_000]));
            kernel.body(requests.destroy());
        }
    }

    /** Requests are short, so the interrupted one is answered as usual; the unique may be of nothing that is known. */
    @Test
    void interruptsChangeNothing() {
        try (Conversation kernel = begin()) {
            byte[] request = requests.lookup(1, "nothing");
            assertThat(kernel.ask(requests.interrupt(Requests.unique(request)))).isNull();
            kernel.body(request);
            assertThat(kernel.ask(requests.interrupt(-1))).isNull();
            kernel.assertNothingLeaks();
        }
    }

    @Test
    void messagesAreCounted() {
        try (Conversation kernel = begin()) {
            create(kernel, 1, "f");
            lookup(kernel, 1, "f");
            lookup(kernel, 1, "f");
            assertThat(kernel.served(Opcode.LOOKUP)).isEqualTo(2);
            assertThat(kernel.served(Opcode.CREATE)).isEqualTo(1);
            assertThat(kernel.served(Opcode.UNLINK)).isZero();
        }
    }
}
