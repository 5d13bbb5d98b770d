package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.OpenFile;
import memfs.store.SizeControl;
import memfs.store.StoreOptions;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;
import memfs.sys.WallClock;

class SizeAttributeTest {
    private static final XattrName SIZE = XattrName.of("memfs.size");
    private static final int PAGE = BlockPool.PAGE_SIZE;

    private final StoreFixture store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)
            .withSizeLimit(10 * PAGE).withSizeControl(new SizeControl(1000, Long::parseLong)));

    @AfterEach
    void close() {
        store.close();
    }

    private void resize(Caller caller, String size) {
        store.fs.setxattr(caller, ROOT, SIZE, size.getBytes(), 0);
    }

    private String size(Caller caller) {
        return new String(store.fs.getxattr(caller, ROOT, SIZE));
    }

    @Test
    void isTheSizeLimit() {
        assertThat(size(BOB)).isEqualTo(Integer.toString(10 * PAGE));
        resize(Caller.ROOT, Integer.toString(20 * PAGE));
        assertThat(size(BOB)).isEqualTo(Integer.toString(20 * PAGE));
        assertThat(store.fs.statfs().blocks()).isEqualTo(20);
        assertThat(store.fs.usage().capacityBytes()).isEqualTo(20 * PAGE);
    }

    @Test
    void bindsTheNextWrite() {
        OpenFile fh = store.open(store.file(ROOT, "file").ino());
        store.fs.fallocate(Caller.ROOT, fh, 0, 0, 5 * PAGE);
        resize(Caller.ROOT, Long.toString(store.fs.usage().liveBytes()));
        assertErrno(Errno.ENOSPC, () -> store.write(fh, "x", 5 * PAGE));
        resize(Caller.ROOT, Integer.toString(20 * PAGE));
        assertThat(store.write(fh, "x", 5 * PAGE)).isEqualTo(1);
        store.fs.release(fh);
    }

    @Test
    void isNoLessThanWhatIsStored() {
        OpenFile fh = store.open(store.file(ROOT, "file").ino());
        store.fs.fallocate(Caller.ROOT, fh, 0, 0, 5 * PAGE);
        long live = store.fs.usage().liveBytes();
        assertErrno(Errno.EINVAL, () -> resize(Caller.ROOT, Long.toString(live - 1)));
        assertThat(size(BOB)).isEqualTo(Integer.toString(10 * PAGE));
        resize(Caller.ROOT, Long.toString(live));
        assertErrno(Errno.ENOSPC, () -> store.write(fh, "x", 5 * PAGE));
        store.fs.release(fh);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "much", "99999999999999999999", "\0"})
    void isASize(String text) {
        assertErrno(Errno.EINVAL, () -> resize(Caller.ROOT, text));
    }

    @Test
    void belongsToWhoMountedAndToRoot() {
        resize(ALICE, Integer.toString(20 * PAGE));
        assertErrno(Errno.EPERM, () -> resize(BOB, Integer.toString(20 * PAGE)));
    }

    @Test
    void isAlwaysThereAndNeverListed() {
        assertErrno(Errno.EEXIST,
                () -> store.fs.setxattr(Caller.ROOT, ROOT, SIZE, new byte[]{'9'}, OpenFlags.XATTR_CREATE));
        assertThat(store.fs.listxattr(Caller.ROOT, ROOT)).isEmpty();
        assertErrno(Errno.EOPNOTSUPP, () -> store.fs.removexattr(Caller.ROOT, ROOT, SIZE));
    }

    @Test
    void isTheRootsAlone() {
        long ino = store.mkdir(ROOT, "directory").ino();
        assertErrno(Errno.EOPNOTSUPP, () -> store.fs.getxattr(Caller.ROOT, ino, SIZE));
        assertErrno(Errno.EOPNOTSUPP, () -> store.fs.setxattr(Caller.ROOT, ino, SIZE, new byte[]{'9'}, 0));
    }
}
