package memfs.store.tree;

import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.FileSystem.Created;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.content.ContentMove;
import memfs.store.tree.TestBackings.Backing;
import memfs.testing.Posix;
import memfs.testing.Requirements;

/** Where the data of a file is, and that moving it shows nowhere. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackableFileTest {
    private static final int PAGE = 4096;
    private static final long LIMIT = 4 << 20;
    private static final long LARGE_LIMIT = 8L << 30;
    private static final long DEADLINE_NANOS = 10_000_000_000L;

    private volatile boolean inUse;
    private TestBackings backings;
    private MemFileSystem fs;
    private StoreFixture store;

    @BeforeEach
    void needsRoot() {
        assumeTrue(Requirements.isRoot(), "only root makes a tmpfs");
        mount(20);
    }

    private void mount(int files) {
        mount(files, LIMIT);
    }

    private void mount(int files, long limit) {
        backings = new TestBackings(limit, files, () -> inUse);
        store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE, backings).withSizeLimit(limit), backings);
        fs = store.fs;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
            assertThat(backings.open).isEmpty();
            assertThat(backings.usedBytes()).isZero();
            backings.close();
        }
    }

    private Created create(String name, int flags) {
        Created created = fs.create(Caller.ROOT, ROOT, name(name), 0644, flags);
        fs.forget(created.stat().ino(), 1);
        return created;
    }

    /** A closed file that was written by a program, not by a request. */
    private long written(String name, String text) {
        Created created = create(name, O_RDWR);
        Posix.close(write(created.file(), text));
        fs.release(created.file());
        return created.stat().ino();
    }

    private static int write(OpenFile file, String text) {
        int fd = Posix.open(((Backing) file.backing()).path(), O_RDWR, 0);
        Posix.write(fd, text.getBytes());
        return fd;
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(DEADLINE_NANOS);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** But for whether they change unseen. */
    private static void assertSame(Stat attributes, Stat before) {
        assertThat(attributes).usingRecursiveComparison().ignoringFields("mode").isEqualTo(before);
        assertThat(attributes.mode()).isEqualTo(before.mode());
    }

    private void awaitMovedBack() {
        await(() -> backings.open.isEmpty());
    }

    @Test
    void aNewFileThatIsOpenForWritingIsBacked() {
        Created created = create("f", O_WRONLY);
        assertThat(created.file().backing()).isNotNull();
        Posix.close(write(created.file(), "text"));
        assertThat(fs.getattr(created.stat().ino()).size()).isEqualTo(4);
        assertThat(fs.getattr(created.stat().ino()).blocks()).isEqualTo(8);
        fs.release(created.file());
    }

    @Test
    void aNewFileThatIsOpenForReadingIsNot() {
        Created created = create("f", O_RDONLY);
        assertThat(created.file().backing()).isNull();
        OpenFile second = fs.open(Caller.ROOT, created.stat().ino(), O_RDWR);
        assertThat(second.backing()).as("as the one that is open").isNull();
        fs.release(created.file());
        fs.release(second);
        OpenFile third = fs.open(Caller.ROOT, created.stat().ino(), O_RDWR);
        assertThat(third.backing()).as("anew").isNotNull();
        OpenFile fourth = fs.open(Caller.ROOT, created.stat().ino(), O_RDONLY);
        assertThat(fourth.backing()).as("as the one that is open").isSameAs(third.backing());
        fs.release(third);
        fs.release(fourth);
    }

    @Test
    void smallDataMovesBackAndShowsNothing() {
        long ino = written("f", "text");
        Stat before = fs.getattr(ino);
        awaitMovedBack();
        Stat after = fs.getattr(ino);
        assertSame(after, before);
        assertThat(after.changesUnseen()).isFalse();
        assertThat(backings.dataChanged).as("no request has read from it").isEmpty();
        OpenFile reader = fs.open(Caller.ROOT, ino, O_RDONLY);
        assertThat(reader.backing()).isNull();
        assertThat(store.read(reader, 0, 10)).isEqualTo("text");
        assertThat(fs.lseek(reader, 0, 4)).as("SEEK_HOLE").isEqualTo(4);
        fs.release(reader);
    }

    /** Only a request fills the kernel's cache. */
    @Test
    void whatWasReadByARequestLeavesTheCacheWhenItMovesBack() {
        long ino = written("f", "text");
        OpenFile reader = fs.open(Caller.ROOT, ino, O_RDONLY);
        assertThat(store.read(reader, 0, 4)).isEqualTo("text");
        fs.release(reader);
        await(() -> backings.dataChanged.contains(ino));
        assertThat(backings.open).isEmpty();
    }

    @Test
    void itMovesOutAgainForAWriter() {
        long ino = written("f", "text");
        awaitMovedBack();
        Stat before = fs.getattr(ino);
        OpenFile writer = fs.open(Caller.ROOT, ino, O_RDWR);
        assertThat(writer.backing()).isNotNull();
        assertSame(fs.getattr(ino), before);
        assertThat(store.read(writer, 0, 10)).isEqualTo("text");
        fs.release(writer);
    }

    @Test
    void emptyFilesMoveBackToo() {
        long ino = written("f", "");
        awaitMovedBack();
        assertThat(fs.getattr(ino).blocks()).isZero();
    }

    @Test
    void whatIsLargeStays() {
        Created created = create("f", O_RDWR);
        Backing stays = (Backing) created.file().backing();
        long size = ContentMove.MOST_BYTES + 1;
        fs.fallocate(Caller.ROOT, created.file(), 0, 0, size);
        fs.release(created.file());
        written("g", "small");
        await(() -> backings.closedCount.get() > 0);
        assertThat(backings.open).containsExactly(stays);
        OpenFile reader = fs.open(Caller.ROOT, created.stat().ino(), O_RDONLY);
        assertThat(reader.backing()).isNotNull();
        fs.release(reader);
    }

    @Test
    void whatHasHolesStays() {
        Created created = create("f", O_RDWR);
        Backing stays = (Backing) created.file().backing();
        fs.setattr(Caller.ROOT, created.stat().ino(), SetAttr.ofSize(3 * PAGE), created.file());
        fs.release(created.file());
        written("g", "small");
        await(() -> backings.closedCount.get() > 0);
        assertThat(backings.open).containsExactly(stays);
        assertThat(fs.getattr(created.stat().ino()).blocks()).isZero();
    }

    /** A mapping outlives the close; what it stores later is not lost. */
    @Test
    void whatIsMappedStaysUntilThatEnds() {
        Created created = create("f", O_RDWR);
        Backing stays = (Backing) created.file().backing();
        int fd = write(created.file(), "text");
        MemorySegment mapping = Posix.mmap(fd, 4, 0);
        Posix.close(fd);
        fs.release(created.file());
        written("g", "small");
        await(() -> backings.closedCount.get() > 0);
        assertThat(backings.open).containsExactly(stays);
        assertThat(fs.getattr(created.stat().ino()).changesUnseen()).isTrue();
        mapping.copyFrom(MemorySegment.ofArray("last".getBytes()));
        OpenFile reader = fs.open(Caller.ROOT, created.stat().ino(), O_RDONLY);
        assertThat(reader.backing()).as("that of the mapping").isNotNull();
        assertThat(store.read(reader, 0, 4)).isEqualTo("last");
        fs.release(reader);
        Posix.munmap(mapping);
        awaitMovedBack();
        OpenFile late = fs.open(Caller.ROOT, created.stat().ino(), O_RDONLY);
        assertThat(store.read(late, 0, 4)).isEqualTo("last");
        fs.release(late);
    }

    @Test
    void whatSeemsToBeInUseIsTriedAgain() {
        inUse = true;
        long ino = written("f", "text");
        Stat stat = fs.getattr(ino);
        assertThat(stat.changesUnseen()).isTrue();
        assertThat(backings.open).hasSize(1);
        inUse = false;
        awaitMovedBack();
    }

    @Test
    void timesAreThoseOfTheProgramsWrites() {
        Created created = create("f", O_RDWR);
        long ino = created.stat().ino();
        Timestamp born = created.stat().mtime();
        assertThat(created.stat().ctime()).isEqualTo(born);
        fs.setattr(Caller.ROOT, ino, SetAttr.ofTimes(SetAttr.ATIME | SetAttr.MTIME, Timestamp.EPOCH, Timestamp.EPOCH),
                null);
        Stat old = fs.getattr(ino);
        assertThat(old.mtime()).isEqualTo(Timestamp.EPOCH);
        assertThat(old.ctime()).isGreaterThanOrEqualTo(born);
        Posix.close(write(created.file(), "text"));
        Stat written = fs.getattr(ino);
        assertThat(written.mtime()).isGreaterThanOrEqualTo(born);
        assertThat(written.ctime()).isGreaterThanOrEqualTo(old.ctime());
        assertThat(written.atime()).isEqualTo(Timestamp.EPOCH);
        assertThat(written.btime()).isEqualTo(born);
        Created later = create("g", O_RDWR);
        assertThat(later.stat().mtime()).isGreaterThanOrEqualTo(written.mtime());
        fs.release(created.file());
        fs.release(later.file());
    }

    /** The kernel may have cached attributes that a mapping changes from now on. */
    @Test
    void anOpenForReadingAndWritingIsAnnounced() {
        Created created = create("f", O_WRONLY);
        long ino = created.stat().ino();
        assertThat(fs.getattr(ino).changesUnseen()).as("can't be mapped").isFalse();
        OpenFile both = fs.open(Caller.ROOT, ino, O_RDWR);
        assertThat(backings.attributesChanged).containsExactly(ino);
        assertThat(fs.getattr(ino).changesUnseen()).isTrue();
        fs.release(both);
        assertThat(fs.getattr(ino).changesUnseen()).as("another is open").isTrue();
        inUse = true;
        fs.release(created.file());
        assertThat(fs.getattr(ino).changesUnseen()).as("mapped").isTrue();
        inUse = false;
        assertThat(fs.getattr(ino).changesUnseen()).as("neither open nor mapped").isFalse();
    }

    @Test
    void withoutBackingFilesRequestsServe() {
        close();
        mount(1);
        Created first = create("f", O_RDWR);
        Created second = create("g", O_RDWR);
        assertThat(first.file().backing()).isNotNull();
        assertThat(second.file().backing()).isNull();
        assertThat(store.write(second.file(), "text", 0)).isEqualTo(4);
        fs.release(first.file());
        OpenFile another = fs.open(Caller.ROOT, second.stat().ino(), O_RDWR);
        assertThat(another.backing()).isNull();
        fs.release(second.file());
        fs.release(another);
        awaitMovedBack();
        OpenFile anew = fs.open(Caller.ROOT, second.stat().ino(), O_RDWR);
        assertThat(anew.backing()).isNotNull();
        assertThat(store.read(anew, 0, 10)).isEqualTo("text");
        fs.release(anew);
    }

    @Test
    void oneLimitHoldsForBoth() {
        Created backed = create("f", O_RDWR);
        Created pooled = create("g", O_RDONLY);
        OpenFile writer = fs.open(Caller.ROOT, pooled.stat().ino(), O_RDWR);
        long half = LIMIT / 2;
        MemorySegment bytes = MemorySegment.ofArray(new byte[(int) half]);
        assertThat(fs.write(Caller.ROOT, writer, bytes, 0, 0)).isEqualTo((int) half);
        int fd = Posix.open(((Backing) backed.file().backing()).path(), O_RDWR, 0);
        long fits = Posix.write(fd, new byte[(int) LIMIT]);
        assertThat(fits).isBetween(half - (64 << 10), half);
        assertThat(fs.statfs().blocksFree()).isLessThanOrEqualTo(16);
        assertThat(fs.usage().liveBytes()).isLessThanOrEqualTo(LIMIT);
        Posix.ftruncate(fd, 0);
        assertThat(fs.write(Caller.ROOT, writer, bytes.asSlice(0, half / 2), half, 0)).isEqualTo((int) half / 2);
        fs.setattr(Caller.ROOT, pooled.stat().ino(), SetAttr.ofSize(0), writer);
        assertThat(Posix.pwrite(fd, new byte[(int) (LIMIT - (64 << 10))], 0)).isEqualTo((int) (LIMIT - (64 << 10)));
        Posix.close(fd);
        fs.release(backed.file());
        fs.release(pooled.file());
        fs.release(writer);
    }

    private void fillAll(int fd) {
        assertThat(Posix.write(fd, new byte[(int) LIMIT - PAGE])).isEqualTo((int) LIMIT - PAGE);
    }

    /** As shm_open(3), mmap and shm_unlink(3) leave it. */
    @Test
    void whatIsMappedCountsAfterItsRemoval() {
        Created first = fs.create(Caller.ROOT, ROOT, name("f"), 0644, O_RDWR);
        int fd = Posix.open(((Backing) first.file().backing()).path(), O_RDWR, 0);
        fillAll(fd);
        MemorySegment mapping = Posix.mmap(fd, PAGE, 0);
        Posix.close(fd);
        fs.release(first.file());
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        Created second = create("g", O_RDWR);
        int other = Posix.open(((Backing) second.file().backing()).path(), O_RDWR, 0);
        assertThat(Posix.write(other, new byte[4 * PAGE])).isLessThanOrEqualTo(PAGE);
        Posix.munmap(mapping);
        fs.forget(first.stat().ino(), 1);
        assertThat(Posix.pwrite(other, new byte[4 * PAGE], 0)).isEqualTo(4 * PAGE);
        Posix.close(other);
        fs.release(second.file());
    }

    @Test
    void whatIsOpenedAfterItsRemovalCounts() {
        Created first = fs.create(Caller.ROOT, ROOT, name("f"), 0644, O_RDWR);
        int fd = Posix.open(((Backing) first.file().backing()).path(), O_RDWR, 0);
        fillAll(fd);
        Posix.close(fd);
        fs.release(first.file());
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        OpenFile again = fs.open(Caller.ROOT, first.stat().ino(), O_RDWR);
        Created second = create("g", O_RDWR);
        int other = Posix.open(((Backing) second.file().backing()).path(), O_RDWR, 0);
        assertThat(Posix.write(other, new byte[4 * PAGE])).isLessThanOrEqualTo(PAGE);
        fs.release(again);
        assertThat(Posix.pwrite(other, new byte[4 * PAGE], 0)).as("closed, and not forgotten yet").isEqualTo(4 * PAGE);
        fs.forget(first.stat().ino(), 1);
        Posix.close(other);
        fs.release(second.file());
    }

    /** Looking at what is removed costs system calls; df(1) knows all the same. */
    @Test
    void withEnoughSpaceARemovedFileIsLookedAtWhenSomebodyAsks() {
        close();
        mount(20, LARGE_LIMIT);
        long free = fs.statfs().blocksFree();
        Created created = fs.create(Caller.ROOT, ROOT, name("f"), 0644, O_WRONLY);
        fs.fallocate(Caller.ROOT, created.file(), 0, 0, LIMIT);
        fs.release(created.file());
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        assertThat(backings.leases).hasValue(0);
        assertThat(backings.usedBytes()).isEqualTo(LIMIT);
        assertThat(fs.statfs().blocksFree()).isEqualTo(free);
        assertThat(backings.leases).hasValue(1);
        fs.forget(created.stat().ino(), 1);
        assertThat(fs.statfs().blocksFree()).isEqualTo(free);
    }

    @Test
    void whatIsFreedWhileSomebodyAsksIsFreeOnce() throws InterruptedException {
        Created other = create("g", O_WRONLY);
        fs.fallocate(Caller.ROOT, other.file(), 0, 0, LIMIT / 2);
        long free = fs.statfs().blocksFree();
        Created created = fs.create(Caller.ROOT, ROOT, name("f"), 0644, O_WRONLY);
        fs.fallocate(Caller.ROOT, created.file(), 0, 0, LIMIT / 4);
        fs.release(created.file());
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        assertThat(fs.statfs().blocksFree()).isEqualTo(free);
        AtomicLong seen = new AtomicLong();
        Thread asker = new Thread(() -> seen.set(fs.statfs().blocksFree()));
        backings.whenClosed = () -> {
            asker.start();
            await(() -> asker.getState() == Thread.State.BLOCKED || asker.getState() == Thread.State.TERMINATED);
        };
        fs.forget(created.stat().ino(), 1);
        asker.join();
        backings.whenClosed = () -> {};
        assertThat(seen).hasValue(free);
        fs.release(other.file());
    }

    /** The kernel sends RELEASE when close(2) has returned, so that the unlink may overtake it. */
    @Test
    void whatIsClosedWhileItLosesItsNameIsFreeOnce() throws InterruptedException {
        Created other = create("g", O_WRONLY);
        fs.fallocate(Caller.ROOT, other.file(), 0, 0, LIMIT / 2);
        long free = fs.statfs().blocksFree();
        for (int i = 0; i < 10_000; i++) {
            Created created = fs.create(Caller.ROOT, ROOT, name("f"), 0644, O_WRONLY);
            fs.fallocate(Caller.ROOT, created.file(), 0, 0, PAGE);
            Thread release = Thread.startVirtualThread(() -> fs.release(created.file()));
            fs.unlink(Caller.ROOT, ROOT, name("f"));
            release.join();
            fs.forget(created.stat().ino(), 1);
        }
        assertThat(fs.statfs().blocksFree()).isEqualTo(free);
        fs.release(other.file());
    }

    @Test
    void whatIsAboutToBeFreedIsNotMovedBack() {
        inUse = true;
        Created created = fs.create(Caller.ROOT, ROOT, name("f"), 0644, O_WRONLY);
        Posix.close(write(created.file(), "text"));
        Backing removed = (Backing) created.file().backing();
        fs.release(created.file());
        long other = written("g", "text");
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        inUse = false;
        await(() -> backings.open.size() == 1);
        assertThat(backings.open).containsExactly(removed);
        assertThat(fs.getattr(other).size()).isEqualTo(4);
        fs.forget(created.stat().ino(), 1);
    }

    /** The kernel's FORGET comes later than the next write, of which no request tells. */
    @Test
    void theSpaceOfARemovedFileIsThereBeforeItIsForgotten() {
        Created first = fs.create(Caller.ROOT, ROOT, name("f"), 0644, O_RDWR);
        int fd = Posix.open(((Backing) first.file().backing()).path(), O_RDWR, 0);
        assertThat(Posix.write(fd, new byte[(int) LIMIT - PAGE])).isEqualTo((int) LIMIT - PAGE);
        Posix.close(fd);
        fs.release(first.file());
        fs.unlink(Caller.ROOT, ROOT, name("f"));
        Created second = create("g", O_RDWR);
        int other = Posix.open(((Backing) second.file().backing()).path(), O_RDWR, 0);
        assertThat(Posix.write(other, new byte[(int) LIMIT - PAGE])).isEqualTo((int) LIMIT - PAGE);
        fs.forget(first.stat().ino(), 1);
        assertThat(fs.usage().liveBytes()).isLessThanOrEqualTo(LIMIT);
        assertThat(Posix.pwrite(other, new byte[4 * PAGE], LIMIT - PAGE)).isLessThanOrEqualTo(PAGE);
        Posix.close(other);
        fs.release(second.file());
    }
}
