package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.AclText.ACCESS;
import static memfs.testing.AclText.DEFAULT;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.SetAttr;
import memfs.posix.Timestamp;
import memfs.store.FileSystem;
import memfs.store.StoreOptions;
import memfs.store.XattrName;
import memfs.sys.WallClock;
import memfs.testing.AclText;

class AclsTest {
    private static final StoreOptions OPTIONS = StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos)
            .withCheckPermissions(false).withAcls(true);
    private static final String ALLOWING = "u::rw-,u:1001:rwx,g::r--,m::rwx,o::---";
    private static final String INHERITED = "u::rwx,u:1001:rwx,g::r-x,m::rwx,o::r-x";

    private final StoreFixture store = new StoreFixture(OPTIONS);
    private final FileSystem fs = store.fs;
    private final long dir = store.mkdir(ALICE, ROOT, "dir", 0755).ino();
    private final long file = store.file(ALICE, ROOT, "file", 0640).ino();

    @AfterEach
    void nothingIsLeft() {
        store.close();
    }

    private void set(Caller caller, long ino, String name, String acl) {
        fs.setxattr(caller, ino, XattrName.of(name), AclText.value(acl), 0);
    }

    private String get(long ino, String name) {
        return AclText.text(fs.getxattr(BOB, ino, XattrName.of(name)));
    }

    private int permissions(long ino) {
        return Mode.permissions(store.stat(ino).mode());
    }

    private void chmod(long ino, int mode) {
        fs.setattr(ALICE, ino, SetAttr.ofMode(mode), null);
    }

    @Test
    void aListSetsTheMode() {
        Timestamp before = store.stat(file).ctime();
        set(ALICE, file, ACCESS, ALLOWING);

        assertThat(permissions(file)).isEqualTo(0670);
        assertThat(get(file, ACCESS)).isEqualTo(ALLOWING);
        assertThat(store.stat(file).ctime()).isGreaterThan(before);
        assertThat(new String(fs.listxattr(BOB, file))).isEqualTo(ACCESS + "\0");
    }

    @Test
    void theModeSetsTheList() {
        set(ALICE, file, ACCESS, ALLOWING);
        long taken = store.fs.usage().liveBytes();
        chmod(file, 0604);

        assertThat(get(file, ACCESS)).isEqualTo("u::rw-,u:1001:rwx,g::r--,m::---,o::r--");
        assertThat(store.fs.usage().liveBytes()).isEqualTo(taken);
    }

    @Test
    void whatTheModeCanSayIsNoList() {
        set(ALICE, file, ACCESS, ALLOWING);
        set(ALICE, file, ACCESS, "u::r--,g::-w-,o::--x");

        assertThat(permissions(file)).isEqualTo(0421);
        assertErrno(Errno.ENODATA, () -> get(file, ACCESS));
        assertThat(fs.listxattr(BOB, file)).isEmpty();
        assertThat(store.fs.usage().liveBytes()).isZero();
    }

    @Test
    void removingAListLeavesTheMode() {
        set(ALICE, file, ACCESS, ALLOWING);
        fs.removexattr(ALICE, file, XattrName.of(ACCESS));
        fs.removexattr(ALICE, file, XattrName.of(ACCESS));

        assertThat(permissions(file)).isEqualTo(0670);
        assertErrno(Errno.ENODATA, () -> get(file, ACCESS));
        fs.removexattr(ALICE, file, XattrName.of(DEFAULT));
    }

    @Test
    void whoIsNoMemberLosesSetgid() {
        long foreign = store.file(Caller.ROOT, ROOT, "foreign", 02755).ino();
        set(Caller.ROOT, foreign, ACCESS, ALLOWING);
        assertThat(permissions(foreign)).isEqualTo(02670);
        set(ALICE, foreign, ACCESS, ALLOWING);
        assertThat(permissions(foreign)).isEqualTo(0670);
    }

    @Test
    void whatIsCreatedInheritsInPlaceOfTheUmask() {
        set(ALICE, dir, DEFAULT, INHERITED);
        long created = store.file(ALICE, dir, "file", 0666).ino();
        long below = store.mkdir(ALICE, dir, "below", 0777).ino();
        long link = store.released(fs.symlink(ALICE, dir, name("link"), new byte[]{'x'})).ino();

        assertThat(permissions(created)).isEqualTo(0664);
        assertThat(get(created, ACCESS)).isEqualTo("u::rw-,u:1001:rwx,g::r-x,m::rw-,o::r--");
        assertErrno(Errno.ENODATA, () -> get(created, DEFAULT));
        assertThat(permissions(below)).isEqualTo(0775);
        assertThat(get(below, ACCESS)).isEqualTo(INHERITED);
        assertThat(get(below, DEFAULT)).isEqualTo(INHERITED);
        assertThat(fs.listxattr(Caller.ROOT, link)).isEmpty();
    }

    @Test
    void aDefaultThatAModeCanSayIsInheritedAsOne() {
        set(ALICE, dir, DEFAULT, "u::rwx,g::---,o::rwx");
        long created = store.file(ALICE, dir, "file", 0666).ino();

        assertThat(permissions(created)).isEqualTo(0606);
        assertThat(fs.listxattr(Caller.ROOT, created)).isEmpty();
        assertThat(get(store.mkdir(ALICE, dir, "below", 0777).ino(), DEFAULT)).isEqualTo("u::rwx,g::---,o::rwx");
    }

    @Test
    void whatDoesntFitIsNotCreated() {
        set(ALICE, dir, DEFAULT, INHERITED);
        long free = fs.statfs().filesFree();
        try (StoreFixture full = new StoreFixture(OPTIONS.withInodeLimit(4))) {
            long parent = full.mkdir(ALICE, ROOT, "dir", 0755).ino();
            full.fs.setxattr(ALICE, parent, XattrName.of(DEFAULT), AclText.value(INHERITED), 0);
            assertErrno(Errno.ENOSPC, () -> full.fs.mkdir(ALICE, parent, name("below"), 0777));
            assertThat(full.fs.statfs().filesFree()).isEqualTo(1);
            assertThat(full.list(parent)).isEmpty();
        }
        assertThat(fs.statfs().filesFree()).isEqualTo(free);
    }

    @Test
    void defaultsAreOfDirectoriesAndListsNotOfLinks() {
        long link = store.released(fs.symlink(ALICE, ROOT, name("link"), new byte[]{'x'})).ino();

        assertErrno(Errno.EACCES, () -> set(ALICE, file, DEFAULT, INHERITED));
        assertErrno(Errno.EOPNOTSUPP, () -> set(ALICE, link, ACCESS, ALLOWING));
        assertErrno(Errno.EOPNOTSUPP, () -> get(link, ACCESS));
        assertErrno(Errno.EINVAL, () -> set(ALICE, file, ACCESS, "u::rw-"));
        assertErrno(Errno.EINVAL, () -> set(ALICE, dir, DEFAULT, "u::rw-"));
        assertErrno(Errno.EOPNOTSUPP, () -> fs.getxattr(ALICE, file, XattrName.of("system.other")));
    }

    @Test
    void onlyTheKernelChecksThem() {
        assertThatThrownBy(() -> OPTIONS.withCheckPermissions(true))
                .hasMessageContaining("the kernel's to check");
    }
}
