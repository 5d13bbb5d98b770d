package memfs.store.content;

import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import memfs.store.ContentKind;

/** What each kind of content takes, and what it does when there is no more. */
class ContentMemoryTest {
    private static final long TEBIBYTE = 1L << 40;

    private static String read(FileContent content, int length) {
        byte[] target = new byte[length];
        return new String(target, 0, content.read(MemorySegment.ofArray(target), 0));
    }

    @Test
    void contiguousCountsExactlyItsLength() {
        try (Contents contents = new Contents(1 << 20)) {
            FileContent content = contents.create(ContentKind.CONTIGUOUS);
            content.write(filled(300, 'a'), 0);
            assertThat(contents.pool.liveBytes()).isEqualTo(300);
            content.write(filled(4107, 'b'), 300);
            assertThat(contents.pool.liveBytes()).isEqualTo(4407).isEqualTo(content.allocatedBytes());
            assertThat(contents.mappedBytes()).isEqualTo(4407);
            Contents.truncate(content, 10);
            assertThat(contents.pool.liveBytes()).isEqualTo(10);
            assertThat(read(content, 20)).isEqualTo("aaaaaaaaaa");
            Contents.truncate(content, 0);
            assertThat(contents.pool.liveBytes()).isZero();
            assertThat(contents.mappedBytes()).isZero();
            assertThat(contents.pool.copiedBytes()).as("300 to grow, 10 to shrink").isEqualTo(310);
        }
    }

    @Test
    void contiguousHoldsOldAndNewWhileItCopies() {
        try (Contents contents = new Contents(1000)) {
            FileContent content = contents.create(ContentKind.CONTIGUOUS);
            content.write(filled(499, 'a'), 0);

            assertThat(content.write(filled(3, 'b'), 499)).isZero();
            assertThat(content.write(filled(2, 'b'), 499)).isEqualTo(2);
            assertThat(contents.pool.liveBytes()).isEqualTo(501);
            assertThat(Contents.truncate(content, 500)).isFalse();
            assertThat(content.write(filled(501, 'c'), 0)).as("in place").isEqualTo(501);
            content.free();
        }
    }

    @Test
    void contiguousHasNoHoles() {
        try (Contents contents = new Contents(1 << 20)) {
            FileContent content = contents.create(ContentKind.CONTIGUOUS);

            assertThat(Contents.truncate(content, TEBIBYTE)).isFalse();
            assertThat(content.write(filled(1, 'a'), TEBIBYTE)).isZero();
            assertThat(content.size()).isZero();
            assertThat(Contents.truncate(content, 10_000)).isTrue();
            assertThat(content.nextHole(0, Long.MAX_VALUE)).isEqualTo(10_000);
            Contents.punch(content, 0, 10_000);
            assertThat(content.allocatedBytes()).isEqualTo(10_000);
            content.free();
        }
    }

    @Test
    void pagedCopiesNothingToGrow() {
        try (Contents contents = new Contents(1 << 20)) {
            FileContent content = contents.create(ContentKind.PAGED);
            content.write(filled(8192, 'a'), 0);
            content.write(filled(8192, 'b'), 8192);
            assertThat(contents.pool.copiedBytes()).isZero();
            content.free();
        }
    }

    @Test
    void nullTakesNothing() {
        try (Contents contents = new Contents(0)) {
            FileContent content = contents.create(ContentKind.NULL);
            content.write(filled(5, 'a'), TEBIBYTE);

            assertThat(content.size()).isEqualTo(TEBIBYTE + 5);
            assertThat(read(content, 3)).isEqualTo("\0\0\0");
            assertThat(content.nextData(7)).as("to be copied by who skips holes").isEqualTo(7);
            assertThat(contents.pool.liveBytes()).isZero();
        }
    }

    /** What fallocate(2) promises. */
    @Test
    void whatIsAllocatedNeedsNoMoreMemory() {
        try (Contents contents = new Contents(1 << 20)) {
            FileContent content = contents.create(ContentKind.PAGED);
            content.write(filled(100, 'a'), 0);
            assertThat(Contents.allocate(content, 50, 100_000)).isTrue();
            contents.pool.charge(contents.pool.capacityBytes() - contents.pool.liveBytes());
            contents.refuse(true);

            assertThat(content.write(filled(100_000, 'b'), 50)).isEqualTo(100_000);
            content.free();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NULL")
    void theSystemsRefusalIsAFullFileSystemAndPasses(ContentKind kind) {
        try (Contents contents = new Contents(1 << 24)) {
            FileContent content = contents.create(kind);
            FileContent other = contents.create(kind);
            content.write(filled(4096, 'a'), 0);
            contents.refuse(true);
            long taken = fill(content);
            assertThat(taken).isLessThan(1 << 24);
            long live = contents.pool.liveBytes();
            assertThat(content.size()).isEqualTo(taken);
            assertThat(read(content, 3)).isEqualTo("aaa");
            assertThat(other.write(filled(1 << 20, 'c'), 0)).isLessThan(1 << 20);
            other.free();
            assertThat(contents.pool.liveBytes()).isEqualTo(live);
            contents.refuse(false);
            assertThat(other.write(filled(1 << 20, 'c'), 0)).isEqualTo(1 << 20);
            content.free();
            other.free();
            assertThat(contents.pool.liveBytes()).isZero();
        }
    }

    /** Appends until that falls short; answers the size then. */
    private static long fill(FileContent content) {
        MemorySegment piece = filled(1 << 16, 'b');
        while (content.write(piece, content.size()) == piece.byteSize()) {
            assertThat(content.size()).isLessThan(1 << 24);
        }
        return content.size();
    }
}
