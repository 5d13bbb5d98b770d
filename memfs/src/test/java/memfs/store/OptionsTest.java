package memfs.store;

import static memfs.store.StoreFixture.ALICE;
import static memfs.store.StoreFixture.BOB;
import static memfs.store.StoreFixture.ROOT;
import static memfs.store.StoreFixture.assertErrno;
import static memfs.store.StoreFixture.filled;
import static memfs.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.StatFs;

/** The limits and the switches of {@link StoreOptions}. */
class OptionsTest {
    private static final int PAGE = BlockPool.PAGE_SIZE;
    /** What tells where 9 to 16 pages are takes room too, bytes. */
    private static final int INDEX = 128;

    @Test
    void theSizeLimitEndsAWriteInTheMiddle() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withSizeLimit(10 * PAGE + INDEX))) {
            long fh = store.open(store.file(ROOT, "file").ino());

            assertThat(store.fs.write(Caller.ROOT, fh, filled(12 * PAGE, 1), 0, 0)).isEqualTo(10 * PAGE);
            assertErrno(Errno.ENOSPC, () -> store.write(fh, "x", 10 * PAGE));
            assertThat(store.write(fh, "in place", 0)).isEqualTo(8);
            assertThat(store.fs.statfs().blocksFree()).isZero();
            assertErrno(Errno.ENOSPC, () -> store.fs.symlink(Caller.ROOT, ROOT, name("l"), new byte[]{'x'}));
            store.fs.release(fh);
        }
    }

    @Test
    void aRefusedFallocateTakesNothing() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withSizeLimit(10 * PAGE + INDEX))) {
            long fh = store.open(store.file(ROOT, "file").ino());

            assertErrno(Errno.ENOSPC, () -> store.fs.fallocate(Caller.ROOT, fh, 0, 0, 11 * PAGE));
            assertThat(store.fs.usage().liveBytes()).isZero();
            store.fs.release(fh);
        }
    }

    @Test
    void aCopyEndsWhereTheLimitIs() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withSizeLimit(60 * PAGE + 320 + 192))) {
            long from = store.open(store.file(ROOT, "from").ino());
            long to = store.open(store.file(ROOT, "to").ino());
            store.fs.write(Caller.ROOT, from, filled(40 * PAGE, 1), 0, 0);

            assertThat(store.fs.copyFileRange(Caller.ROOT, from, 0, to, 0, 40 * PAGE)).isEqualTo(20 * PAGE);
            assertErrno(Errno.ENOSPC, () -> store.fs.copyFileRange(Caller.ROOT, from, 0, to, 20 * PAGE, 1));
            store.fs.release(from);
            store.fs.release(to);
        }
    }

    @Test
    void anAllocationThatCantFitTakesNothingFirst() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withSizeLimit(10 * PAGE + INDEX))) {
            long fh = store.open(store.file(ROOT, "file").ino());
            assertErrno(Errno.ENOSPC, () -> store.fs.fallocate(Caller.ROOT, fh, 0, 0, 11 * PAGE));
            store.fs.fallocate(Caller.ROOT, fh, 0, 0, 10 * PAGE);
            store.fs.fallocate(Caller.ROOT, fh, 0, 0, 10 * PAGE);
            store.fs.release(fh);
        }
    }

    @Test
    void theInodeLimitCountsTheRoot() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withInodeLimit(3))) {
            store.file(ROOT, "a");
            store.mkdir(ROOT, "b");

            assertErrno(Errno.ENOSPC, () -> store.file(ROOT, "c"));
            assertErrno(Errno.ENOSPC, () -> store.fs.tmpfile(Caller.ROOT, ROOT, 0600, OpenFlags.O_RDWR));
            assertErrno(Errno.ENOSPC, () -> store.fs.rename(Caller.ROOT, ROOT, name("a"), ROOT, name("c"),
                    OpenFlags.RENAME_WHITEOUT));
            assertThat(store.list(ROOT)).containsExactly("a", "b");
            assertThat(store.fs.statfs().filesFree()).isZero();
            store.fs.unlink(Caller.ROOT, ROOT, name("a"));
            store.file(ROOT, "c");
        }
    }

    @Test
    void statfsShowsWhatIsTaken() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE).withSizeLimit(100 * PAGE).withInodeLimit(50))) {
            long fh = store.open(store.file(ROOT, "file").ino());
            store.fs.write(Caller.ROOT, fh, filled(3 * PAGE, 1), 0, 0);
            StatFs figures = store.fs.statfs();

            assertThat(figures).isEqualTo(new StatFs(PAGE, 100, 96, 50, 48, 255));
            store.fs.release(fh);
        }
    }

    @Test
    void readOnlyRefusesEveryChange() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withReadOnly(true))) {
            FileSystem fs = store.fs;

            assertErrno(Errno.EROFS, () -> store.file(ROOT, "a"));
            assertErrno(Errno.EROFS, () -> store.mkdir(ROOT, "a"));
            assertErrno(Errno.EROFS, () -> fs.setattr(Caller.ROOT, ROOT, SetAttr.ofMode(0700), FileSystem.NO_HANDLE));
            assertErrno(Errno.EROFS, () -> fs.access(Caller.ROOT, ROOT, Mode.W_OK));
            assertErrno(Errno.EROFS, () -> fs.setxattr(Caller.ROOT, ROOT, name("user.a"), new byte[1], 0));
            fs.access(Caller.ROOT, ROOT, Mode.R_OK);
        }
    }

    @Test
    void permissionsCanBeLeftToTheKernelButBitsAreNot() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withCheckPermissions(false))) {
            long file = store.file(ALICE, ROOT, "file", 04600).ino();
            long fh = store.fs.open(BOB, file, OpenFlags.O_RDWR);
            store.fs.write(BOB, fh, filled(1, 1), 0, 0);
            store.fs.release(fh);

            assertThat(store.stat(file).mode() & 07777).isEqualTo(0600);
            assertErrno(Errno.EACCES, () -> store.fs.access(BOB, file, Mode.R_OK));
        }
    }

    @Test
    void theRootsOwnerAndModeAreGiven() {
        try (var store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE).withRoot(01777, 1000, 1001))) {
            assertThat(store.stat(ROOT).mode()).isEqualTo(Mode.S_IFDIR | 01777);
            assertThat(store.stat(ROOT).uid()).isEqualTo(1000);
            assertThat(store.stat(ROOT).gid()).isEqualTo(1001);
        }
    }

    @Test
    void impossibleLimitsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> StoreOptions.of(MappedPages.INSTANCE).withInodeLimit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> StoreOptions.of(MappedPages.INSTANCE).withSizeLimit(-1));
    }
}
