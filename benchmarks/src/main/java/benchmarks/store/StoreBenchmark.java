package benchmarks.store;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.OpenFlags;
import memfs.posix.SetAttr;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import workload.study.OriginalStudy;

/**
 * The store in process: does an append cost what it appends, however long the file is, and what does a lookup cost,
 * however large the directory is?
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"})
public class StoreBenchmark {
    private static final long SIZE_LIMIT = 4L << 30;

    /** A file system of its own for each set of parameters. JMH promises no order of set-ups, so a subclass opens it. */
    @State(Scope.Thread)
    public abstract static class Store {
        private final Arena arena = Arena.ofShared();
        final MemorySegment piece = arena.allocate(OriginalStudy.PIECE);
        MemFileSystem files;

        void open() {
            files = new MemFileSystem(
                    StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos).withSizeLimit(SIZE_LIMIT));
        }

        @TearDown
        public void close() {
            files.close();
            arena.close();
        }
    }

    /** A file that appends start at {@code startMiB} and that is cut back to there once it is 1 MiB longer. */
    @State(Scope.Thread)
    public static class GrowingFile extends Store {
        private static final long SLACK = 1 << 20;

        @Param({"0", "1", "8", "64", "512"})
        long startMiB;

        private long start;
        private long end;
        private OpenFile handle;
        private long ino;

        @Setup(Level.Trial)
        public void fill() {
            open();
            FileSystem.Created file = files.create(Caller.ROOT, FileSystem.ROOT, Name.of("file"), 0644,
                    OpenFlags.O_RDWR);
            ino = file.stat().ino();
            handle = file.file();
            start = startMiB << 20;
            for (end = 0; end < start;) {
                end += files.write(Caller.ROOT, handle, piece, end, 0);
            }
            start = end;
        }

        long next() {
            if (end - start > SLACK) {
                files.setattr(Caller.ROOT, ino, SetAttr.ofSize(start), handle);
                end = start;
            }
            long at = end;
            end += OriginalStudy.PIECE;
            return at;
        }
    }

    /** One append of the original's piece; one in 256 also cuts the file back. */
    @Benchmark
    public int append(GrowingFile file) {
        return file.files.write(Caller.ROOT, file.handle, file.piece, file.next(), 0);
    }

    /** A directory with many files, of which each lookup takes the next. */
    @State(Scope.Thread)
    public static class FullDirectory extends Store {
        private static final int NAMES = 1024;

        @Param({"10", "1000", "100000"})
        int entries;

        private final Name[] present = new Name[NAMES];
        private final Name[] absent = new Name[NAMES];
        private int next;

        @Setup(Level.Trial)
        public void fill() {
            open();
            for (int i = 0; i < entries; i++) {
                files.forget(files.mknod(Caller.ROOT, FileSystem.ROOT, Name.of("file" + i), 0100644, 0).ino(), 1);
            }
            for (int i = 0; i < NAMES; i++) {
                // A stride that is prime to every size here spreads the names over the whole directory.
                present[i] = Name.of("file" + (int) (i * 7919L % entries));
                absent[i] = Name.of("none" + i);
            }
        }

        int step() {
            next = (next + 1) % NAMES;
            return next;
        }
    }

    @Benchmark
    public long lookupHit(FullDirectory directory) {
        long ino = directory.files.lookup(Caller.ROOT, FileSystem.ROOT, directory.present[directory.step()]).ino();
        directory.files.forget(ino, 1);
        return ino;
    }

    @Benchmark
    public Object lookupMiss(FullDirectory directory) {
        return directory.files.lookup(Caller.ROOT, FileSystem.ROOT, directory.absent[directory.step()]);
    }
}
