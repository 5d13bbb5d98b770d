package memfs.store.tree;

import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.ErrnoException;
import memfs.posix.Mode;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenFile;

/** Many threads on one small tree; afterwards the invariants of a file system hold, and nothing has leaked. */
class ConcurrencyTest {
    private static final int DEADLINE_SECONDS = 30;
    private static final int THREADS = 8;
    private static final int STEPS = 4_000;
    private static final int NAMES = 6;

    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;
    private boolean finished;

    @AfterEach
    void nothingIsLeft() {
        // A thread that is stuck holds locks: tidying up would wait for them too.
        if (finished) {
            store.close();
        }
    }

    /** Runs the task on every thread; one that is stuck fails the test, and its daemon thread ends with the JVM. */
    private void inParallel(Callable<Void> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(task));
            }
            for (Future<Void> future : running) {
                future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            }
            finished = true;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theTreeStaysATree() throws Exception {
        AtomicLongArray directories = new AtomicLongArray(new long[]{ROOT, ROOT, ROOT, ROOT, ROOT, ROOT});
        inParallel(() -> {
            var random = new Random(Thread.currentThread().threadId());
            for (int step = 0; step < STEPS; step++) {
                try {
                    change(random, directories);
                } catch (ErrnoException _) {
                    // Another thread was faster: the name is gone or taken, or the directory is full or removed.
                }
            }
            return null;
        });

        Map<Long, Integer> links = new HashMap<>();
        long inodes = countLinks(ROOT, links) + 1;
        links.forEach((ino, count) -> assertThat(store.stat(ino).nlink()).isEqualTo(count));
        assertThat(store.fs.usage().inodes()).isEqualTo(inodes);
    }

    /** One random step; the first place in {@code directories} stays the root's, new directories take the others. */
    private void change(Random random, AtomicLongArray directories) {
        long parent = directories.get(random.nextInt(directories.length()));
        long other = directories.get(random.nextInt(directories.length()));
        Name name = name("n" + random.nextInt(NAMES));
        Name otherName = name("n" + random.nextInt(NAMES));
        switch (random.nextInt(8)) {
            case 0 -> {
                long made = store.released(fs.mkdir(Caller.ROOT, parent, name, 0755)).ino();
                directories.set(1 + random.nextInt(directories.length() - 1), made);
            }
            case 1 -> store.released(fs.mknod(Caller.ROOT, parent, name, Mode.S_IFREG | 0644, 0));
            case 2 -> fs.rename(Caller.ROOT, parent, name, other, otherName, 0);
            case 3 -> fs.rename(Caller.ROOT, parent, name, other, otherName, OpenFlags.RENAME_EXCHANGE);
            case 4 -> fs.unlink(Caller.ROOT, parent, name);
            case 5 -> fs.rmdir(Caller.ROOT, parent, name);
            case 6 -> writeAndLink(parent, name, other, otherName);
            default -> listAndStat(parent);
        }
    }

    private void writeAndLink(long parent, Name name, long other, Name otherName) {
        Stat found = fs.lookup(Caller.ROOT, parent, name);
        if (found == null) {
            return;
        }
        try {
            OpenFile fh = fs.open(Caller.ROOT, found.ino(), OpenFlags.O_RDWR);
            fs.write(Caller.ROOT, fh, filled(5_000, 1), 0, 0);
            fs.release(fh);
            store.released(fs.link(Caller.ROOT, found.ino(), other, otherName));
        } finally {
            fs.forget(found.ino(), 1);
        }
    }

    private void listAndStat(long parent) {
        for (String entry : store.list(parent)) {
            store.find(parent, entry);
        }
    }

    /** Counts the names of every inode below a directory, "." and ".." included; answers how many inodes there are. */
    private long countLinks(long directory, Map<Long, Integer> links) {
        long inodes = 0;
        links.merge(directory, 2, Integer::sum);
        for (String entry : store.list(directory)) {
            Stat stat = store.find(directory, entry);
            if (Mode.isDirectory(stat.mode())) {
                assertThat(store.find(stat.ino(), "..").ino()).isEqualTo(directory);
                links.merge(directory, 1, Integer::sum);
                inodes += 1 + countLinks(stat.ino(), links);
            } else if (links.merge(stat.ino(), 1, Integer::sum) == 1) {
                inodes++;
            }
        }
        return inodes;
    }

    @Test
    void appendsDontLoseOrTearEachOther() throws Exception {
        long ino = store.file(ROOT, "log").ino();
        int record = 1_000;
        inParallel(() -> {
            OpenFile fh = fs.open(Caller.ROOT, ino, OpenFlags.O_WRONLY | OpenFlags.O_APPEND);
            int mark = 1 + (int) Thread.currentThread().threadId() % 100;
            for (int i = 0; i < 200; i++) {
                fs.write(Caller.ROOT, fh, filled(record, mark), 0, OpenFlags.O_APPEND);
            }
            fs.release(fh);
            return null;
        });

        OpenFile fh = store.open(ino);
        assertThat(store.stat(ino).size()).isEqualTo(200L * THREADS * record);
        for (int i = 0; i < 200 * THREADS; i++) {
            String text = store.read(fh, (long) i * record, record);
            assertThat(text).isEqualTo(text.substring(0, 1).repeat(record));
        }
        fs.release(fh);
    }

    /** A reader may still have the content that a truncate has taken from the file. */
    @Test
    void readersSeeAllOfARecordOrNothingWhileItIsTruncatedAndWrittenAnew() throws Exception {
        long ino = store.file(ROOT, "file").ino();
        int record = 3_000;
        inParallel(() -> {
            OpenFile fh = store.open(ino);
            var random = new Random(Thread.currentThread().threadId());
            for (int i = 0; i < 3_000; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(0), null);
                    case 1 -> fs.write(Caller.ROOT, fh, filled(record, 'a' + random.nextInt(26)), 0, 0);
                    default -> {
                        String text = store.read(fh, 0, 2 * record);
                        assertThat(text).isIn("", text.isEmpty() ? "" : text.substring(0, 1).repeat(record));
                    }
                }
            }
            fs.release(fh);
            return null;
        });

        fs.setattr(Caller.ROOT, ino, SetAttr.ofSize(0), null);
        assertThat(store.fs.usage().liveBytes()).isZero();
    }

    @Test
    void copiesInBothDirectionsDontDeadlock() throws Exception {
        OpenFile a = store.open(store.file(ROOT, "a").ino());
        OpenFile b = store.open(store.file(ROOT, "b").ino());
        store.write(a, "x", 0);
        store.write(b, "x", 0);
        inParallel(() -> {
            boolean forth = Thread.currentThread().threadId() % 2 == 0;
            // Small and many: what counts is how often the two locks are taken in turn.
            for (int i = 0; i < 100_000; i++) {
                fs.copyFileRange(Caller.ROOT, forth ? a : b, 0, forth ? b : a, 0, 1);
            }
            return null;
        });

        assertThat(store.read(a, 0, 20)).isEqualTo("x");
        fs.release(a);
        fs.release(b);
    }
}
