package memfs.store.tree;

import static memfs.posix.Timestamp.EPOCH;
import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.CAROL;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Capability;
import memfs.posix.Credentials;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.FileSystem;
import memfs.store.OpenFile;

class SetattrTest {
    private static final Timestamp LATER = new Timestamp(1, 234_567_891);
    private static final Timestamp BEFORE_1970 = new Timestamp(-1, 999_999_999);
    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;
    private final long open = store.mkdir(Caller.ROOT, ROOT, "open", 0777).ino();
    private final Stat file = store.file(ALICE, open, "file", 0644);

    @AfterEach
    void nothingIsLeft() {
        store.close();
    }

    private Stat set(Caller caller, SetAttr change) {
        return fs.setattr(caller, file.ino(), change, null);
    }

    @Test
    void umaskAppliesAndOwnerIsTheCaller() {
        assertThat(file.uid()).isEqualTo(1000);
        assertThat(file.gid()).isEqualTo(1000);
        assertThat(store.file(ALICE, open, "wide", 0666).mode()).isEqualTo(Mode.S_IFREG | 0644);
        assertThat(store.mkdir(ALICE, open, "dir", 0777).mode()).isEqualTo(Mode.S_IFDIR | 0755);
    }

    @Test
    void chmodIsTheOwners() {
        assertThat(set(ALICE, SetAttr.ofMode(0600)).mode()).isEqualTo(Mode.S_IFREG | 0600);
        assertThat(set(Caller.ROOT, SetAttr.ofMode(04711)).mode()).isEqualTo(Mode.S_IFREG | 04711);
        assertErrno(Errno.EPERM, () -> set(BOB, SetAttr.ofMode(0666)));
    }

    @Test
    void everyChangeStampsCtimeOnly() {
        Stat after = set(ALICE, SetAttr.ofMode(0600));

        assertThat(after.ctime()).isGreaterThan(file.ctime());
        assertThat(after.mtime()).isEqualTo(file.mtime());
        assertThat(after.atime()).isEqualTo(file.atime());
    }

    @Test
    void setgidIsForMembersOfTheGroup() {
        set(Caller.ROOT, SetAttr.ofOwner(1000, 4711));
        assertThat(set(ALICE, SetAttr.ofMode(02755)).mode() & 07777).isEqualTo(0755);
        set(Caller.ROOT, SetAttr.ofOwner(1002, 1000));
        assertThat(set(CAROL, SetAttr.ofMode(02755)).mode() & 07777).isEqualTo(02755);
    }

    @Test
    void chownByOrdinaryUsers() {
        assertErrno(Errno.EPERM, () -> set(ALICE, SetAttr.ofOwner(1001, -1)));
        assertErrno(Errno.EPERM, () -> set(ALICE, SetAttr.ofOwner(-1, 1001)));
        assertErrno(Errno.EPERM, () -> set(CAROL, SetAttr.ofOwner(-1, 1000)));
        assertThat(set(ALICE, SetAttr.ofOwner(1000, 1000)).uid()).isEqualTo(1000);
        set(Caller.ROOT, SetAttr.ofOwner(1002, 1002));
        assertThat(set(CAROL, SetAttr.ofOwner(-1, 1000)).gid()).as("a supplementary group").isEqualTo(1000);
    }

    @Test
    void chownClearsSetuidAndExecutableSetgid() {
        set(ALICE, SetAttr.ofMode(06755));
        assertThat(set(Caller.ROOT, SetAttr.ofOwner(1001, 1001)).mode() & 07777).isEqualTo(0755);
        set(Caller.ROOT, SetAttr.ofMode(06745));
        assertThat(set(Caller.ROOT, SetAttr.ofOwner(0, 0)).mode() & 07777).isEqualTo(02745);
        long directory = store.mkdir(Caller.ROOT, open, "dir", 0755).ino();
        fs.setattr(Caller.ROOT, directory, SetAttr.ofMode(02755), null);
        Stat owned = fs.setattr(Caller.ROOT, directory, SetAttr.ofOwner(1000, 1000), null);
        assertThat(owned.mode() & 07777).as("a directory's setgid stays").isEqualTo(02755);
    }

    /** It changes the mode, which is the owner's: setattr_prepare() in fs/attr.c. */
    @Test
    void chownThatClearsSetuidNeedsTheOwner() {
        set(ALICE, SetAttr.ofMode(04755));
        Caller chowner = with(BOB, Capability.CHOWN);
        assertErrno(Errno.EPERM, () -> set(chowner, SetAttr.ofOwner(1001, -1)));
        set(ALICE, SetAttr.ofMode(0755));
        assertThat(set(chowner, SetAttr.ofOwner(1001, -1)).uid()).isEqualTo(1001);
    }

    @Test
    void setgidOfAForeignGroupIsClearedWithSetuid() {
        set(ALICE, SetAttr.ofMode(06644));
        assertThat(set(with(ALICE, Capability.CHOWN), SetAttr.ofOwner(-1, 4711)).mode() & 07777).isEqualTo(0644);
        set(Caller.ROOT, SetAttr.ofMode(02644));
        assertThat(set(Caller.ROOT, SetAttr.ofOwner(-1, 1000)).mode() & 07777).isEqualTo(02644);
        assertThat(set(with(ALICE, Capability.CHOWN), SetAttr.ofOwner(-1, 4711)).mode() & 07777).isEqualTo(02644);
    }

    @Test
    void capabilitiesAreWhatMakesRoot() {
        Caller powerless = with(Caller.ROOT);
        assertErrno(Errno.EPERM, () -> set(powerless, SetAttr.ofMode(0600)));
        assertErrno(Errno.EPERM, () -> set(powerless, SetAttr.ofOwner(0, 0)));
        assertErrno(Errno.EACCES, () -> set(powerless, SetAttr.ofSize(1)));
        set(Caller.ROOT, SetAttr.ofOwner(1000, 4711));
        Caller setter = with(ALICE, Capability.FSETID);
        assertThat(set(setter, SetAttr.ofMode(06744)).mode() & 07777).isEqualTo(06744);
        assertThat(set(setter, SetAttr.ofSize(1)).mode() & 07777).isEqualTo(06744);
        assertThat(set(ALICE, SetAttr.ofSize(2)).mode() & 07777).isEqualTo(0744);
    }

    @Test
    void aChangeThatNamesNothingClearsTheOwnersSetuid() {
        SetAttr nothing = SetAttr.ofOwner(-1, -1);
        set(ALICE, SetAttr.ofMode(04755));
        assertThat(set(BOB, nothing).mode() & 07777).isEqualTo(04755);
        assertThat(set(ALICE, nothing).mode() & 07777).isEqualTo(0755);
    }

    /** The caller with these capabilities, and no others. */
    private static Caller with(Caller caller, Capability... capabilities) {
        return new Caller(caller.uid(), caller.gid(), 7, 0, new Credentials() {
            @Override
            public int[] groups(int pid) {
                return new int[0];
            }

            @Override
            public OptionalLong capabilities(int pid, int uid) {
                return OptionalLong.of(Capability.set(capabilities));
            }

            @Override
            public boolean restrictsLinks() {
                return false;
            }
        });
    }

    @Test
    void truncateNeedsWritePermissionOrAWritableHandle() {
        assertErrno(Errno.EACCES, () -> set(BOB, SetAttr.ofSize(0)));
        OpenFile fh = fs.open(ALICE, file.ino(), OpenFlags.O_RDWR);
        Stat grown = fs.setattr(BOB, file.ino(), SetAttr.ofSize(10_000), fh);
        fs.release(fh);

        assertThat(grown.size()).isEqualTo(10_000);
        assertThat(grown.blocks()).isZero();
        assertThat(grown.mtime()).isGreaterThan(file.mtime()).isEqualTo(grown.ctime());
    }

    @Test
    void aHandleOfAnotherFileAllowsNoTruncate() {
        long other = store.file(BOB, open, "other", 0644).ino();
        OpenFile fh = fs.open(BOB, other, OpenFlags.O_RDWR);

        assertErrno(Errno.EACCES, () -> fs.setattr(BOB, file.ino(), SetAttr.ofSize(0), fh));
        fs.release(fh);
    }

    @Test
    void onlyRegularFilesHaveALengthToSet() {
        long link = store.released(fs.symlink(ALICE, open, name("link"), new byte[]{'x'})).ino();

        assertErrno(Errno.EISDIR, () -> fs.setattr(Caller.ROOT, open, SetAttr.ofSize(0), null));
        assertErrno(Errno.EINVAL, () -> fs.setattr(Caller.ROOT, link, SetAttr.ofSize(0), null));
        assertErrno(Errno.EINVAL, () -> set(ALICE, SetAttr.ofSize(-1)));
    }

    @Test
    void aRefusedChangeChangesNothing() {
        SetAttr modeAndOwner = new SetAttr(SetAttr.MODE | SetAttr.UID | SetAttr.SIZE, 0600, 1001, 0, 5, EPOCH, EPOCH,
                EPOCH);
        SetAttr modeAndSize = new SetAttr(SetAttr.MODE | SetAttr.SIZE, 0600, 0, 0, -1, EPOCH, EPOCH, EPOCH);
        Stat before = store.stat(file.ino());

        assertErrno(Errno.EPERM, () -> set(ALICE, modeAndOwner));
        assertErrno(Errno.EINVAL, () -> set(ALICE, modeAndSize));
        assertThat(store.stat(file.ino())).isEqualTo(before);
    }

    @Test
    void timesAreSetToTheNanosecond() {
        Stat after = set(ALICE, SetAttr.ofTimes(SetAttr.ATIME | SetAttr.MTIME, LATER, BEFORE_1970));

        assertThat(after.atime()).isEqualTo(LATER);
        assertThat(after.mtime()).isEqualTo(BEFORE_1970);
        assertThat(after.ctime()).isGreaterThan(file.ctime());
    }

    @Test
    void whoMaySetWhichTimes() {
        int now = SetAttr.ATIME | SetAttr.ATIME_NOW | SetAttr.MTIME | SetAttr.MTIME_NOW;
        set(ALICE, SetAttr.ofMode(0666));

        assertThat(set(BOB, SetAttr.ofTimes(now, LATER, LATER)).mtime()).isGreaterThan(file.mtime());
        assertErrno(Errno.EPERM, () -> set(BOB, SetAttr.ofTimes(SetAttr.MTIME, EPOCH, LATER)));
        assertErrno(Errno.EPERM, () -> set(BOB, SetAttr.ofTimes(SetAttr.ATIME | SetAttr.ATIME_NOW, EPOCH, EPOCH)));
        set(ALICE, SetAttr.ofMode(0644));
        assertErrno(Errno.EACCES, () -> set(BOB, SetAttr.ofTimes(now, LATER, LATER)));
    }

    @Test
    void theKernelMayBringItsOwnCtime() {
        SetAttr change = new SetAttr(SetAttr.MTIME | SetAttr.CTIME, 0, 0, 0, 0, EPOCH, LATER,
                new Timestamp(0, 78));

        assertThat(set(ALICE, change).ctime()).isEqualTo(new Timestamp(0, 78));
    }

    @Test
    void aSetgidDirectoryGivesItsGroup() {
        long team = store.mkdir(Caller.ROOT, open, "team", 0777).ino();
        fs.setattr(Caller.ROOT, team, SetAttr.ofOwner(-1, 4711), null);
        fs.setattr(Caller.ROOT, team, SetAttr.ofMode(02777), null);
        Stat directory = store.mkdir(ALICE, team, "dir", 0755);
        Stat link = store.released(fs.symlink(ALICE, team, name("link"), new byte[]{'x'}));

        assertThat(directory.gid()).isEqualTo(4711);
        assertThat(directory.mode() & 07777).isEqualTo(02755);
        assertThat(link.gid()).isEqualTo(4711);
        assertThat(store.file(ALICE, team, "f", 02755).mode() & 07777).as("not her group").isEqualTo(0755);
        assertThat(store.file(ALICE, team, "g", 02745).mode() & 07777).as("mandatory lock").isEqualTo(02745);
        assertThat(store.file(Caller.ROOT, team, "h", 02755).mode() & 07777).isEqualTo(02755);
    }

    @Test
    void accessAsksForAllBits() {
        fs.access(BOB, file.ino(), Mode.R_OK);
        fs.access(BOB, file.ino(), 0);
        fs.access(Caller.ROOT, file.ino(), Mode.R_OK | Mode.W_OK);
        assertErrno(Errno.EACCES, () -> fs.access(BOB, file.ino(), Mode.R_OK | Mode.W_OK));
        assertErrno(Errno.EACCES, () -> fs.access(Caller.ROOT, file.ino(), Mode.X_OK));
        assertErrno(Errno.ESTALE, () -> fs.access(BOB, 4711, 0));
    }

    @Test
    void theOwnersBitsHideTheGroupsAndTheOthers() {
        set(ALICE, SetAttr.ofMode(0077));
        assertErrno(Errno.EACCES, () -> fs.access(ALICE, file.ino(), Mode.R_OK));
        set(ALICE, SetAttr.ofMode(0707));
        assertErrno(Errno.EACCES, () -> fs.access(CAROL, file.ino(), Mode.R_OK));
        fs.access(BOB, file.ino(), Mode.R_OK | Mode.W_OK | Mode.X_OK);
    }
}
