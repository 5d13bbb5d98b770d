package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

import org.junit.jupiter.api.Test;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.store.StoreOptions;
import memfs.store.XattrName;
import memfs.sys.WallClock;

/** What empty files take of the heap: docs/appendix/store.md, "Inodes". */
class InodeCostTest {
    private static final int DIRECTORIES = 100;
    private static final int FILES = 1000;
    private static final int NAME_LENGTH = 11;
    private static final int MOST_BYTES_PER_FILE = 250;

    private final StoreFixture store = new StoreFixture(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos));
    private final long[] directories = new long[DIRECTORIES];

    /** Bytes on the heap that are in use: the least of some collections, since other threads leave garbage too. */
    private static long heapUsed() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static String fileName(int file) {
        return "file-%06d".formatted(file);
    }

    private void fill() {
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            directories[directory] = store.mkdir(ROOT, "directory" + directory).ino();
            for (int file = 0; file < FILES; file++) {
                store.file(directories[directory], fileName(file));
            }
        }
    }

    private void removeAllBut(int kept) {
        for (long directory : directories) {
            for (int file = 0; file < FILES; file++) {
                if (file != kept) {
                    store.fs.unlink(Caller.ROOT, directory, name(fileName(file)));
                }
            }
        }
    }

    @Test
    void anEmptyFileTakesLittleMoreThanItsName() {
        long before = heapUsed();
        fill();
        long taken = heapUsed() - before + store.fs.usage().liveBytes();

        assertThat(taken / (DIRECTORIES * FILES) - NAME_LENGTH).isBetween(1L, (long) MOST_BYTES_PER_FILE);
        removeAllBut(FILES / 2);
        assertThat(heapUsed() - before).as("with one file left in each directory").isLessThan(taken / 20);
        store.close();
    }

    /** What a directory or a file held before counts nowhere, so it must be gone: or nr_inodes would not bound the heap. */
    @Test
    void whatWasRemovedTakesNothing() {
        long before = heapUsed();
        int many = 2_000;
        for (int i = 0; i < many; i++) {
            long directory = store.mkdir(ROOT, "directory" + i).ino();
            for (int name = 0; name < 8; name++) {
                store.file(directory, name + "x".repeat(250));
            }
            for (int name = 0; name < 8; name++) {
                store.fs.unlink(Caller.ROOT, directory, name(name + "x".repeat(250)));
            }
            long file = store.file(ROOT, "file" + i).ino();
            for (int attribute = 0; attribute < 500; attribute++) {
                store.fs.setxattr(Caller.ROOT, file, XattrName.of("user." + attribute), new byte[0], 0);
            }
            for (int attribute = 1; attribute < 500; attribute++) {
                store.fs.removexattr(Caller.ROOT, file, XattrName.of("user." + attribute));
            }
        }

        assertThat((heapUsed() - before) / (3 * many)).isLessThan(MOST_BYTES_PER_FILE);
        store.close();
    }
}
