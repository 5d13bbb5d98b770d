package memfs.store.tree;

import static memfs.posix.Caller.ROOT;
import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.FALLOC_FL_ZERO_RANGE;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Segments.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import memfs.mount.MappedPages;
import memfs.posix.ErrnoException;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.XattrName;
import memfs.store.content.SlabPool;
import memfs.sys.WallClock;

/** While long operations are under way, in the middle of a piece or of freeing memory, no other request waits for them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongWorkTest {
    private static final int THREADS = 3;
    private static final int FILE_BYTES = 3 << 20;
    private static final int DEADLINE_SECONDS = 30;
    private static final int PAGES_OF_TWO_PIECES = 2 * 256;
    private static final XattrName LARGE = XattrName.of("user.large");
    private static final byte[] VALUE = new byte[64 << 10];

    private final StoreOptions options = StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos);
    private final HeldPool pool = new HeldPool(new SlabPool(options.pages(), options.sizeLimit()), THREADS);
    private final MemFileSystem fs = new MemFileSystem(options, pool, UnaryOperator.identity());
    private final List<Stat> files = new ArrayList<>();
    private final List<OpenFile> handles = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    private enum LongWork {
        FALLOCATE {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.fallocate(ROOT, fh, 0, FILE_BYTES, 8L << 20);
            }
        },
        ZERO_RANGE {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.fallocate(ROOT, fh, FALLOC_FL_ZERO_RANGE, 0, FILE_BYTES);
            }
        },
        PUNCH {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.fallocate(ROOT, fh, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 1 << 20, 1 << 20);
            }
        },
        TRUNCATE {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.setattr(ROOT, file.ino(), SetAttr.ofSize(1 << 20), fh);
            }
        },
        O_TRUNC {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.release(fs.open(ROOT, file.ino(), OpenFlags.O_RDWR | OpenFlags.O_TRUNC));
            }
        },
        COPY {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.copyFileRange(ROOT, fh, 0, fh, FILE_BYTES, FILE_BYTES);
            }
        },
        WRITE {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.write(ROOT, fh, filled(1 << 20, 1), 0, 0);
            }
        },
        SETXATTR {
            @Override
            void run(FileSystem fs, Stat file, OpenFile fh) {
                fs.setxattr(ROOT, file.ino(), LARGE, VALUE, 0);
            }
        };

        abstract void run(FileSystem fs, Stat file, OpenFile fh);
    }

    @AfterEach
    void nothingIsLeft() {
        pool.open();
        threads.close();
        for (int i = 0; i < files.size(); i++) {
            remove(i);
        }
        assertThat(fs.usage().inodes()).isEqualTo(1);
        assertThat(fs.usage().liveBytes()).isZero();
        fs.close();
    }

    private void addFile() {
        FileSystem.Created created = fs.create(ROOT, FileSystem.ROOT, nameOf(files.size()), 0644, OpenFlags.O_RDWR);
        files.add(created.stat());
        handles.add(created.file());
        for (int at = 0; at < FILE_BYTES; at += 1 << 20) {
            fs.write(ROOT, created.file(), filled(1 << 20, 7), at, 0);
        }
    }

    private static Name nameOf(int file) {
        return name("f" + file);
    }

    private void remove(int file) {
        fs.unlink(ROOT, FileSystem.ROOT, nameOf(file));
        fs.release(handles.get(file));
        fs.forget(files.get(file).ino(), 1);
    }

    /** Does the work on each thread's file until the threads are held in the middle of it, and other things meanwhile. */
    private void duringLongWork(IntConsumer work, Runnable meanwhile) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int file = i;
            running.add(threads.submit(() -> {
                pool.holdMe();
                work.accept(file);
            }));
        }
        pool.awaitHeld();
        meanwhile.run();
        pool.open();
        for (Future<?> end : running) {
            end.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersGoOnMeanwhile(LongWork work) throws Exception {
        for (int i = 0; i < THREADS; i++) {
            addFile();
        }
        duringLongWork(file -> work.run(fs, files.get(file), handles.get(file)), () -> {
            files.forEach(this::useAttributes);
            useOtherFiles();
        });
    }

    @Test
    void othersGoOnWhileRemovedFilesAreFreed() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            addFile();
        }
        duringLongWork(this::remove, this::useOtherFiles);
        files.clear();
    }

    @Test
    void othersGoOnWhileAValueOfAnExtendedAttributeIsRead() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            addFile();
            fs.setxattr(ROOT, files.get(i).ino(), LARGE, VALUE, 0);
        }
        duringLongWork(file -> fs.getxattr(ROOT, files.get(file).ino(), LARGE), this::useOtherFiles);
    }

    /** All that needs a file's attributes, its names or its pins, but not its bytes. */
    private void useAttributes(Stat file) {
        assertThat(fs.getattr(file.ino()).size()).isBetween(0L, FILE_BYTES + (8L << 20));
        fs.setattr(ROOT, file.ino(), SetAttr.ofMode(0600), null);
        OpenFile fh = fs.open(ROOT, file.ino(), OpenFlags.O_RDONLY);
        fs.release(fh);
        fs.link(ROOT, file.ino(), FileSystem.ROOT, name("link"));
        fs.forget(file.ino(), 1);
        fs.rename(ROOT, FileSystem.ROOT, name("link"), FileSystem.ROOT, name("renamed"), 0);
        fs.unlink(ROOT, FileSystem.ROOT, name("renamed"));
    }

    private void useOtherFiles() {
        FileSystem.Created other = fs.create(ROOT, FileSystem.ROOT, name("other"), 0644, OpenFlags.O_RDWR);
        assertThat(fs.write(ROOT, other.file(), filled(FILE_BYTES, 1), 0, 0)).isEqualTo(FILE_BYTES);
        assertThat(fs.read(other.file(), filled(FILE_BYTES, 0), 0)).isEqualTo(FILE_BYTES);
        fs.unlink(ROOT, FileSystem.ROOT, name("other"));
        fs.release(other.file());
        fs.forget(other.stat().ino(), 1);
    }

    @Test
    void anAllocationThatFailsMidwayUndoesItsPieces() throws Exception {
        addFile();
        Stat before = fs.getattr(files.getFirst().ino());
        Future<?> allocation = threads.submit(() -> {
            pool.failAfter(PAGES_OF_TWO_PIECES);
            fs.fallocate(ROOT, handles.getFirst(), 0, FILE_BYTES, 8L << 20);
        });
        assertThatThrownBy(() -> allocation.get(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ErrnoException.class).hasMessageContaining("ENOSPC");
        assertThat(fs.getattr(files.getFirst().ino())).isEqualTo(before);
    }
}
