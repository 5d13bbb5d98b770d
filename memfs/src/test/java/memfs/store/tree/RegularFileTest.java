package memfs.store.tree;

import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.FALLOC_FL_ZERO_RANGE;
import static memfs.posix.OpenFlags.SEEK_DATA;
import static memfs.posix.OpenFlags.SEEK_HOLE;
import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.FileSystem;
import memfs.store.OpenFile;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;

class RegularFileTest {
    private static final int PAGE = BlockPool.PAGE_SIZE;
    private static final int PUNCH = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;

    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;
    private final long ino = store.file(ROOT, "file").ino();
    private final OpenFile fh = store.open(ino);

    @AfterEach
    void nothingIsLeft() {
        fs.release(fh);
        store.close();
    }

    @Test
    void writeStampsAndCountsBlocks() {
        Stat before = store.stat(ino);
        store.write(fh, "hello", 0);
        Stat after = store.stat(ino);

        assertThat(after.size()).isEqualTo(5);
        assertThat(after.blocks()).isEqualTo(1);
        assertThat(after.mtime()).isGreaterThan(before.mtime()).isEqualTo(after.ctime());
        assertThat(after.atime()).isEqualTo(before.atime());
    }

    @Test
    void anEmptyWriteChangesNothing() {
        Stat before = store.stat(ino);

        assertThat(store.write(fh, "", 100)).isZero();
        assertThat(store.stat(ino)).isEqualTo(before);
    }

    @Test
    void appendIgnoresTheOffset() {
        store.write(fh, "hello", 0);
        fs.write(Caller.ROOT, fh, filled(2, '!'), 0, OpenFlags.O_APPEND);

        assertThat(store.read(fh, 0, 100)).isEqualTo("hello!!");
    }

    @Test
    void appendEndsWhenTheDescriptorsFlagIsCleared() {
        OpenFile append = fs.open(Caller.ROOT, ino, OpenFlags.O_WRONLY | OpenFlags.O_APPEND);
        store.write(fh, "hello", 0);
        fs.write(Caller.ROOT, append, filled(1, 'J'), 0, 0);
        fs.release(append);

        assertThat(store.read(fh, 0, 100)).isEqualTo("Jello");
    }

    @Test
    void handlesDoOnlyWhatTheyWereOpenedFor() {
        OpenFile reader = fs.open(Caller.ROOT, ino, OpenFlags.O_RDONLY);
        OpenFile writer = fs.open(Caller.ROOT, ino, OpenFlags.O_WRONLY);

        assertErrno(Errno.EBADF, () -> store.write(reader, "x", 0));
        assertErrno(Errno.EBADF, () -> store.read(writer, 0, 1));
        assertErrno(Errno.EBADF, () -> fs.fallocate(Caller.ROOT, reader, 0, 0, 1));
        fs.release(reader);
        fs.release(writer);
        assertErrno(Errno.EBADF, () -> store.read(reader, 0, 1));
        assertErrno(Errno.EBADF, () -> fs.release(reader));
    }

    @Test
    void offsetsHaveTheirLimits() {
        assertErrno(Errno.EINVAL, () -> store.read(fh, -1, 1));
        assertErrno(Errno.EINVAL, () -> store.write(fh, "x", -1));
        assertErrno(Errno.EFBIG, () -> store.write(fh, "x", FileContent.MAX_SIZE));
        assertErrno(Errno.EFBIG, () -> store.write(fh, "x", Long.MAX_VALUE));
        assertErrno(Errno.EFBIG, () -> fs.fallocate(Caller.ROOT, fh, 0, Long.MAX_VALUE, Long.MAX_VALUE));
        assertErrno(Errno.EFBIG,
                () -> fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(Long.MAX_VALUE), null));
        assertThat(store.write(fh, "xyz", FileContent.MAX_SIZE - 2)).isEqualTo(2);
        assertThat(store.read(fh, FileContent.MAX_SIZE, 1)).isEmpty();
    }

    @Test
    void openTruncates() {
        store.write(fh, "hello", 0);
        OpenFile again = fs.open(Caller.ROOT, ino, OpenFlags.O_WRONLY | OpenFlags.O_TRUNC);
        fs.release(again);

        assertThat(store.stat(ino).size()).isZero();
        assertThat(store.stat(ino).blocks()).isZero();
    }

    @Test
    void afterATruncateToNothingItBeginsAnew() {
        store.write(fh, "hello", PAGE);
        fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(0), null);
        assertThat(store.fs.usage().liveBytes()).isZero();
        assertThat(store.read(fh, 0, 10)).isEmpty();
        assertErrno(Errno.ENXIO, () -> fs.lseek(fh, 0, SEEK_DATA));

        fs.write(Caller.ROOT, fh, filled(1, '!'), 0, OpenFlags.O_APPEND);
        assertThat(store.read(fh, 0, 10)).isEqualTo("!");
    }

    @Test
    void anEmptyFileGrowsByAHole() {
        fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(5), null);
        assertThat(store.read(fh, 0, 10)).isEqualTo("\0".repeat(5));
        assertThat(store.stat(ino).blocks()).isZero();
        OpenFile other = store.open(store.file(ROOT, "other").ino());
        assertThat(store.read(other, 0, 10)).as("another empty file").isEmpty();
        assertThat(fs.copyFileRange(Caller.ROOT, other, 0, fh, 0, 10)).isZero();
        fs.release(other);
    }

    @Test
    void punchingAnEmptyFileLeavesItEmpty() {
        fs.fallocate(Caller.ROOT, fh, PUNCH, 0, 2 * PAGE);
        assertErrno(Errno.EOPNOTSUPP, () -> fs.fallocate(Caller.ROOT, fh, FALLOC_FL_PUNCH_HOLE, 0, 1));

        assertThat(store.stat(ino).size()).isZero();
        assertThat(store.fs.usage().liveBytes()).isZero();
    }

    @Test
    void openChecksThePermissionBits() {
        long shared = store.mkdir(Caller.ROOT, ROOT, "shared", 0777).ino();
        long hers = store.file(ALICE, shared, "hers", 0600).ino();

        assertErrno(Errno.EACCES, () -> fs.open(BOB, hers, OpenFlags.O_RDONLY));
        assertErrno(Errno.EACCES, () -> fs.open(BOB, ino, OpenFlags.O_RDONLY | OpenFlags.O_TRUNC));
        assertErrno(Errno.EPERM, () -> fs.open(BOB, ino, OpenFlags.O_RDONLY | OpenFlags.O_NOATIME));
        assertErrno(Errno.EISDIR, () -> fs.open(BOB, shared, OpenFlags.O_RDONLY));
        fs.release(fs.open(ALICE, hers, OpenFlags.O_RDWR));
        fs.release(fs.open(Caller.ROOT, hers, OpenFlags.O_RDWR));
    }

    @Test
    void anOpenForExecutionNeedsNoReadPermission() {
        long shared = store.mkdir(Caller.ROOT, ROOT, "shared", 0777).ino();
        long program = store.file(ALICE, shared, "program", 0711).ino();
        long script = store.file(ALICE, shared, "script", 0644).ino();
        int execute = 040;

        fs.release(fs.open(BOB, program, execute));
        assertErrno(Errno.EACCES, () -> fs.open(BOB, script, execute));
        assertErrno(Errno.EACCES, () -> fs.open(Caller.ROOT, script, execute));
    }

    @Test
    void aCreatedFileIsWritableWhateverItsMode() {
        long shared = store.mkdir(Caller.ROOT, ROOT, "shared", 0777).ino();
        FileSystem.Created created = fs.create(ALICE, shared, name("new"), 0444, OpenFlags.O_RDWR);
        store.released(created.stat());

        assertThat(store.write(created.file(), "x", 0)).isEqualTo(1);
        assertErrno(Errno.EEXIST, () -> fs.create(ALICE, shared, name("new"), 0444, OpenFlags.O_RDWR));
        fs.release(created.file());
    }

    @Test
    void aWriteByAnOrdinaryUserClearsSetuidAndSetgid() {
        fs.setattr(Caller.ROOT, ino, SetAttr.ofMode(06777), null);
        store.write(fh, "x", 0);
        assertThat(store.stat(ino).mode() & 07777).as("root may").isEqualTo(06777);

        fs.write(ALICE, fh, filled(1, 1), 0, 0);
        assertThat(store.stat(ino).mode() & 07777).isEqualTo(0777);
    }

    @Test
    void readStampsTheAccessTimeAsRelatimeDoes() {
        store.write(fh, "x", 0);
        Timestamp written = store.stat(ino).mtime();
        store.read(fh, 0, 1);
        Timestamp first = store.stat(ino).atime();
        store.read(fh, 0, 1);
        Timestamp second = store.stat(ino).atime();
        store.now.addAndGet(24L * 3600 * 1_000_000_000);
        store.read(fh, 0, 1);

        assertThat(first).isGreaterThan(written);
        assertThat(second).isEqualTo(first);
        assertThat(store.stat(ino).atime()).isGreaterThan(second);
    }

    @Test
    void noatimeStampsNothing() {
        Timestamp before = store.stat(ino).atime();
        OpenFile quiet = fs.open(Caller.ROOT, ino, OpenFlags.O_RDONLY | OpenFlags.O_NOATIME);
        store.read(quiet, 0, 1);
        fs.release(quiet);

        assertThat(store.stat(ino).atime()).isEqualTo(before);
    }

    @Test
    void seekFindsDataAndHoles() {
        store.write(fh, "x", 2 * PAGE);
        fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(8 * PAGE), null);

        assertThat(fs.lseek(fh, 0, SEEK_DATA)).isEqualTo(2 * PAGE);
        assertThat(fs.lseek(fh, 2 * PAGE + 7, SEEK_DATA)).isEqualTo(2 * PAGE + 7);
        assertThat(fs.lseek(fh, 0, SEEK_HOLE)).isZero();
        assertThat(fs.lseek(fh, 2 * PAGE, SEEK_HOLE)).isEqualTo(3 * PAGE);
        assertErrno(Errno.ENXIO, () -> fs.lseek(fh, 3 * PAGE, SEEK_DATA));
        assertErrno(Errno.ENXIO, () -> fs.lseek(fh, 8 * PAGE, SEEK_HOLE));
        assertErrno(Errno.EINVAL, () -> fs.lseek(fh, 0, 0));
    }

    @Test
    void theEndCountsAsAHole() {
        store.write(fh, "xyz", 0);

        assertThat(fs.lseek(fh, 1, SEEK_HOLE)).isEqualTo(3);
    }

    @Test
    void fallocateGrowsOrKeepsTheSize() {
        fs.fallocate(Caller.ROOT, fh, FALLOC_FL_KEEP_SIZE, 0, 3 * PAGE);
        assertThat(store.stat(ino).size()).isZero();
        assertThat(store.stat(ino).blocks()).isEqualTo(3 * PAGE / 512);
        fs.fallocate(Caller.ROOT, fh, 0, 0, PAGE + 1);
        assertThat(store.stat(ino).size()).isEqualTo(PAGE + 1);
        assertThat(store.read(fh, 0, PAGE)).isEqualTo("\0".repeat(PAGE));
    }

    @Test
    void fallocatePunchesAndZeroes() {
        fs.write(Caller.ROOT, fh, filled(4 * PAGE, 'x'), 0, 0);
        fs.fallocate(Caller.ROOT, fh, PUNCH, PAGE - 1, PAGE + 2);
        assertThat(store.stat(ino).blocks()).isEqualTo(3 * PAGE / 512);
        assertThat(store.read(fh, PAGE - 2, 2)).isEqualTo("x\0");
        assertThat(store.read(fh, 2 * PAGE, 2)).isEqualTo("\0x");

        fs.fallocate(Caller.ROOT, fh, FALLOC_FL_ZERO_RANGE, 4 * PAGE - 1, 2);
        assertThat(store.stat(ino).size()).isEqualTo(4 * PAGE + 1);
        assertThat(store.read(fh, 4 * PAGE - 2, 5)).isEqualTo("x\0\0");
        assertErrno(Errno.EOPNOTSUPP, () -> fs.fallocate(Caller.ROOT, fh, FALLOC_FL_PUNCH_HOLE, 0, 1));
        assertErrno(Errno.EINVAL, () -> fs.fallocate(Caller.ROOT, fh, 0, 0, 0));
    }

    @Test
    void copyFileRangeCopiesWithinAndBetweenFiles() {
        fs.write(Caller.ROOT, fh, filled(200_000, 'x'), 0, 0);
        store.write(fh, "begin", 0);
        FileSystem.Created other = fs.create(Caller.ROOT, ROOT, name("other"), 0644, OpenFlags.O_RDWR);
        store.released(other.stat());

        assertThat(fs.copyFileRange(Caller.ROOT, fh, 1, other.file(), 10, 1_000_000)).isEqualTo(199_999);
        assertThat(store.stat(other.stat().ino()).size()).isEqualTo(200_009);
        assertThat(store.read(other.file(), 9, 6)).isEqualTo("\0eginx");
        assertThat(fs.copyFileRange(Caller.ROOT, fh, 200_000, other.file(), 0, 5)).isZero();
        assertThat(fs.copyFileRange(Caller.ROOT, fh, 0, fh, 5, 5)).isEqualTo(5);
        assertThat(store.read(fh, 0, 11)).isEqualTo("beginbeginx");
        assertErrno(Errno.EINVAL, () -> fs.copyFileRange(Caller.ROOT, fh, 0, fh, 4, 5));
        fs.release(other.file());
    }
}
