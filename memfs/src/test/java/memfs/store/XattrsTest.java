package memfs.store;

import static memfs.posix.OpenFlags.XATTR_CREATE;
import static memfs.posix.OpenFlags.XATTR_REPLACE;
import static memfs.store.StoreFixture.ALICE;
import static memfs.store.StoreFixture.BOB;
import static memfs.store.StoreFixture.ROOT;
import static memfs.store.StoreFixture.assertErrno;
import static memfs.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Timestamp;

class XattrsTest {
    private static final byte[] VALUE = {1, 2, 3};

    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;
    private final long open = store.mkdir(Caller.ROOT, ROOT, "open", 0777).ino();
    private final long file = store.file(ALICE, open, "file", 0644).ino();

    @AfterEach
    void nothingIsLeft() {
        store.close();
    }

    private void set(Caller caller, String name, int flags) {
        fs.setxattr(caller, file, name(name), VALUE, flags);
    }

    private String names(Caller caller) {
        return new String(fs.listxattr(caller, file));
    }

    @Test
    void keepsValuesAndStampsCtime() {
        Timestamp before = store.stat(file).ctime();
        set(ALICE, "user.a", 0);

        assertThat(fs.getxattr(BOB, file, name("user.a"))).isEqualTo(VALUE);
        assertThat(names(ALICE)).isEqualTo("user.a\0");
        assertThat(store.stat(file).ctime()).isGreaterThan(before);
        fs.removexattr(ALICE, file, name("user.a"));
        assertThat(names(ALICE)).isEmpty();
        assertThat(store.fs.usage().liveBytes()).isZero();
    }

    @Test
    void createAndReplaceWantTheOneOrTheOther() {
        assertErrno(Errno.ENODATA, () -> set(ALICE, "user.a", XATTR_REPLACE));
        set(ALICE, "user.a", XATTR_CREATE);
        assertErrno(Errno.EEXIST, () -> set(ALICE, "user.a", XATTR_CREATE));
        set(ALICE, "user.a", XATTR_REPLACE);
        assertErrno(Errno.EINVAL, () -> set(ALICE, "user.a", 4));
    }

    @Test
    void absentOnesAreEnodata() {
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, name("user.a")));
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, name("security.capability")));
        assertErrno(Errno.ENODATA, () -> fs.removexattr(ALICE, file, name("user.a")));
        set(ALICE, "user.a", 0);
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, name("user.b")));
        assertErrno(Errno.ENODATA, () -> fs.removexattr(ALICE, file, name("user.b")));
    }

    @Test
    void namespacesHaveTheirRules() {
        assertErrno(Errno.EOPNOTSUPP, () -> set(Caller.ROOT, "system.posix_acl_access", 0));
        assertErrno(Errno.EOPNOTSUPP, () -> fs.getxattr(Caller.ROOT, file, name("system.posix_acl_access")));
        assertErrno(Errno.EOPNOTSUPP, () -> set(Caller.ROOT, "plain", 0));
        assertErrno(Errno.EINVAL, () -> set(Caller.ROOT, "user.", 0));
        assertErrno(Errno.EPERM, () -> set(ALICE, "trusted.a", 0));
        assertErrno(Errno.EPERM, () -> set(ALICE, "security.a", 0));
        assertErrno(Errno.EACCES, () -> set(BOB, "user.a", 0));
        set(Caller.ROOT, "trusted.a", 0);
        set(Caller.ROOT, "security.a", 0);
        assertThat(names(Caller.ROOT)).isEqualTo("trusted.a\0security.a\0");
        assertThat(names(ALICE)).isEqualTo("security.a\0");
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, name("trusted.a")));
        assertThat(fs.getxattr(ALICE, file, name("security.a"))).isEqualTo(VALUE);
    }

    @Test
    void symlinksHaveNoUserAttributes() {
        long link = store.released(fs.symlink(ALICE, open, name("link"), new byte[]{'x'})).ino();

        assertErrno(Errno.EPERM, () -> fs.setxattr(Caller.ROOT, link, name("user.a"), VALUE, 0));
        assertErrno(Errno.ENODATA, () -> fs.getxattr(Caller.ROOT, link, name("user.a")));
        fs.setxattr(Caller.ROOT, link, name("trusted.a"), VALUE, 0);
    }

    @Test
    void aStickyDirectorysAttributesAreItsOwners() {
        long sticky = store.mkdir(Caller.ROOT, open, "sticky", 01777).ino();

        assertErrno(Errno.EPERM, () -> fs.setxattr(ALICE, sticky, name("user.a"), VALUE, 0));
        fs.setxattr(Caller.ROOT, sticky, name("user.a"), VALUE, 0);
    }

    @Test
    void sizesAreLimitedAndCounted() {
        fs.setxattr(ALICE, file, name("user.a"), new byte[65536], 0);
        assertThat(store.fs.usage().liveBytes()).isGreaterThanOrEqualTo(65536);
        set(ALICE, "user.a", 0);
        assertThat(store.fs.usage().liveBytes()).isBetween(3L, (long) BlockPool.PAGE_SIZE);
        assertErrno(Errno.E2BIG, () -> fs.setxattr(ALICE, file, name("user.b"), new byte[65537], 0));
    }

    @Test
    void eachCountsAsAnInode() {
        long free = fs.statfs().filesFree();
        set(ALICE, "user.a", 0);
        set(ALICE, "user.b", 0);
        set(ALICE, "user.a", XATTR_REPLACE);
        assertThat(fs.statfs().filesFree()).isEqualTo(free - 2);
        fs.removexattr(ALICE, file, name("user.a"));
        assertThat(fs.statfs().filesFree()).isEqualTo(free - 1);
        fs.unlink(ALICE, open, name("file"));
        assertThat(fs.statfs().filesFree()).isEqualTo(free + 1);
    }

    @Test
    void theListOfNamesIsLimited() {
        for (int i = 0; i < 256; i++) {
            set(ALICE, "user." + "%0250d".formatted(i), 0);
        }

        assertThat(names(ALICE)).hasSize(65536);
        assertErrno(Errno.ENOSPC, () -> set(ALICE, "user.x", 0));
        set(ALICE, "user." + "%0250d".formatted(7), XATTR_REPLACE);
    }
}
