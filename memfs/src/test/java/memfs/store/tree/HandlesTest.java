package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.store.FileSystem;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;

class HandlesTest {
    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;
    private final long ino = store.file(ROOT, "f").ino();

    @AfterEach
    void nothingIsLeft() {
        store.close();
    }

    /** A second release must not take another's pin. */
    @Test
    void aReleasedHandleIsNone() {
        OpenFile file = store.open(ino);
        OpenFile other = store.open(ino);
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        fs.release(file);

        assertErrno(Errno.EBADF, () -> fs.release(file));
        assertErrno(Errno.EBADF, () -> store.write(file, "x", 0));
        assertErrno(Errno.EBADF, () -> fs.fsync(file));
        assertErrno(Errno.EBADF, file::ino);
        assertThat(store.write(other, "still here", 0)).isEqualTo(10);
        fs.release(other);
    }

    @Test
    void aReleasedDirectoryIsNone() {
        OpenDirectory directory = fs.opendir(Caller.ROOT, ROOT);
        fs.releasedir(directory);

        assertErrno(Errno.EBADF, () -> fs.readdir(directory, 0, (_, _, _, _) -> true));
        assertErrno(Errno.EBADF, () -> fs.fsyncdir(directory));
        assertErrno(Errno.EBADF, () -> fs.releasedir(directory));
    }

    @Test
    void whatNoOpenCameForReadsAndWritesAndPinsNothing() {
        OpenFile file = fs.fileOf(ino);
        assertThat(file.ino()).isEqualTo(ino);
        assertThat(store.write(file, "text", 0)).isEqualTo(4);
        assertThat(store.read(fs.fileOf(ino), 0, 10)).isEqualTo("text");
        assertThat(store.fs.usage().openHandles()).isZero();

        fs.unlink(Caller.ROOT, ROOT, name("f"));
        assertThat(store.fs.usage().liveBytes()).isZero();
        assertErrno(Errno.ESTALE, () -> fs.fileOf(ino));
        assertErrno(Errno.ESTALE, () -> store.write(file, "text", 0));
    }

    @Test
    void aFileAndADirectoryAreNotEachOther() {
        long link = store.released(fs.symlink(Caller.ROOT, ROOT, name("link"), new byte[]{'t'})).ino();

        assertErrno(Errno.EBADF, () -> fs.fileOf(ROOT));
        assertErrno(Errno.EBADF, () -> fs.fileOf(link));
        assertErrno(Errno.EBADF, () -> fs.directoryOf(ino));
        assertErrno(Errno.ESTALE, () -> fs.directoryOf(4711));
    }

    @Test
    void aDirectoryThatNoOpendirCameForIsListed() {
        int[] entries = {0};
        fs.readdir(fs.directoryOf(ROOT), 0, (_, _, _, _) -> ++entries[0] > 0);

        assertThat(entries[0]).isEqualTo(3);
    }
}
