package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ALICE;
import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.StatFs;
import memfs.store.ContentKind;
import memfs.store.FileSystem;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.XattrName;
import memfs.store.content.BlockPool;
import memfs.sys.WallClock;

/** The limits and the switches of {@link StoreOptions}. */
class OptionsTest {
    private static final int PAGE = BlockPool.PAGE_SIZE;
    /** What tells where 9 to 16 pages are takes room too, bytes. */
    private static final int INDEX = 128;

    @Test
    void theSizeLimitEndsAWriteInTheMiddle() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(10 * PAGE + INDEX))) {
            OpenFile fh = store.open(store.file(ROOT, "file").ino());

            assertThat(store.fs.write(Caller.ROOT, fh, filled(12 * PAGE, 1), 0, 0)).isEqualTo(10 * PAGE);
            assertErrno(Errno.ENOSPC, () -> store.write(fh, "x", 10 * PAGE));
            assertThat(store.write(fh, "in place", 0)).isEqualTo(8);
            assertThat(store.fs.statfs().blocksFree()).isZero();
            assertErrno(Errno.ENOSPC, () -> store.fs.symlink(Caller.ROOT, ROOT, name("l"), new byte[]{'x'}));
            store.fs.release(fh);
        }
    }

    @Test
    void aFullFileSystemLeavesTheRefusedWithoutTraces() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(10 * PAGE))) {
            long file = store.file(ROOT, "file").ino();
            OpenFile fh = store.open(file);
            store.fs.fallocate(Caller.ROOT, fh, 0, 0, 9 * PAGE);
            OpenFile other = store.open(store.file(ROOT, "other").ino());
            long inodesFree = store.fs.statfs().filesFree();
            long live = store.fs.usage().liveBytes();

            assertErrno(Errno.ENOSPC,
                    () -> store.fs.setxattr(Caller.ROOT, file, XattrName.of("user.a"), new byte[PAGE], 0));
            assertErrno(Errno.ENOSPC, () -> store.fs.symlink(Caller.ROOT, ROOT, name("link"), new byte[PAGE - 1]));
            assertErrno(Errno.ENOSPC, () -> store.fs.write(Caller.ROOT, other, filled(PAGE, 1), 0, 0));
            assertThat(store.fs.statfs().filesFree()).isEqualTo(inodesFree);
            assertThat(store.fs.usage().liveBytes()).isEqualTo(live);
            store.fs.release(fh);
            store.fs.release(other);
        }
    }

    @Test
    void everyFurtherLinkCountsAsAnInode() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withInodeLimit(4))) {
            long file = store.file(ROOT, "file").ino();
            store.released(store.fs.link(Caller.ROOT, file, ROOT, name("second")));
            store.released(store.fs.link(Caller.ROOT, file, ROOT, name("third")));

            assertThat(store.fs.statfs().filesFree()).isZero();
            assertErrno(Errno.ENOSPC, () -> store.fs.link(Caller.ROOT, file, ROOT, name("fourth")));
            assertErrno(Errno.ENOSPC,
                    () -> store.fs.setxattr(Caller.ROOT, file, XattrName.of("user.a"), new byte[1], 0));
            store.fs.unlink(Caller.ROOT, ROOT, name("file"));
            assertThat(store.fs.statfs().filesFree()).isEqualTo(1);
            long other = store.file(ROOT, "other").ino();
            store.fs.rename(Caller.ROOT, ROOT, name("other"), ROOT, name("third"), 0);
            assertThat(store.fs.statfs().filesFree()).isEqualTo(1);
            assertThat(store.stat(file).nlink()).isEqualTo(1);
            store.fs.rename(Caller.ROOT, ROOT, name("second"), ROOT, name("third"), 0);
            assertThat(store.fs.statfs().filesFree()).isEqualTo(2);
            assertErrno(Errno.ESTALE, () -> store.stat(other));
        }
    }

    @Test
    void theFirstNameOfATmpfileIsNoFurtherLink() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withInodeLimit(2))) {
            FileSystem.Created tmpfile = store.fs.tmpfile(Caller.ROOT, ROOT, 0600, OpenFlags.O_RDWR);
            store.released(store.fs.link(Caller.ROOT, tmpfile.stat().ino(), ROOT, name("named")));
            store.fs.unlink(Caller.ROOT, ROOT, name("named"));

            assertErrno(Errno.ENOENT, () -> store.fs.link(Caller.ROOT, tmpfile.stat().ino(), ROOT, name("again")));
            assertThat(store.fs.statfs().filesFree()).isZero();
            store.fs.release(tmpfile.file());
            store.released(tmpfile.stat());
            assertThat(store.fs.statfs().filesFree()).isEqualTo(1);
        }
    }

    @Test
    void aRefusedFallocateTakesNothing() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(10 * PAGE + INDEX))) {
            OpenFile fh = store.open(store.file(ROOT, "file").ino());

            assertErrno(Errno.ENOSPC, () -> store.fs.fallocate(Caller.ROOT, fh, 0, 0, 11 * PAGE));
            assertThat(store.fs.usage().liveBytes()).isZero();
            store.fs.release(fh);
        }
    }

    @Test
    void aCopyEndsWhereTheLimitIs() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(60 * PAGE + 320 + 192))) {
            OpenFile from = store.open(store.file(ROOT, "from").ino());
            OpenFile to = store.open(store.file(ROOT, "to").ino());
            store.fs.write(Caller.ROOT, from, filled(40 * PAGE, 1), 0, 0);

            assertThat(store.fs.copyFileRange(Caller.ROOT, from, 0, to, 0, 40 * PAGE)).isEqualTo(20 * PAGE);
            assertErrno(Errno.ENOSPC, () -> store.fs.copyFileRange(Caller.ROOT, from, 0, to, 20 * PAGE, 1));
            store.fs.release(from);
            store.fs.release(to);
        }
    }

    @Test
    void anAllocationThatCantFitTakesNothingFirst() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(10 * PAGE + INDEX))) {
            OpenFile fh = store.open(store.file(ROOT, "file").ino());
            assertErrno(Errno.ENOSPC, () -> store.fs.fallocate(Caller.ROOT, fh, 0, 0, 11 * PAGE));
            store.fs.fallocate(Caller.ROOT, fh, 0, 0, 10 * PAGE);
            store.fs.fallocate(Caller.ROOT, fh, 0, 0, 10 * PAGE);
            store.fs.release(fh);
        }
    }

    @Test
    void contentWithoutHolesRefusesWhatWouldBeOne() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withContent(ContentKind.CONTIGUOUS)
                        .withSizeLimit(10 * PAGE))) {
            long ino = store.file(ROOT, "file").ino();
            OpenFile fh = store.open(ino);
            store.write(fh, "text", 0);
            assertErrno(Errno.ENOSPC, () -> store.fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(1L << 40), fh));
            assertErrno(Errno.ENOSPC, () -> store.fs.fallocate(Caller.ROOT, fh, 0, 0, 1L << 40));
            assertErrno(Errno.EFBIG, () -> store.fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(1L << 62), fh));
            assertThat(store.read(fh, 0, 10)).isEqualTo("text");
            store.fs.release(fh);
        }
    }

    @ParameterizedTest
    @EnumSource
    void linksAndAttributesAreNoContent(ContentKind kind) {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withContent(kind))) {
            long link = store.released(store.fs.symlink(Caller.ROOT, ROOT, name("link"), "target".getBytes())).ino();
            store.fs.setxattr(Caller.ROOT, ROOT, XattrName.of("user.a"), "value".getBytes(), 0);
            assertThat(store.fs.readlink(link)).asString().isEqualTo("target");
            assertThat(store.fs.getxattr(Caller.ROOT, ROOT, XattrName.of("user.a"))).asString().isEqualTo("value");
            store.fs.removexattr(Caller.ROOT, ROOT, XattrName.of("user.a"));
        }
    }

    @Test
    void theInodeLimitCountsTheRoot() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withInodeLimit(3))) {
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
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(100 * PAGE)
                        .withInodeLimit(50))) {
            OpenFile fh = store.open(store.file(ROOT, "file").ino());
            store.fs.write(Caller.ROOT, fh, filled(3 * PAGE, 1), 0, 0);
            StatFs figures = store.fs.statfs();

            assertThat(figures).isEqualTo(new StatFs(PAGE, 100, 96, 50, 48, 255));
            store.fs.release(fh);
        }
    }

    @Test
    void readOnlyRefusesEveryChange() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withReadOnly(true))) {
            FileSystem fs = store.fs;

            assertErrno(Errno.EROFS, () -> store.file(ROOT, "a"));
            assertErrno(Errno.EROFS, () -> store.mkdir(ROOT, "a"));
            assertErrno(Errno.EROFS, () -> fs.setattr(Caller.ROOT, ROOT, SetAttr.ofMode(0700), null));
            assertErrno(Errno.EROFS, () -> fs.access(Caller.ROOT, ROOT, Mode.W_OK));
            assertErrno(Errno.EROFS, () -> fs.setxattr(Caller.ROOT, ROOT, XattrName.of("user.a"), new byte[1], 0));
            fs.access(Caller.ROOT, ROOT, Mode.R_OK);
        }
    }

    @Test
    void permissionsCanBeLeftToTheKernelButBitsAreNot() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withCheckPermissions(false))) {
            long file = store.file(ALICE, ROOT, "file", 04600).ino();
            OpenFile fh = store.fs.open(BOB, file, OpenFlags.O_RDWR);
            store.fs.write(BOB, fh, filled(1, 1), 0, 0);
            store.fs.release(fh);

            assertThat(store.stat(file).mode() & 07777).isEqualTo(0600);
            assertErrno(Errno.EACCES, () -> store.fs.access(BOB, file, Mode.R_OK));
        }
    }

    @Test
    void theRootsOwnerAndModeAreGiven() {
        try (var store = new StoreFixture(
                StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withRoot(01777, 1000, 1001))) {
            assertThat(store.stat(ROOT).mode()).isEqualTo(Mode.S_IFDIR | 01777);
            assertThat(store.stat(ROOT).uid()).isEqualTo(1000);
            assertThat(store.stat(ROOT).gid()).isEqualTo(1001);
        }
    }

    @Test
    void impossibleLimitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withInodeLimit(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(-1));
    }
}
