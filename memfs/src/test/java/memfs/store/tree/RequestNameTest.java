package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.store.FileSystem;
import memfs.store.KeptName;
import memfs.store.Name;
import memfs.store.RequestName;

/** A name that is reused for each request: equal to any other, and never what a directory or an inode keeps. */
class RequestNameTest {
    private final StoreFixture store = new StoreFixture();
    private final RequestName name = new RequestName();
    private final RequestName newName = new RequestName();

    @AfterEach
    void close() {
        store.close();
    }

    private static RequestName set(RequestName target, String text) {
        byte[] bytes = ("/" + text + "/").getBytes(StandardCharsets.UTF_8);
        return target.set(MemorySegment.ofArray(bytes), 1, bytes.length - 2);
    }

    /** As the requests after this one do, with a name that is longer than any here. */
    private void reuse() {
        set(name, "x".repeat(Name.MAX_LENGTH));
        set(newName, "y".repeat(Name.MAX_LENGTH));
    }

    @Test
    void itIsTheNameThatItWasSetTo() {
        set(name, "a longer one");

        assertThat(set(name, "name")).isEqualTo(Name.of("name")).hasSameHashCodeAs(Name.of("name"))
                .hasToString("name").isNotEqualTo(Name.of("names"));
        assertThat((Object) Name.of("name")).isEqualTo(name);
        assertThat(name.toBytes()).isEqualTo("name".getBytes(StandardCharsets.UTF_8));
        assertThat(name.startsWith(Name.of("na"))).isTrue();
        assertThat(name.startsWith(Name.of("name longer"))).isFalse();
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertErrno(Errno.ENOENT, () -> set(name, ""));
        assertErrno(Errno.ENAMETOOLONG, () -> set(name, "x".repeat(256)));
        assertErrno(Errno.EINVAL, () -> set(name, "a/b"));
        assertErrno(Errno.EINVAL, () -> set(name, "a\0b"));
    }

    @Test
    void whatIsKeptOfItStaysWhenItIsReused() {
        KeptName kept = new KeptName(set(name, "kept")) {
        };
        reuse();

        assertThat(kept).isEqualTo(Name.of("kept")).hasToString("kept");
    }

    @Test
    void namesOfNewInodesStay() {
        store.released(store.fs.mknod(Caller.ROOT, ROOT, set(name, "file"), Mode.S_IFREG | 0644, 0));
        reuse();
        store.released(store.fs.mkdir(Caller.ROOT, ROOT, set(name, "directory"), 0755));
        reuse();
        store.released(store.fs.symlink(Caller.ROOT, ROOT, set(name, "symlink"), new byte[]{'t'}));
        reuse();
        FileSystem.Created created = store.fs.create(Caller.ROOT, ROOT, set(name, "created"), 0644, OpenFlags.O_RDWR);
        store.fs.release(created.file());
        store.released(created.stat());
        reuse();
        store.released(store.fs.link(Caller.ROOT, created.stat().ino(), ROOT, set(name, "link")));
        reuse();

        assertNames("file", "directory", "symlink", "created", "link");
    }

    @Test
    void namesOfARenameStay() {
        store.file(ROOT, "old");
        store.file(ROOT, "other");

        rename("old", "new", 0);
        assertNames("other", "new");
        rename("new", "other", OpenFlags.RENAME_EXCHANGE);
        assertNames("other", "new");
        rename("new", "moved", OpenFlags.RENAME_WHITEOUT);
        assertNames("other", "new", "moved");
        rename("moved", "other", 0);
        assertNames("other", "new");
    }

    private void rename(String from, String to, int flags) {
        store.fs.rename(Caller.ROOT, ROOT, set(name, from), ROOT, set(newName, to), flags);
        reuse();
    }

    /** In this order, and found by name, too. */
    private void assertNames(String... expected) {
        assertThat(store.list(ROOT)).containsExactly(expected);
        for (String each : expected) {
            assertThat(store.find(ROOT, each)).as(each).isNotNull();
            assertThat(store.released(store.fs.lookup(Caller.ROOT, ROOT, set(name, each)))).as(each).isNotNull();
        }
    }
}
