package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.XattrName;

class XattrNameTest {
    private static XattrName set(XattrName name, String text) {
        return name.set(MemorySegment.ofArray((" " + text + " ").getBytes()), 1, text.length());
    }

    @Test
    void lengthsAreLimited() {
        assertThat(XattrName.of("x".repeat(255)).length()).isEqualTo(255);
        assertErrno(Errno.ERANGE, () -> XattrName.of("x".repeat(256)));
        assertErrno(Errno.ERANGE, () -> XattrName.of(""));
    }

    @Test
    void aSlashIsAByteLikeAnyOther() {
        assertThat(XattrName.of("user.a/../b/").toBytes()).isEqualTo("user.a/../b/".getBytes());
    }

    @Test
    void bytesNeedNotBeText() {
        byte[] bytes = {(byte) 0xff, 'a', (byte) 0xc0};

        assertThat(XattrName.of(bytes).toBytes()).isEqualTo(bytes);
        assertThat(XattrName.of(bytes).compareTo(new byte[]{0x7f})).as("bytes are unsigned").isPositive();
    }

    @Test
    void aShorterOneThatIsSetAnewHasNothingOfTheLongerOne() {
        XattrName name = XattrName.of("user.long");

        assertThat(set(name, "user.s").toBytes()).isEqualTo("user.s".getBytes());
        assertThat(name).hasToString("user.s");
        assertThat(name.startsWith("user.".getBytes())).isTrue();
        assertThat(name.startsWith("user.lo".getBytes())).isFalse();
        assertThat(name.compareTo("user.long".getBytes())).isPositive();
        assertThat(name.compareTo("user.s".getBytes())).isZero();
    }

    @Test
    void namesStayThoughTheRequestsOwnIsSetAnew() {
        try (StoreFixture store = new StoreFixture()) {
            XattrName name = new XattrName();
            long ino = store.file(ROOT, "file").ino();
            for (String each : new String[]{"user.a", "user.b", "user.c"}) {
                store.fs.setxattr(Caller.ROOT, ino, set(name, each), new byte[]{1}, OpenFlags.XATTR_CREATE);
            }
            store.fs.removexattr(Caller.ROOT, ino, set(name, "user.a"));
            set(name, "user.x");

            assertThat(new String(store.fs.listxattr(Caller.ROOT, ino))).isEqualTo("user.b\0user.c\0");
            assertThat(store.fs.getxattr(Caller.ROOT, ino, set(name, "user.b"))).containsExactly(1);
        }
    }
}
