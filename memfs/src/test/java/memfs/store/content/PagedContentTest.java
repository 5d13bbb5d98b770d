package memfs.store.content;

import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.MappedPages;

class PagedContentTest {
    private static final int PAGE = BlockPool.PAGE_SIZE;
    /** The smallest node of an index, bytes: enough for eight pages. */
    private static final int NODE = 64;

    private final SlabPool pool = new SlabPool(MappedPages.INSTANCE, 1 << 24);
    private final PagedContent content = new PagedContent(pool);

    @AfterEach
    void nothingIsLeft() {
        content.free();
        assertThat(content.size()).isZero();
        assertThat(pool.liveBytes()).isZero();
        pool.close();
    }

    private byte[] read(long offset, int length) {
        byte[] target = new byte[length];
        Arrays.fill(target, (byte) 0x55);
        int read = content.read(MemorySegment.ofArray(target), offset);
        return Arrays.copyOf(target, read);
    }

    @Test
    void readEndsAtTheEnd() {
        content.write(filled(10, 1), 0);

        assertThat(read(0, 100)).hasSize(10).containsOnly(1);
        assertThat(read(10, 100)).isEmpty();
        assertThat(read(1L << 43, 100)).isEmpty();
    }

    @Test
    void aHoleReadsAsZerosAndTakesNothing() {
        content.write(filled(1, 1), 100L * PAGE);

        assertThat(content.allocatedBytes()).isEqualTo(64);
        assertThat(read(0, 3 * PAGE)).hasSize(3 * PAGE).containsOnly(0);
    }

    @Test
    void aReusedPageShowsNoStaleBytes() {
        content.write(filled(10 * PAGE, 7), 0);
        Contents.truncate(content, 0);
        content.write(filled(1, 1), 5 * PAGE + 100);
        Contents.truncate(content, 6 * PAGE);

        byte[] page = read(5 * PAGE, PAGE);
        assertThat(page[100]).isEqualTo((byte) 1);
        page[100] = 0;
        assertThat(page).containsOnly(0);
    }

    @Test
    void growingAfterACutShowsZeros() {
        content.write(filled(2 * PAGE, 7), 0);
        Contents.truncate(content, 100);
        Contents.truncate(content, 2 * PAGE);

        assertThat(read(0, 100)).containsOnly(7);
        assertThat(read(100, 2 * PAGE)).hasSize(2 * PAGE - 100).containsOnly(0);
        assertThat(content.allocatedBytes()).isEqualTo(128);
    }

    @Test
    void aTerabyteOfHoleCostsWhatItsEndsTake() {
        long end = 1L << 40;
        content.write(filled(1, 1), 0);
        content.write(filled(1, 2), end - 1);

        assertThat(content.size()).isEqualTo(end);
        assertThat(content.allocatedBytes()).isEqualTo(64 + PAGE);
        assertThat(pool.liveBytes()).isLessThan(6 * PAGE);
        assertThat(content.nextHole(0, Long.MAX_VALUE)).isEqualTo(PAGE);
        assertThat(content.nextData(PAGE)).isEqualTo(end - PAGE);
        assertThat(read(end - 1, 5)).containsExactly(2);
        Contents.truncate(content, FileContent.MAX_SIZE);
        content.write(filled(1, 3), FileContent.MAX_SIZE - 1);
        assertThat(read(FileContent.MAX_SIZE - 1, 2)).containsExactly(3);
        Contents.punch(content, 0, FileContent.MAX_SIZE);
        assertThat(content.allocatedBytes()).isZero();
    }

    @Test
    void aSmallFileTakesLittleMoreThanItsBytes() {
        content.write(filled(300, 1), 0);

        assertThat(content.allocatedBytes()).isEqualTo(320);
        assertThat(pool.liveBytes()).isEqualTo(320);
    }

    @Test
    void appendsOfAnySizeReadAsWritten() {
        int size = 0;
        for (int length = 1; length < 300; length += 7) {
            assertThat(content.write(filled(length, length), size)).isEqualTo(length);
            size += length;
        }

        for (int length = 1, at = 0; length < 300; at += length, length += 7) {
            assertThat(read(at, length)).hasSize(length).containsOnly(length);
        }
        assertThat(content.allocatedBytes()).isBetween((long) size, (long) size + PAGE);
    }

    @Test
    void aFullPoolWritesWhatFits() {
        pool.resize(2 * PAGE + NODE);

        assertThat(content.write(filled(3 * PAGE, 1), PAGE / 2)).isEqualTo(PAGE + PAGE / 2);
        assertThat(content.size()).isEqualTo(2 * PAGE);
        assertThat(content.write(filled(1, 1), 2 * PAGE)).isZero();
        assertThat(content.size()).isEqualTo(2 * PAGE);
        assertThat(content.write(filled(2 * PAGE, 2), 0)).isEqualTo(2 * PAGE);
    }

    @Test
    void anAppendThatFitsIsNotRefusedForTheRoomThatTheNextOneWouldLike() {
        content.write(filled(2048, 1), 0);
        pool.resize(pool.liveBytes() + 640);

        assertThat(content.write(filled(100, 2), 2048)).isEqualTo(100);
        assertThat(read(2040, 200)).hasSize(108);
    }

    @Test
    void whatIsBackedAlreadyCanBeAllocatedInAFullPool() {
        content.write(filled(300, 1), 0);
        pool.resize(pool.liveBytes() + 128);

        assertThat(Contents.allocate(content, 0, 300)).isTrue();
        assertThat(Contents.allocate(content, 0, 400)).isTrue();
        assertThat(Contents.allocate(content, 0, 500)).isFalse();
    }

    @Test
    void allocateIsAllOrNothing() {
        pool.resize(4 * PAGE + NODE);
        content.write(filled(1, 1), PAGE);
        long before = content.allocatedBytes();

        assertThat(Contents.allocate(content, 0, 5 * PAGE)).isFalse();
        assertThat(content.allocatedBytes()).isEqualTo(before);
        assertThat(Contents.allocate(content, 0, 4 * PAGE)).isTrue();
        assertThat(content.size()).isEqualTo(PAGE + 1);
        assertThat(pool.liveBytes()).isEqualTo(4 * PAGE + NODE);
    }

    @Test
    void allocatedPagesPastTheEndGoWithACut() {
        content.write(filled(1, 1), 0);
        Contents.allocate(content, 0, 8 * PAGE);
        Contents.truncate(content, 1);

        assertThat(content.allocatedBytes()).isEqualTo(64);
    }

    /** Random changes against a plain array; positions gather around page and chunk borders. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesAsAnArray(long seed) {
        var random = new Random(seed);
        byte[] model = new byte[3 << 20];
        int size = 0;
        for (int step = 0; step < 2_000; step++) {
            int offset = position(random, model.length);
            int length = 1 + random.nextInt(random.nextBoolean() ? 100 : 3 * PAGE);
            length = Math.min(length, model.length - offset);
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    byte[] data = new byte[length];
                    random.nextBytes(data);
                    assertThat(content.write(MemorySegment.ofArray(data), offset)).isEqualTo(length);
                    System.arraycopy(data, 0, model, offset, length);
                    size = Math.max(size, offset + length);
                }
                case 4 -> {
                    Contents.truncate(content, offset);
                    Arrays.fill(model, Math.min(offset, size), model.length, (byte) 0);
                    size = offset;
                }
                case 5 -> {
                    Contents.punch(content, offset, length);
                    Arrays.fill(model, offset, offset + length, (byte) 0);
                }
                case 6 -> {
                    Contents.allocate(content, offset, length);
                    content.zero(offset, length);
                    Arrays.fill(model, offset, offset + length, (byte) 0);
                }
                default -> Contents.allocate(content, offset, length);
            }
            assertThat(content.size()).isEqualTo(size);
            byte[] expected = Arrays.copyOfRange(model, offset, Math.max(offset, Math.min(size, offset + length)));
            assertThat(read(offset, length)).isEqualTo(expected);
        }
        assertThat(read(0, model.length)).isEqualTo(Arrays.copyOf(model, size));
    }

    private static int position(Random random, int limit) {
        int border = random.nextInt(4) == 0 ? (1 << 21) : random.nextInt(limit / PAGE) * PAGE;
        return Math.clamp(border + random.nextInt(5) - 2 + (random.nextBoolean() ? random.nextInt(PAGE) : 0), 0,
                limit - 1);
    }
}
