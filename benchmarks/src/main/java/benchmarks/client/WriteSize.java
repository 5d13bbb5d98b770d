package benchmarks.client;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import memfs.posix.OpenFlags;

/** What the size of a write costs: one file written anew, piece by piece, and read again. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WriteSize {
    private static final int MIB = 1 << 20;
    /** 4107 is the piece that the 2017 study saw git write. */
    private static final int[] SIZES = {512, 4096, 4107, 8192, 65_536, 131_072, MIB};
    private static final int SWEEP_MIB = 64;
    private static final int LARGE_MIB = 256;

    /** One file and the bytes to fill it with. */
    @State(Scope.Thread)
    public static class OneFile {
        private ClientSettings settings;
        private Syscalls calls;
        private Phases phases;
        private MemorySegment path;
        private MemorySegment data;

        @Setup(Level.Trial)
        public void prepare(Client client) {
            settings = client.settings;
            calls = client.calls;
            phases = new Phases(settings);
            path = client.path("file");
            data = calls.buffer(MIB).fill((byte) 'x');
        }

        private void time(int mib, int size) {
            int writes = Math.ceilDiv(mib * MIB, size);
            phases.time(String.format(Locale.ROOT, "write %,d MiB by %,d", mib, size), writes,
                    () -> write(writes, size));
        }

        private void write(int writes, int size) {
            int fd = calls.open(Syscalls.AT_FDCWD, path,
                    OpenFlags.O_CREAT | OpenFlags.O_WRONLY | OpenFlags.O_TRUNC);
            for (int i = 0; i < writes; i++) {
                calls.write(fd, data, size);
            }
            calls.close(fd);
        }

        private void read(long bytes) {
            int fd = calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_RDONLY);
            long left = bytes;
            for (long got = 1; got > 0;) {
                got = calls.read(fd, data, MIB);
                left -= got;
            }
            calls.close(fd);
            if (left != 0) {
                throw new IllegalStateException("the file is shorter or longer than written by " + left + " bytes");
            }
        }
    }

    @Benchmark
    public void file(OneFile file) {
        int sweep = file.settings.part(SWEEP_MIB);
        for (int size : SIZES) {
            file.time(sweep, size);
            file.calls.unlink(file.path);
        }
        int large = file.settings.part(LARGE_MIB);
        file.time(large, MIB);
        file.phases.time(String.format(Locale.ROOT, "warm re-read of %,d MiB by 1,048,576", large), large,
                () -> file.read((long) large * MIB));
        file.calls.unlink(file.path);
    }
}
