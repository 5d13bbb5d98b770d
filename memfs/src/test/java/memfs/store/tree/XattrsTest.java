package memfs.store.tree;

import static memfs.posix.OpenFlags.XATTR_CREATE;
import static memfs.posix.OpenFlags.XATTR_REPLACE;
import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Timestamp;
import memfs.store.FileSystem;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;

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
        fs.setxattr(caller, file, XattrName.of(name), VALUE, flags);
    }

    private String names(Caller caller) {
        return new String(fs.listxattr(caller, file));
    }

    @Test
    void keepsValuesAndStampsCtime() {
        Timestamp before = store.stat(file).ctime();
        set(ALICE, "user.a", 0);

        assertThat(fs.getxattr(BOB, file, XattrName.of("user.a"))).isEqualTo(VALUE);
        assertThat(names(ALICE)).isEqualTo("user.a\0");
        assertThat(store.stat(file).ctime()).isGreaterThan(before);
        fs.removexattr(ALICE, file, XattrName.of("user.a"));
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
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, XattrName.of("user.a")));
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, XattrName.of("security.capability")));
        assertErrno(Errno.ENODATA, () -> fs.removexattr(ALICE, file, XattrName.of("user.a")));
        set(ALICE, "user.a", 0);
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, XattrName.of("user.b")));
        assertErrno(Errno.ENODATA, () -> fs.removexattr(ALICE, file, XattrName.of("user.b")));
    }

    @Test
    void namespacesHaveTheirRules() {
        assertErrno(Errno.EOPNOTSUPP, () -> set(Caller.ROOT, "system.posix_acl_access", 0));
        assertErrno(Errno.EOPNOTSUPP, () -> fs.getxattr(Caller.ROOT, file, XattrName.of("system.posix_acl_access")));
        assertErrno(Errno.EOPNOTSUPP, () -> set(Caller.ROOT, "plain", 0));
        assertErrno(Errno.EINVAL, () -> set(Caller.ROOT, "user.", 0));
        assertErrno(Errno.EPERM, () -> set(ALICE, "trusted.a", 0));
        assertErrno(Errno.EPERM, () -> set(ALICE, "security.a", 0));
        assertErrno(Errno.EACCES, () -> set(BOB, "user.a", 0));
        set(Caller.ROOT, "trusted.a", 0);
        set(Caller.ROOT, "security.a", 0);
        assertThat(names(Caller.ROOT)).isEqualTo("security.a\0trusted.a\0");
        assertThat(names(ALICE)).isEqualTo("security.a\0");
        assertErrno(Errno.ENODATA, () -> fs.getxattr(ALICE, file, XattrName.of("trusted.a")));
        assertThat(fs.getxattr(ALICE, file, XattrName.of("security.a"))).isEqualTo(VALUE);
    }

    @Test
    void symlinksHaveNoUserAttributes() {
        long link = store.released(fs.symlink(ALICE, open, name("link"), new byte[]{'x'})).ino();

        assertErrno(Errno.EPERM, () -> fs.setxattr(Caller.ROOT, link, XattrName.of("user.a"), VALUE, 0));
        assertErrno(Errno.ENODATA, () -> fs.getxattr(Caller.ROOT, link, XattrName.of("user.a")));
        fs.setxattr(Caller.ROOT, link, XattrName.of("trusted.a"), VALUE, 0);
    }

    @Test
    void aStickyDirectorysAttributesAreItsOwners() {
        long sticky = store.mkdir(Caller.ROOT, open, "sticky", 01777).ino();

        assertErrno(Errno.EPERM, () -> fs.setxattr(ALICE, sticky, XattrName.of("user.a"), VALUE, 0));
        fs.setxattr(Caller.ROOT, sticky, XattrName.of("user.a"), VALUE, 0);
    }

    @Test
    void sizesAreLimitedAndCounted() {
        fs.setxattr(ALICE, file, XattrName.of("user.a"), new byte[65536], 0);
        assertThat(store.fs.usage().liveBytes()).isGreaterThanOrEqualTo(65536);
        set(ALICE, "user.a", 0);
        assertThat(store.fs.usage().liveBytes()).isBetween(3L, (long) BlockPool.PAGE_SIZE);
        assertErrno(Errno.E2BIG, () -> fs.setxattr(ALICE, file, XattrName.of("user.b"), new byte[65537], 0));
    }

    @Test
    void eachCountsAsAnInode() {
        long free = fs.statfs().filesFree();
        set(ALICE, "user.a", 0);
        set(ALICE, "user.b", 0);
        set(ALICE, "user.a", XATTR_REPLACE);
        assertThat(fs.statfs().filesFree()).isEqualTo(free - 2);
        fs.removexattr(ALICE, file, XattrName.of("user.a"));
        assertThat(fs.statfs().filesFree()).isEqualTo(free - 1);
        fs.unlink(ALICE, open, name("file"));
        assertThat(fs.statfs().filesFree()).isEqualTo(free + 1);
    }

    @Test
    void namesAreListedInTheirOrder() {
        for (String name : List.of("user.b", "trusted.z", "user.a", "user.B", "user.a/", "user.a\u00ff",
                "security.s")) {
            set(Caller.ROOT, name, 0);
        }

        assertThat(names(Caller.ROOT))
                .isEqualTo("security.s\0trusted.z\0user.B\0user.a\0user.a/\0user.a\u00ff\0user.b\0");
        fs.removexattr(Caller.ROOT, file, XattrName.of("user.a"));
        assertThat(names(ALICE)).isEqualTo("security.s\0user.B\0user.a/\0user.a\u00ff\0user.b\0");
        for (String name : names(Caller.ROOT).split("\0")) {
            assertThat(fs.getxattr(Caller.ROOT, file, XattrName.of(name))).isEqualTo(VALUE);
        }
    }

    /** As on tmpfs, where they only can't be listed any more. */
    @Test
    void theirNumberIsNotLimitedByTheirList() {
        for (int i = 0; i < 1_000; i++) {
            set(ALICE, longName(i), 0);
            assertThat(names(ALICE)).hasSize(256 * Math.min(i + 1, 257));
        }

        assertThat(fs.getxattr(ALICE, file, XattrName.of(longName(999)))).isEqualTo(VALUE);
        set(ALICE, longName(7), XATTR_REPLACE);
        for (int i = 999; i > 0; i--) {
            fs.removexattr(ALICE, file, XattrName.of(longName(i)));
        }
        assertThat(names(ALICE)).isEqualTo(longName(0) + "\0");
    }

    private static String longName(int number) {
        return "user." + "%0250d".formatted(number);
    }
}
