package memfs.store.content;

import static memfs.testing.Errnos.assertErrno;
import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.posix.Errno;

class SlabPoolTest {
    private static final int PAGE = BlockPool.PAGE_SIZE;
    private static final int LIMIT = 40 << 20;
    private static final int PAGES = LIMIT / PAGE;

    private final TestPages source = new TestPages();
    private SlabPool pool = new SlabPool(source, LIMIT);

    @AfterEach
    void close() {
        pool.close();
        assertThat(pool.reservedBytes()).isZero();
        assertThat(source.mapped).isZero();
    }

    private long[] allocateAll(int bytes) {
        return LongStream.generate(() -> pool.allocate(bytes)).takeWhile(block -> block != BlockPool.NONE).toArray();
    }

    private void free(long... blocks) {
        for (long block : blocks) {
            pool.free(block);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 300, 1000, 2049, 3585, PAGE})
    void handsOutDistinctBlocksUpToTheLimit(int bytes) {
        long[] blocks = allocateAll(bytes);

        int capacity = BlockPool.capacity(blocks[0]);
        assertThat(blocks).hasSize(LIMIT / capacity).doesNotHaveDuplicates();
        assertThat(capacity).isGreaterThanOrEqualTo(bytes);
        assertThat(pool.liveBytes()).isEqualTo((long) blocks.length * capacity);
        assertThat(pool.reservedBytes()).isBetween(pool.liveBytes(), pool.liveBytes() + LIMIT / 100);
    }

    @Test
    void sizesWasteLessThanAQuarterOrAUnit() {
        for (int bytes = 1; bytes <= PAGE; bytes++) {
            int capacity = SizeClass.bytes(SizeClass.of(bytes));
            assertThat(capacity).isGreaterThanOrEqualTo(bytes);
            assertThat(capacity - bytes).isLessThan(Math.max(SizeClass.UNIT, bytes / 4));
        }
        assertThat(SizeClass.bytes(SizeClass.of(PAGE))).isEqualTo(PAGE);
        assertThat(SizeClass.LAST).isLessThan(SizeClass.UNIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 448, 2560, PAGE})
    void blocksDontOverlap(int bytes) {
        long[] blocks = allocateAll(bytes);
        for (int i = 0; i < blocks.length; i++) {
            pool.write(blocks[i], 0, filled(bytes, i % 251), 0, bytes);
        }

        MemorySegment target = filled(bytes, 0);
        for (int i = 0; i < blocks.length; i++) {
            pool.read(blocks[i], 0, target, 0, bytes);
            assertThat(target.mismatch(filled(bytes, i % 251))).isEqualTo(-1);
        }
    }

    @Test
    void pagesTakenOneAfterAnotherLieSideBySide() {
        long[] blocks = allocateAll(PAGE);

        long neighbours = LongStream.range(1, blocks.length)
                .filter(i -> blocks[(int) i] == blocks[(int) i - 1] + PAGE).count();
        assertThat(neighbours).isEqualTo(PAGES - 1 - LIMIT / (16 << 20));
    }

    @Test
    void aFreedBlockServesAgain() {
        long[] blocks = allocateAll(PAGE);
        pool.free(blocks[777]);

        assertThat(pool.allocate(PAGE)).isEqualTo(blocks[777]);
    }

    @Test
    void aVacantSlabServesAnotherSize() {
        free(allocateAll(64));
        assertThat(allocateAll(PAGE)).hasSize(PAGES);
    }

    @Test
    void freePagesGoBackInBatchesButASpare() {
        free(allocateAll(PAGE));

        assertThat(pool.liveBytes()).isZero();
        assertThat(pool.reservedBytes()).isPositive().isLessThan(10 << 20);
        pool.trim();
        assertThat(pool.reservedBytes()).isZero();
        assertThat(source.released).isEqualTo(LIMIT);
        assertThat(allocateAll(PAGE)).hasSize(PAGES).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 320, 1280})
    void freePagesOfSlabsWithSmallBlocksGoBackToo(int bytes) {
        long[] blocks = allocateAll(bytes);
        long[] survivors = LongStream.range(0, blocks.length).filter(i -> i % 2_000 == 0).map(i -> blocks[(int) i])
                .toArray();
        for (int i = 0; i < blocks.length; i++) {
            if (i % 2_000 != 0) {
                pool.free(blocks[i]);
            }
        }
        pool.trim();

        assertThat(pool.reservedBytes()).isLessThanOrEqualTo(survivors.length * 2L * PAGE);
        free(survivors);
        pool.trim();
        assertThat(pool.reservedBytes()).isZero();
    }

    @Test
    void aPageGivenBackKeepsItsNeighboursBytes() {
        long[] blocks = allocateAll(1024);
        for (int i = 0; i < blocks.length; i++) {
            pool.write(blocks[i], 0, filled(1024, i % 251), 0, 1024);
        }
        for (int i = 0; i < blocks.length; i++) {
            if (i / 4 % 2 == 0 || i % 4 == 1) {
                pool.free(blocks[i]);
            }
        }
        pool.trim();

        assertThat(pool.reservedBytes()).isEqualTo(LIMIT / 2);
        MemorySegment target = filled(1024, 0);
        for (int i = 0; i < blocks.length; i++) {
            if (i / 4 % 2 != 0 && i % 4 != 1) {
                pool.read(blocks[i], 0, target, 0, 1024);
                assertThat(target.mismatch(filled(1024, i % 251))).isEqualTo(-1);
            }
        }
    }

    /** Pages come free long after the blocks beside them did, and nobody calls for a trim. */
    @Test
    void whatComesFreeLaterGoesBackToo() {
        long[] blocks = allocateAll(64);
        for (int i = 0; i < blocks.length; i++) {
            if (i % 64 != 0) {
                pool.free(blocks[i]);
            }
        }
        assertThat(pool.reservedBytes()).isEqualTo(LIMIT);
        for (int i = 0; i < blocks.length; i += 64) {
            pool.free(blocks[i]);
        }

        assertThat(pool.liveBytes()).isZero();
        assertThat(pool.reservedBytes()).isLessThan(10 << 20);
    }

    /** Kernels for other processors have pages of 16 or 64 KiB: a part of one can't go back. */
    @ParameterizedTest
    @ValueSource(ints = {16 << 10, 64 << 10})
    void largerPagesOfTheSystemGoBackWhole(int pageBytes) {
        source.pageBytes = pageBytes;
        pool = new SlabPool(source, LIMIT);
        long[] blocks = allocateAll(PAGE);
        for (int i = 0; i < blocks.length; i++) {
            pool.write(blocks[i], 0, filled(PAGE, i % 251), 0, PAGE);
        }
        int kept = 3 * pageBytes / PAGE / 2;
        for (int i = 0; i < blocks.length; i++) {
            if (i % kept != 0) {
                pool.free(blocks[i]);
            }
        }
        pool.trim();

        assertThat(source.released).isPositive();
        assertThat(pool.reservedBytes()).isEqualTo(LIMIT - source.released);
        MemorySegment target = filled(PAGE, 0);
        for (int i = 0; i < blocks.length; i += kept) {
            pool.read(blocks[i], 0, target, 0, PAGE);
            assertThat(target.mismatch(filled(PAGE, i % 251))).isEqualTo(-1);
        }
    }

    @Test
    void memoryThatTheSystemKeepsServesAgain() {
        source.keeping = true;
        free(allocateAll(PAGE));
        pool.trim();

        assertThat(pool.reservedBytes()).isEqualTo(LIMIT);
        assertThat(allocateAll(64)).hasSize(LIMIT / 64);
        source.keeping = false;
    }

    /** Slabs that are emptied and filled at the same rate must not be given back and taken again each time. */
    @Test
    void aSmallCycleCostsTheSystemNothing() {
        for (int round = 0; round < 100; round++) {
            long[] blocks = new long[1000];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = pool.allocate(PAGE);
            }
            free(blocks);
        }
        assertThat(source.released).isZero();
    }

    /** Scattered survivors keep pages that can't be given back: that must not make each free a search for some. */
    @Test
    void whatCantBeGivenBackIsNotTried() {
        List<Long> blocks = new ArrayList<>();
        for (long block : allocateAll(64)) {
            blocks.add(block);
        }
        Collections.shuffle(blocks, new Random(1));
        int kept = blocks.size() / 8;
        blocks.subList(kept, blocks.size()).forEach(pool::free);

        assertThat(pool.reservedBytes() - pool.liveBytes()).isGreaterThan(20 << 20);
        assertThat(source.released).isZero();
    }

    @Test
    void reallocatedBlocksKeepTheirBytes() {
        long block = pool.allocate(100);
        pool.write(block, 0, filled(100, 5), 0, 100);
        long larger = pool.reallocate(block, 3000);
        long smaller = pool.reallocate(larger, 50);

        assertThat(BlockPool.capacity(larger)).isEqualTo(3072);
        assertThat(BlockPool.capacity(smaller)).isEqualTo(64);
        MemorySegment target = filled(64, 0);
        pool.read(smaller, 0, target, 0, 64);
        assertThat(target.mismatch(filled(64, 5))).isEqualTo(-1);
        assertThat(pool.liveBytes()).isEqualTo(64);
    }

    @Test
    void whatIsReplacedMakesRoomForWhatReplacesIt() {
        pool.resize(PAGE);
        long block = pool.allocate(2048);

        assertThat(pool.allocate(PAGE)).isEqualTo(BlockPool.NONE);
        assertThat(pool.reallocate(block, PAGE)).isNotEqualTo(BlockPool.NONE);
        assertThat(pool.liveBytes()).isEqualTo(PAGE);
    }

    @Test
    void chargesCountAgainstTheLimit() {
        pool.charge(LIMIT - PAGE + 1);

        assertThat(pool.allocate(PAGE)).isEqualTo(BlockPool.NONE);
        assertErrno(Errno.ENOSPC, () -> pool.charge(PAGE));
        pool.discharge(1);
        assertThat(pool.allocate(PAGE)).isNotEqualTo(BlockPool.NONE);
    }

    @Test
    void theLimitMovesDownToWhatIsLive() {
        pool.allocate(PAGE);

        assertThat(pool.resize(PAGE - 1)).isFalse();
        assertThat(pool.capacityBytes()).isEqualTo(LIMIT);
        assertThat(pool.resize(PAGE)).isTrue();
        assertThat(pool.allocate(1)).isEqualTo(BlockPool.NONE);
        assertThat(pool.resize(LIMIT)).isTrue();
        assertThat(pool.allocate(1)).isNotEqualTo(BlockPool.NONE);
    }

    @Test
    void aMachineWithoutMemoryIsAFullPoolUntilItHasSome() {
        source.refusing = true;
        assertThat(pool.allocate(1)).isEqualTo(BlockPool.NONE);
        source.refusing = false;
        long block = pool.allocate(1);
        source.refusing = true;

        assertThat(pool.reallocate(block, PAGE)).isNotEqualTo(BlockPool.NONE);
    }

    @Test
    void freeingTwiceIsABug() {
        long block = pool.allocate(PAGE);
        pool.allocate(PAGE);
        pool.free(block);

        assertThatIllegalStateException().isThrownBy(() -> pool.free(block));
    }

    @Test
    void usingWhatIsFreeIsABug() {
        long block = pool.allocate(200);
        pool.allocate(200);
        pool.free(block);

        MemorySegment bytes = filled(200, 1);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pool.read(block, 0, bytes, 0, 200));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pool.write(block, 0, bytes, 0, 200));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pool.zero(block, 0, 1));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pool.getLong(block, 0));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pool.putLong(block, 0, 1));
    }

    @Test
    void reachingOutOfABlockIsABug() {
        long block = pool.allocate(200);
        pool.allocate(200);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> pool.write(block, 200, filled(200, 1), 0, 200));
    }

    @Test
    void numbersAreKept() {
        long block = pool.allocate(64);
        pool.putLong(block, 56, Long.MIN_VALUE + 7);
        assertThat(pool.getLong(block, 56)).isEqualTo(Long.MIN_VALUE + 7);
        MemorySegment bytes = filled(8, 0);
        pool.read(block, 56, bytes, 0, 8);
        assertThat(bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, 0)).isEqualTo(Long.MIN_VALUE + 7);
    }
}
