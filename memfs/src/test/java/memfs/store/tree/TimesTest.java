package memfs.store.tree;

import static memfs.posix.SetAttr.ATIME;
import static memfs.posix.SetAttr.CTIME;
import static memfs.posix.SetAttr.MTIME;
import static memfs.store.tree.StoreFixture.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.posix.Caller;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.OpenFile;

/** Times beyond those that a long counts in nanoseconds, beside others. */
class TimesTest {
    private static final Timestamp YEAR_2300 = new Timestamp(10_413_792_000L, 1);
    private static final Timestamp YEAR_1600 = new Timestamp(-11_676_096_000L, 1);

    private final StoreFixture store = new StoreFixture();
    private long ino;
    private OpenFile fh;

    @BeforeEach
    void create() {
        ino = store.file(ROOT, "f").ino();
        fh = store.open(ino);
        store.write(fh, "content", 0);
    }

    @AfterEach
    void close() {
        store.fs.release(fh);
        store.close();
    }

    private Stat set(int valid, Timestamp atime, Timestamp mtime, Timestamp ctime) {
        return store.fs.setattr(Caller.ROOT, ino, new SetAttr(valid, 0, 0, 0, 0, atime, mtime, ctime),
                null);
    }

    private Timestamp atimeAfterRead() {
        store.read(fh, 0, 1);
        return store.stat(ino).atime();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -9_223_372_037L, -9_223_372_036L, -1, 0, 9_223_372_036L, 9_223_372_037L,
            Long.MAX_VALUE})
    void areKeptAsTheyWereSet(long seconds) {
        Timestamp first = new Timestamp(seconds, 0);
        Timestamp second = new Timestamp(seconds, 500_000_000);
        Timestamp third = new Timestamp(seconds, 999_999_999);
        Stat stat = set(ATIME | MTIME | CTIME, first, second, third);

        assertThat(stat.atime()).isEqualTo(first);
        assertThat(stat.mtime()).isEqualTo(second);
        assertThat(stat.ctime()).isEqualTo(third);
        assertThat(store.stat(ino)).isEqualTo(stat);
    }

    @Test
    void giveWayToTheClock() {
        set(ATIME | MTIME | CTIME, YEAR_2300, YEAR_2300, YEAR_2300);
        store.write(fh, "x", 0);
        Stat written = store.stat(ino);

        assertThat(written.mtime()).isEqualTo(Timestamp.ofNanos(store.now.get())).isEqualTo(written.ctime());
        assertThat(written.atime()).isEqualTo(YEAR_2300);
    }

    @Test
    void oneCanBeSetWithoutTheOther() {
        set(ATIME, YEAR_2300, null, null);
        set(MTIME, null, YEAR_1600, null);
        assertThat(store.stat(ino).atime()).isEqualTo(YEAR_2300);

        Stat near = set(ATIME, new Timestamp(7, 8), null, null);
        assertThat(near.atime()).isEqualTo(new Timestamp(7, 8));
        assertThat(near.mtime()).isEqualTo(YEAR_1600);
    }

    @Test
    void anAccessTimeInTheFutureIsKept() {
        set(ATIME, YEAR_2300, null, null);
        assertThat(atimeAfterRead()).isEqualTo(YEAR_2300);
    }

    @Test
    void anAccessTimeThatIsNotNewerThanTheModificationIsRenewed() {
        set(ATIME | MTIME, YEAR_2300, YEAR_2300, null);
        assertThat(atimeAfterRead()).isEqualTo(Timestamp.ofNanos(store.now.get()));

        set(ATIME | MTIME, YEAR_2300, new Timestamp(YEAR_2300.seconds(), 2), null);
        assertThat(atimeAfterRead()).isEqualTo(Timestamp.ofNanos(store.now.get()));
    }

    @Test
    void anAccessTimeOfLongAgoIsRenewed() {
        set(ATIME | MTIME | CTIME, new Timestamp(YEAR_1600.seconds(), 3), YEAR_1600, YEAR_1600);
        assertThat(atimeAfterRead()).isEqualTo(Timestamp.ofNanos(store.now.get()));
    }
}
