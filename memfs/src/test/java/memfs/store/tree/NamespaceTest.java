package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;

class NamespaceTest {
    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;

    @AfterEach
    void nothingIsLeft() {
        store.close();
    }

    @Test
    void rootIsItsOwnParent() {
        Stat root = store.stat(ROOT);

        assertThat(root.ino()).isEqualTo(1);
        assertThat(root.nlink()).isEqualTo(2);
        assertThat(root.mode()).isEqualTo(Mode.S_IFDIR | 0755);
        assertThat(store.find(ROOT, "..").ino()).isEqualTo(ROOT);
        assertThat(store.find(ROOT, ".").ino()).isEqualTo(ROOT);
    }

    @Test
    void anAbsentNameIsNoException() {
        assertThat(fs.lookup(ALICE, ROOT, name("absent"))).isNull();
    }

    @Test
    void lookupNeedsADirectoryAndSearchPermission() {
        long closed = store.mkdir(ALICE, store.mkdir(Caller.ROOT, ROOT, "open", 0777).ino(), "closed", 0700).ino();
        long file = store.file(ROOT, "file").ino();

        assertErrno(Errno.EACCES, () -> fs.lookup(BOB, closed, name("x")));
        assertErrno(Errno.ENOTDIR, () -> fs.lookup(BOB, file, name("x")));
        assertErrno(Errno.ESTALE, () -> fs.lookup(BOB, 4711, name("x")));
    }

    @Test
    void createRefusesANameThatIsThere() {
        store.mkdir(ROOT, "a");

        assertErrno(Errno.EEXIST, () -> fs.mkdir(Caller.ROOT, ROOT, name("a"), 0755));
        assertErrno(Errno.EEXIST, () -> fs.mknod(Caller.ROOT, ROOT, name("a"), Mode.S_IFREG, 0));
        assertErrno(Errno.EEXIST, () -> fs.symlink(Caller.ROOT, ROOT, name("a"), new byte[]{'x'}));
        assertErrno(Errno.EEXIST, () -> fs.mkdir(Caller.ROOT, ROOT, Name.DOT, 0755));
        assertErrno(Errno.EEXIST, () -> fs.mkdir(Caller.ROOT, ROOT, Name.DOT_DOT, 0755));
    }

    @Test
    void createNeedsWritePermissionOfTheDirectory() {
        assertErrno(Errno.EACCES, () -> fs.mkdir(ALICE, ROOT, name("a"), 0755));
    }

    @Test
    void mkdirAndRmdirKeepTheParentsLinksAndTimes() {
        Stat before = store.stat(ROOT);
        Stat made = store.mkdir(ROOT, "a");
        Stat between = store.stat(ROOT);
        fs.rmdir(Caller.ROOT, ROOT, name("a"));
        Stat after = store.stat(ROOT);

        assertThat(made.nlink()).isEqualTo(2);
        assertThat(between.nlink()).isEqualTo(3);
        assertThat(after.nlink()).isEqualTo(2);
        assertThat(between.mtime()).isGreaterThan(before.mtime()).isEqualTo(between.ctime());
        assertThat(after.mtime()).isGreaterThan(between.mtime()).isEqualTo(after.ctime());
    }

    @Test
    void rmdirRefusesFilesFullDirectoriesAndDots() {
        long a = store.mkdir(ROOT, "a").ino();
        store.file(a, "file");

        assertErrno(Errno.ENOTEMPTY, () -> fs.rmdir(Caller.ROOT, ROOT, name("a")));
        assertErrno(Errno.ENOTDIR, () -> fs.rmdir(Caller.ROOT, a, name("file")));
        assertErrno(Errno.ENOENT, () -> fs.rmdir(Caller.ROOT, a, name("absent")));
        assertErrno(Errno.EINVAL, () -> fs.rmdir(Caller.ROOT, a, Name.DOT));
        assertErrno(Errno.ENOTEMPTY, () -> fs.rmdir(Caller.ROOT, a, Name.DOT_DOT));
        assertErrno(Errno.EISDIR, () -> fs.unlink(Caller.ROOT, ROOT, name("a")));
    }

    @Test
    void aDotIsTheInodeItselfWhileItHasAName() {
        long file = store.file(ROOT, "f").ino();
        long a = store.mkdir(ROOT, "a").ino();

        assertThat(store.find(file, ".").ino()).isEqualTo(file);
        assertThat(store.find(a, ".").ino()).isEqualTo(a);
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        fs.rmdir(Caller.ROOT, ROOT, name("a"));
        assertErrno(Errno.ESTALE, () -> fs.lookup(Caller.ROOT, file, Name.DOT));
        assertErrno(Errno.ESTALE, () -> fs.lookup(Caller.ROOT, a, Name.DOT));
    }

    @Test
    void aRemovedDirectoryThatIsOpenListsNothingAndTakesNothing() {
        long a = store.mkdir(ROOT, "a").ino();
        OpenDirectory fh = fs.opendir(Caller.ROOT, a);
        fs.rmdir(Caller.ROOT, ROOT, name("a"));

        fs.readdir(fh, 0, (name, _, _, _) -> {
            throw new AssertionError(name);
        });
        assertThat(store.stat(a).nlink()).isZero();
        assertErrno(Errno.ENOENT, () -> fs.mkdir(Caller.ROOT, a, name("b"), 0755));
        assertThat(fs.lookup(Caller.ROOT, a, Name.DOT_DOT)).isNull();

        fs.releasedir(fh);
        assertErrno(Errno.ESTALE, () -> store.stat(a));
    }

    @Test
    void linksShareTheInode() {
        Stat file = store.file(ROOT, "file");
        Stat linked = store.released(fs.link(Caller.ROOT, file.ino(), ROOT, name("other")));

        assertThat(linked.ino()).isEqualTo(file.ino());
        assertThat(linked.nlink()).isEqualTo(2);
        assertThat(linked.ctime()).isGreaterThan(file.ctime());

        fs.unlink(Caller.ROOT, ROOT, name("file"));
        assertThat(store.find(ROOT, "file")).isNull();
        assertThat(store.find(ROOT, "other").nlink()).isEqualTo(1);
    }

    @Test
    void linkRefusesDirectoriesTakenNamesAndFilesWithoutAny() {
        long a = store.mkdir(ROOT, "a").ino();
        long file = store.file(ROOT, "file").ino();

        assertErrno(Errno.EPERM, () -> fs.link(Caller.ROOT, a, ROOT, name("b")));
        assertErrno(Errno.EEXIST, () -> fs.link(Caller.ROOT, file, ROOT, name("a")));
        OpenFile fh = store.open(file);
        fs.unlink(Caller.ROOT, ROOT, name("file"));
        assertErrno(Errno.ENOENT, () -> fs.link(Caller.ROOT, file, ROOT, name("again")));
        fs.release(fh);
    }

    @Test
    void aTmpfileGetsItsFirstNameByLink() {
        FileSystem.Created tmpfile = fs.tmpfile(Caller.ROOT, ROOT, 0600, OpenFlags.O_RDWR);
        store.released(tmpfile.stat());

        assertThat(tmpfile.stat().nlink()).isZero();
        assertThat(store.list(ROOT)).isEmpty();
        store.released(fs.link(Caller.ROOT, tmpfile.stat().ino(), ROOT, name("named")));
        fs.release(tmpfile.file());
        assertThat(store.find(ROOT, "named").nlink()).isEqualTo(1);
    }

    @Test
    void anExclusiveTmpfileNeverGetsAName() {
        FileSystem.Created tmpfile = fs.tmpfile(Caller.ROOT, ROOT, 0600, OpenFlags.O_RDWR | OpenFlags.O_EXCL);
        store.released(tmpfile.stat());

        assertErrno(Errno.ENOENT, () -> fs.link(Caller.ROOT, tmpfile.stat().ino(), ROOT, name("named")));
        fs.release(tmpfile.file());
        assertErrno(Errno.ESTALE, () -> store.stat(tmpfile.stat().ino()));
    }

    @Test
    void anUnlinkedFileLivesWhileItIsOpenOrKnown() {
        Stat file = fs.mknod(Caller.ROOT, ROOT, name("file"), Mode.S_IFREG | 0644, 0);
        OpenFile fh = store.open(file.ino());
        fs.unlink(Caller.ROOT, ROOT, name("file"));

        assertThat(store.write(fh, "still here", 0)).isEqualTo(10);
        assertThat(store.read(fh, 0, 100)).isEqualTo("still here");
        assertThat(store.stat(file.ino()).nlink()).isZero();
        fs.release(fh);
        assertThat(store.stat(file.ino()).size()).isEqualTo(10);
        assertThat(store.fs.usage().liveBytes()).isEqualTo(64);
        fs.forget(file.ino(), 1);
        assertErrno(Errno.ESTALE, () -> store.stat(file.ino()));
    }

    @Test
    void inodeNumbersAreNeverReused() {
        long first = store.file(ROOT, "file").ino();
        fs.unlink(Caller.ROOT, ROOT, name("file"));

        assertThat(store.file(ROOT, "file").ino()).isGreaterThan(first);
    }

    @Test
    void aStickyDirectoryProtectsTheFilesOfOthers() {
        long shared = store.mkdir(Caller.ROOT, ROOT, "shared", 01777).ino();
        store.file(ALICE, shared, "hers", 0666);
        store.file(BOB, shared, "his", 0666);

        assertErrno(Errno.EPERM, () -> fs.unlink(BOB, shared, name("hers")));
        assertErrno(Errno.EPERM, () -> fs.rename(BOB, shared, name("hers"), shared, name("x"), 0));
        assertErrno(Errno.EPERM, () -> fs.rename(BOB, shared, name("his"), shared, name("hers"), 0));
        fs.unlink(BOB, shared, name("his"));
        fs.unlink(ALICE, shared, name("hers"));
        assertThat(store.list(shared)).isEmpty();
    }

    @Test
    void aSymlinkKeepsItsTarget() {
        byte[] target = "no/where".getBytes();
        long open = store.mkdir(Caller.ROOT, ROOT, "open", 0777).ino();
        Stat link = store.released(fs.symlink(ALICE, open, name("l"), target));

        assertThat(link.mode()).isEqualTo(Mode.S_IFLNK | 0777);
        assertThat(link.size()).isEqualTo(8);
        assertThat(fs.readlink(link.ino())).isEqualTo(target);
        assertErrno(Errno.EINVAL, () -> fs.readlink(ROOT));
        assertErrno(Errno.ENOENT, () -> fs.symlink(Caller.ROOT, ROOT, name("l"), new byte[0]));
        assertErrno(Errno.ENAMETOOLONG, () -> fs.symlink(Caller.ROOT, ROOT, name("l"), new byte[4096]));
    }

    @Test
    void specialFilesHaveTheirTypeAndDevice() {
        Stat device = store.released(fs.mknod(Caller.ROOT, ROOT, name("null"), Mode.S_IFCHR | 0666, 0x103));
        Stat fifo = store.released(fs.mknod(Caller.ROOT, ROOT, name("fifo"), Mode.S_IFIFO | 0666, 0x103));

        assertThat(device.rdev()).isEqualTo(0x103);
        assertThat(fifo.rdev()).isZero();
        assertErrno(Errno.ENXIO, () -> fs.open(Caller.ROOT, fifo.ino(), OpenFlags.O_RDONLY));
        assertErrno(Errno.EINVAL, () -> fs.mknod(Caller.ROOT, ROOT, name("x"), Mode.S_IFDIR | 0666, 0));
        long open = store.mkdir(Caller.ROOT, ROOT, "open", 0777).ino();
        assertErrno(Errno.EPERM, () -> fs.mknod(ALICE, open, name("null"), Mode.S_IFBLK | 0666, 0x103));
    }

    @Test
    void theRootIsNeverForgotten() {
        fs.forget(ROOT, 100);
        fs.forget(4711, 1);

        assertThat(store.stat(ROOT).nlink()).isEqualTo(2);
    }
}
