package memfs.store.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;

/**
 * Files of all sizes are made, grown, cut, punched and removed at random, at about a constant number of bytes: the memory
 * that the pool keeps for them must stay at that too. {@code ./benchmark.sh memory} does it for longer, on a mount.
 */
class FragmentationTest {
    private static final long LIVE = 16 << 20;
    private static final int OPERATIONS = 1_000_000;
    private static final int LONGEST = 1 << 16;
    private static final MemorySegment BYTES = Arena.global().allocate(LONGEST);

    private final SlabPool pool = new SlabPool(MappedPages.INSTANCE, 4 * LIVE);
    private final List<FileContent> files = new ArrayList<>();
    private final Random random = new Random(20_261_122);

    @AfterEach
    void nothingIsLeft() {
        files.forEach(FileContent::free);
        assertThat(pool.liveBytes()).isZero();
        pool.trim();
        assertThat(pool.reservedBytes()).isZero();
        pool.close();
    }

    @Test
    void doesntGrow() {
        double early = worstWaste();
        double late = 1;
        for (int round = 0; round < 3; round++) {
            late = worstWaste();
        }

        assertThat(early).isLessThan(1.05);
        assertThat(late).isLessThan(early * 1.01);
    }

    /** A quarter of the operations; answers the most that was reserved for a live byte at any of ten moments. */
    private double worstWaste() {
        double worst = 0;
        for (int moment = 0; moment < 10; moment++) {
            for (int i = 0; i < OPERATIONS / 40; i++) {
                change();
            }
            pool.trim();
            worst = Math.max(worst, (double) pool.reservedBytes() / pool.liveBytes());
        }
        return worst;
    }

    private void change() {
        if (pool.liveBytes() > LIVE || files.isEmpty()) {
            replaceSome();
        }
        FileContent file = files.get(random.nextInt(files.size()));
        long at = random.nextLong(file.size() + 1);
        switch (random.nextInt(6)) {
            case 0 -> files.add(new PagedContent(pool));
            case 1, 2, 3 -> file.write(BYTES.asSlice(0, length()), file.size());
            case 4 -> Contents.truncate(file, at);
            default -> Contents.punch(file, at, Math.min(length(), file.size() - at));
        }
    }

    private void replaceSome() {
        while (pool.liveBytes() > LIVE) {
            int last = files.size() - 1;
            int victim = random.nextInt(files.size());
            files.set(victim, files.set(last, files.get(victim)));
            files.removeLast().free();
        }
        files.add(new PagedContent(pool));
    }

    /** From a byte to the longest, each doubling as likely as the next. */
    private long length() {
        return (long) Math.exp(random.nextDouble() * Math.log(LONGEST));
    }
}
