package memfs.store.tree;

import static memfs.posix.OpenFlags.RENAME_EXCHANGE;
import static memfs.posix.OpenFlags.RENAME_NOREPLACE;
import static memfs.posix.OpenFlags.RENAME_WHITEOUT;
import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;

class RenameTest {
    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;

    @AfterEach
    void nothingIsLeft() {
        store.close();
    }

    private void rename(long parent, String name, long newParent, String newName, int flags) {
        fs.rename(Caller.ROOT, parent, name(name), newParent, name(newName), flags);
    }

    @Test
    void movesAFileAndStampsAllThree() {
        long a = store.mkdir(ROOT, "a").ino();
        Stat file = store.file(ROOT, "file");
        Stat directory = store.stat(a);
        rename(ROOT, "file", a, "moved", 0);

        assertThat(store.find(ROOT, "file")).isNull();
        Stat moved = store.find(a, "moved");
        assertThat(moved.ino()).isEqualTo(file.ino());
        assertThat(moved.ctime()).isGreaterThan(file.ctime());
        assertThat(moved.mtime()).isEqualTo(file.mtime());
        assertThat(store.stat(a).mtime()).isGreaterThan(directory.mtime());
        assertThat(store.stat(ROOT).mtime()).isEqualTo(moved.ctime());
    }

    @Test
    void replacesAnOpenFileWhichLivesOn() {
        long oldFile = store.file(ROOT, "old").ino();
        long newFile = store.file(ROOT, "new").ino();
        OpenFile fh = store.open(oldFile);
        store.write(fh, "old", 0);
        rename(ROOT, "new", ROOT, "old", 0);

        assertThat(store.find(ROOT, "old").ino()).isEqualTo(newFile);
        assertThat(store.list(ROOT)).containsExactly("old");
        assertThat(store.read(fh, 0, 10)).isEqualTo("old");
        assertThat(store.stat(oldFile).nlink()).isZero();
        fs.release(fh);
        assertErrno(Errno.ESTALE, () -> store.stat(oldFile));
    }

    @Test
    void movesADirectoryWithItsLinks() {
        long a = store.mkdir(ROOT, "a").ino();
        long b = store.mkdir(ROOT, "b").ino();
        long child = store.mkdir(a, "child").ino();
        rename(a, "child", b, "child", 0);

        assertThat(store.stat(a).nlink()).isEqualTo(2);
        assertThat(store.stat(b).nlink()).isEqualTo(3);
        assertThat(store.find(child, "..").ino()).isEqualTo(b);
    }

    @Test
    void replacesAnEmptyDirectoryOnly() {
        long a = store.mkdir(ROOT, "a").ino();
        long b = store.mkdir(ROOT, "b").ino();
        store.file(b, "file");

        assertErrno(Errno.ENOTEMPTY, () -> rename(ROOT, "a", ROOT, "b", 0));
        fs.unlink(Caller.ROOT, b, name("file"));
        rename(ROOT, "a", ROOT, "b", 0);
        assertThat(store.find(ROOT, "b").ino()).isEqualTo(a);
        assertThat(store.stat(ROOT).nlink()).isEqualTo(3);
        assertErrno(Errno.ESTALE, () -> store.stat(b));
    }

    @Test
    void refusesMixedTypes() {
        store.mkdir(ROOT, "a");
        store.file(ROOT, "file");

        assertErrno(Errno.EISDIR, () -> rename(ROOT, "file", ROOT, "a", 0));
        assertErrno(Errno.ENOTDIR, () -> rename(ROOT, "a", ROOT, "file", 0));
        assertErrno(Errno.ENOENT, () -> rename(ROOT, "absent", ROOT, "a", 0));
        assertErrno(Errno.EBUSY, () -> rename(ROOT, ".", ROOT, "b", 0));
        assertErrno(Errno.EBUSY, () -> rename(ROOT, "a", ROOT, "..", 0));
    }

    @Test
    void refusesLoops() {
        long a = store.mkdir(ROOT, "a").ino();
        long b = store.mkdir(a, "b").ino();
        store.mkdir(b, "c");

        assertErrno(Errno.EINVAL, () -> rename(ROOT, "a", b, "below", 0));
        assertErrno(Errno.EINVAL, () -> rename(ROOT, "a", a, "below", 0));
        assertErrno(Errno.ENOTEMPTY, () -> rename(b, "c", ROOT, "a", 0));
        assertErrno(Errno.EINVAL, () -> rename(b, "c", ROOT, "a", RENAME_EXCHANGE));
    }

    @Test
    void twoLinksToOneFileStayAsTheyAre() {
        long file = store.file(ROOT, "one").ino();
        store.released(fs.link(Caller.ROOT, file, ROOT, name("two")));
        rename(ROOT, "one", ROOT, "two", 0);

        assertThat(store.list(ROOT)).containsExactly("one", "two");
        assertThat(store.stat(file).nlink()).isEqualTo(2);
    }

    @Test
    void noreplaceRefusesANameThatIsThere() {
        store.file(ROOT, "a");
        store.file(ROOT, "b");

        assertErrno(Errno.EEXIST, () -> rename(ROOT, "a", ROOT, "b", RENAME_NOREPLACE));
        rename(ROOT, "a", ROOT, "c", RENAME_NOREPLACE);
        assertThat(store.list(ROOT)).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void exchangeSwapsAFileAndADirectory() {
        long a = store.mkdir(ROOT, "a").ino();
        long inner = store.mkdir(a, "inner").ino();
        long file = store.file(ROOT, "file").ino();
        rename(a, "inner", ROOT, "file", RENAME_EXCHANGE);

        assertThat(store.find(a, "inner").ino()).isEqualTo(file);
        assertThat(store.find(ROOT, "file").ino()).isEqualTo(inner);
        assertThat(store.find(inner, "..").ino()).isEqualTo(ROOT);
        assertThat(store.stat(a).nlink()).isEqualTo(2);
        assertThat(store.stat(ROOT).nlink()).isEqualTo(4);
        assertErrno(Errno.ENOENT, () -> rename(a, "inner", ROOT, "absent", RENAME_EXCHANGE));
    }

    @Test
    void whiteoutLeavesADevice() {
        long file = store.file(ROOT, "file").ino();
        rename(ROOT, "file", ROOT, "moved", RENAME_WHITEOUT);

        Stat whiteout = store.find(ROOT, "file");
        assertThat(Mode.type(whiteout.mode())).isEqualTo(Mode.S_IFCHR);
        assertThat(whiteout.rdev()).isZero();
        assertThat(whiteout.nlink()).isEqualTo(1);
        assertThat(store.find(ROOT, "moved").ino()).isEqualTo(file);
    }

    @Test
    void refusesFlagsThatDontGoTogether() {
        store.file(ROOT, "a");
        store.file(ROOT, "b");

        assertErrno(Errno.EINVAL, () -> rename(ROOT, "a", ROOT, "b", RENAME_EXCHANGE | RENAME_NOREPLACE));
        assertErrno(Errno.EINVAL, () -> rename(ROOT, "a", ROOT, "b", RENAME_EXCHANGE | RENAME_WHITEOUT));
        assertErrno(Errno.EINVAL, () -> rename(ROOT, "a", ROOT, "b", 8));
    }

    @Test
    void aDirectoryThatGetsANewParentMustBeWritable() {
        long open = store.mkdir(Caller.ROOT, ROOT, "open", 0777).ino();
        store.mkdir(Caller.ROOT, open, "foreign", 0755);
        long hers = store.mkdir(ALICE, open, "hers", 0755).ino();

        assertErrno(Errno.EACCES, () -> fs.rename(ALICE, open, name("foreign"), hers, name("x"), 0));
        fs.rename(ALICE, open, name("foreign"), open, name("x"), 0);
        assertThat(store.list(open)).containsExactlyInAnyOrder("hers", "x");
    }

    @Test
    void intoARemovedDirectoryIsEnoent() {
        long a = store.mkdir(ROOT, "a").ino();
        OpenDirectory fh = fs.opendir(Caller.ROOT, a);
        fs.rmdir(Caller.ROOT, ROOT, name("a"));
        store.file(ROOT, "file");

        assertErrno(Errno.ENOENT, () -> rename(ROOT, "file", a, "file", 0));
        fs.releasedir(fh);
    }
}
