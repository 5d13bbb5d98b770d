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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

import memfs.posix.OpenFlags;

/** Several clients at once, each in a directory of its own: does the server hold one up for another? */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Clients {

    /** A client's own directory, with the name of the one file that comes and goes there. */
    @State(Scope.Thread)
    public static class OwnDirectory {
        private Syscalls calls;
        private MemorySegment directory;
        private MemorySegment file;

        @Setup(Level.Trial)
        public void create(Client client, ThreadParams thread) {
            calls = client.calls;
            String name = "client" + thread.getThreadIndex();
            directory = client.path(name);
            file = client.path(name + "/file");
            calls.mkdir(directory);
        }

        private void createStatUnlink() {
            calls.close(calls.open(Syscalls.AT_FDCWD, file, OpenFlags.O_CREAT | OpenFlags.O_WRONLY));
            calls.statx(Syscalls.AT_FDCWD, file, Syscalls.AT_SYMLINK_NOFOLLOW);
            calls.unlink(file);
        }

        @TearDown(Level.Trial)
        public void remove() {
            calls.rmdir(directory);
        }
    }

    @Benchmark
    @Threads(1)
    public void clients1(OwnDirectory directory) {
        directory.createStatUnlink();
    }

    @Benchmark
    @Threads(4)
    public void clients4(OwnDirectory directory) {
        directory.createStatUnlink();
    }
}
