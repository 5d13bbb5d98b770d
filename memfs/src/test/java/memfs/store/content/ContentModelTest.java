package memfs.store.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import memfs.store.ContentKind;

/**
 * Random operations on every kind of content against {@link SparseBytes}: files that share a pool, lengths and offsets at
 * the borders where an implementation changes its mind. The message of a failure has the seed and the step.
 */
class ContentModelTest {
    private static final int FILES = 3;
    private static final int STEPS = 600;
    private static final long PLENTY = 1L << 30;
    /** Where pages, small blocks, index nodes and slabs begin and end, bytes. */
    private static final int[] BORDERS = {4096, 8 * 4096, 64 << 10, 1 << 20, 512 * 4096};
    private static final int MOST = 512 * 4096 + (64 << 10);

    /** One file: what is tested, and what it should hold. */
    private final class File {
        final FileContent content;
        final SparseBytes model = new SparseBytes();

        File(FileContent content) {
            this.content = content;
        }
    }

    private final List<File> files = new ArrayList<>();
    private ContentKind kind;
    private Contents contents;
    private Random random;
    private String run;

    private void open(ContentKind kindOfAll, long capacity, long seed) {
        kind = kindOfAll;
        contents = new Contents(capacity);
        random = new Random(seed);
        run = kind + ", seed " + seed;
        for (int i = 0; i < FILES; i++) {
            files.add(new File(contents.create(kind)));
        }
    }

    private void close() {
        for (File file : files) {
            file.content.free();
            assertThat(file.content.size()).isZero();
            assertThat(file.content.allocatedBytes()).isZero();
        }
        assertThat(contents.pool.liveBytes()).as("%s: live bytes", run).isZero();
        contents.close();
        assertThat(contents.pool.reservedBytes()).as("%s: reserved bytes", run).isZero();
        assertThat(contents.mappedBytes()).as("%s: mapped bytes", run).isZero();
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"PAGED, 1", "PAGED, 2", "PAGED, 3", "PAGED, 4", "PAGED, 5", "PAGED, 6", "CONTIGUOUS, 1",
            "CONTIGUOUS, 2", "CONTIGUOUS, 3", "NULL, 1", "NULL, 2"})
    void behavesAsAnArray(ContentKind kindOfAll, long seed) {
        open(kindOfAll, PLENTY, seed);
        for (int step = 0; step < STEPS; step++) {
            File file = files.get(random.nextInt(FILES));
            assertThat(step(file, step)).as("%s, step %d has all the memory that it needs", run, step).isTrue();
        }
        files.forEach(this::checkWhole);
        close();
    }

    /** Refused operations leave everything as it was, short writes what they say. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"PAGED, 11", "PAGED, 12", "PAGED, 13", "PAGED, 110", "PAGED, 145", "PAGED, 151", "CONTIGUOUS, 11",
            "CONTIGUOUS, 12"})
    void aFullPoolRefusesAndKeepsWhatIsThere(ContentKind kindOfAll, long seed) {
        open(kindOfAll, 1 << 20, seed);
        int refused = 0;
        for (int step = 0; step < STEPS; step++) {
            refused += step(files.get(random.nextInt(FILES)), step) ? 0 : 1;
            assertThat(contents.pool.liveBytes()).as("%s, step %d", run, step).isLessThanOrEqualTo(1 << 20);
        }
        assertThat(refused).as("%s: operations refused", run).isBetween(1, STEPS - 1);
        files.forEach(this::checkWhole);
        close();
    }

    /** One random operation and all that can be asked after it; false where memory was refused. */
    private boolean step(File file, int step) {
        long offset = position();
        int length = length();
        long sizeBefore = file.content.size();
        long allocatedBefore = file.content.allocatedBytes();
        int operation = random.nextInt(20);
        boolean granted = switch (operation) {
            case 0, 1, 2, 3, 4 -> write(file, Math.min(offset, FileContent.MAX_SIZE - length), length);
            case 5, 6, 7, 8 -> write(file, Math.min(sizeBefore, FileContent.MAX_SIZE - length), length);
            case 9, 10 -> truncate(file, offset);
            case 11 -> truncate(file, Math.max(0, sizeBefore - length));
            case 12 -> allocate(file, offset, length);
            case 13, 14 -> punch(file, offset, length);
            case 15 -> punch(file, offset, FileContent.MAX_SIZE - offset);
            case 16 -> allocate(file, offset, length) && zero(file, offset, length);
            case 17 -> free(file);
            default -> true;
        };
        String what = run + ", step " + step + ": operation " + operation + ", offset " + offset + ", length " + length
                + ", size before " + sizeBefore;
        assertThat(file.content.size()).as(what).isEqualTo(file.model.size());
        boolean nothingDone = !granted && file.content.size() == sizeBefore && operation > 8;
        assertThat(!nothingDone || file.content.allocatedBytes() == allocatedBefore).as(what).isTrue();
        checkRange(what, file, Math.max(0, Math.min(offset, sizeBefore) - 100), length + 200);
        checkRange(what, file, Math.max(0, file.content.size() - 5000), 6000);
        checkSeek(what, file, offset);
        return granted;
    }

    private boolean write(File file, long offset, int length) {
        byte[] data = new byte[length];
        random.nextBytes(data);
        int written = file.content.write(MemorySegment.ofArray(data), offset);
        assertThat(written).isBetween(0, length);
        byte[] kept = kind == ContentKind.NULL ? new byte[length] : data;
        file.model.write(kept, written, offset);
        return written == length;
    }

    private boolean truncate(File file, long size) {
        boolean granted = Contents.truncate(file.content, size);
        if (granted) {
            file.model.truncate(size);
        }
        return granted;
    }

    private boolean allocate(File file, long offset, int length) {
        return Contents.allocate(file.content, offset, Math.min(length, FileContent.MAX_SIZE - offset));
    }

    private boolean punch(File file, long offset, long length) {
        long possible = Math.min(length, FileContent.MAX_SIZE - offset);
        long allocatedBefore = file.content.allocatedBytes();
        Contents.punch(file.content, offset, possible);
        assertThat(file.content.allocatedBytes()).isLessThanOrEqualTo(allocatedBefore);
        file.model.zero(offset, possible);
        return true;
    }

    private boolean zero(File file, long offset, int length) {
        long possible = Math.min(length, FileContent.MAX_SIZE - offset);
        file.content.zero(offset, possible);
        file.model.zero(offset, possible);
        return true;
    }

    private boolean free(File file) {
        file.content.free();
        file.model.truncate(0);
        assertThat(file.content.allocatedBytes()).isZero();
        return true;
    }

    private void checkWhole(File file) {
        long start = Math.max(0, file.model.size() - MOST);
        checkRange(run + ", in the end", file, 0, MOST);
        checkRange(run + ", in the end", file, start, MOST);
    }

    /** The target is dirty, and longer than what may be read. */
    private static void checkRange(String what, File file, long offset, int length) {
        byte[] target = new byte[length];
        Arrays.fill(target, (byte) 0x55);
        int read = file.content.read(MemorySegment.ofArray(target), offset);
        byte[] expected = file.model.read(offset, length);
        assertThat(read).as(what).isEqualTo(expected.length);
        int difference = Arrays.mismatch(target, 0, read, expected, 0, read);
        assertThat(difference).as("%s: the first wrong byte after offset %d", what, offset).isEqualTo(-1);
        assertThat(read == length || target[read] == 0x55).as(what).isTrue();
    }

    /** Holes may be smaller than the truth, but never hide a byte. */
    private static void checkSeek(String what, File file, long offset) {
        long size = file.content.size();
        if (offset >= size) {
            return;
        }
        long data = file.content.nextData(offset);
        long hole = file.content.nextHole(offset, Long.MAX_VALUE);
        assertThat(data).as(what).isBetween(-1L, size - 1).matches(found -> found == -1 || found >= offset);
        assertThat(hole).as(what).isBetween(offset, size);
        assertThat(data == offset).as("%s: either data or a hole", what).isEqualTo(hole > offset);
        long emptyUntil = data == -1 ? size : data;
        assertThat(file.model.firstNotZero(offset, emptyUntil)).as(what).isEqualTo(emptyUntil);
    }

    /** Around the borders, near the borders, and (where holes take nothing) as far as a file may reach. */
    private long position() {
        int around = random.nextInt(3) - 1;
        long position = switch (random.nextInt(8)) {
            case 0, 1 -> 64L * random.nextInt(65) + around;
            case 2, 3, 4 -> BORDERS[random.nextInt(BORDERS.length)] + around;
            case 5 -> random.nextInt(MOST);
            case 6 -> 4096L * random.nextInt(520) + around;
            default -> kind == ContentKind.CONTIGUOUS ? 0 : far() + around;
        };
        return Math.clamp(position, 0, FileContent.MAX_SIZE - 1);
    }

    private long far() {
        return switch (random.nextInt(3)) {
            case 0 -> FileContent.MAX_SIZE - random.nextInt(MOST);
            case 1 -> 1L << 21 + random.nextInt(20);
            default -> 1L << 40;
        };
    }

    private int length() {
        int around = random.nextInt(3) - 1;
        return switch (random.nextInt(6)) {
            case 0, 1 -> Math.max(1, 64 * random.nextInt(65) + around);
            case 2, 3 -> BORDERS[random.nextInt(3)] + around;
            case 4 -> 1 + random.nextInt(10_000);
            default -> BORDERS[random.nextInt(BORDERS.length)] + around;
        };
    }
}
