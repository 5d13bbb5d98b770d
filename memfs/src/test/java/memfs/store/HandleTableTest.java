package memfs.store;

import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;

class HandleTableTest {
    private final MemFileSystem fs = new MemFileSystem(
            StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos));
    private final HandleTable table = new HandleTable(fs);
    private final FileSystem.Created created = fs.create(Caller.ROOT, FileSystem.ROOT, Name.of("f"), 0644,
            OpenFlags.O_RDWR);
    private final long fh = table.add(created.file());
    private final OpenDirectory directory = fs.opendir(Caller.ROOT, FileSystem.ROOT);
    private final long directoryFh = table.add(directory);

    @AfterEach
    void close() {
        fs.close();
    }

    @Test
    void findsWhatIsOpen() {
        assertThat(table.file(fh)).isSameAs(created.file());
        assertThat(table.directory(directoryFh)).isSameAs(directory);
        assertThat(table.isOpen(created.stat().ino())).isTrue();
        assertThat(table.isOpen(FileSystem.ROOT)).as("no file").isFalse();
    }

    @Test
    void unknownNumbersAreNoHandles() {
        assertErrno(Errno.EBADF, () -> table.directory(4711));
        assertErrno(Errno.EBADF, () -> table.file(directoryFh));
        assertErrno(Errno.EBADF, () -> table.directory(fh));
        assertErrno(Errno.EBADF, () -> table.release(directoryFh));
        assertErrno(Errno.EBADF, () -> table.releasedir(fh));
        assertErrno(Errno.EBADF, () -> table.file(0));
        assertErrno(Errno.EBADF, () -> table.file(-1));
    }

    @Test
    void releasesOnce() {
        table.release(fh);
        table.releasedir(directoryFh);

        assertThat(fs.usage().openHandles()).isZero();
        assertThat(table.isOpen(created.stat().ino())).isFalse();
        assertErrno(Errno.EBADF, () -> table.file(fh));
        assertErrno(Errno.EBADF, () -> table.release(fh));
        assertErrno(Errno.EBADF, () -> table.releasedir(directoryFh));
    }

    @Test
    void numbersAreNeverReused() {
        table.release(fh);

        assertThat(table.add(fs.open(Caller.ROOT, created.stat().ino(), OpenFlags.O_RDONLY)))
                .isGreaterThan(Math.max(fh, directoryFh));
    }
}
