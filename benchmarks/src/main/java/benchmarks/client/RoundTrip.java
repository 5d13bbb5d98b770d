package benchmarks.client;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import memfs.posix.OpenFlags;

/** The shortest way to the server and back: the attributes of one file, asked of the server each time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RoundTrip {

    /** One empty file. */
    @State(Scope.Thread)
    public static class OneFile {
        private Syscalls calls;
        private MemorySegment path;

        @Setup(Level.Trial)
        public void create(Client client) {
            calls = client.calls;
            path = client.path("file");
            calls.close(calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_CREAT | OpenFlags.O_WRONLY));
        }

        @TearDown(Level.Trial)
        public void remove() {
            calls.unlink(path);
        }
    }

    @Benchmark
    public void statx(OneFile file) {
        file.calls.statx(Syscalls.AT_FDCWD, file.path, Syscalls.AT_STATX_FORCE_SYNC);
    }
}
