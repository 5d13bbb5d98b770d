package benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

import benchmarks.client.Syscalls;
import memfs.posix.OpenFlags;

/**
 * What an experiment works with on one target.
 *
 * @param directory
 *            empty, on the file system to measure
 */
record Bench(Path directory, Syscalls calls, MemoryProbe probe, Scale scale, Recorder recorder, Ticker ticker) {
    private static final int MOST_A_WRITE = 1 << 20;

    void record(String step, long count, long bytes, Figures figures) throws IOException {
        recorder.add(step, count, bytes, null, figures);
    }

    /** With a time, and the memory as it is after it. */
    void record(String step, long count, long bytes, double seconds) throws IOException {
        recorder.add(step, count, bytes, seconds, probe.look());
    }

    PathBuffer paths() {
        return new PathBuffer(directory, calls);
    }

    /** Bytes to be written: not zeros, which could be stored as a hole. */
    MemorySegment data(long length) {
        return calls.buffer(length).fill((byte) 'x');
    }

    void createEmpty(MemorySegment path) {
        calls.close(openNew(path));
    }

    int openNew(MemorySegment path) {
        return calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_CREAT | OpenFlags.O_EXCL | OpenFlags.O_WRONLY);
    }

    int open(MemorySegment path, int more) {
        return calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_WRONLY | more);
    }

    /** Goes on at the file's position, 1 MiB at a time at most. */
    void write(int fd, MemorySegment data, long length) {
        for (long left = length; left > 0; left -= MOST_A_WRITE) {
            calls.write(fd, data, Math.min(left, Math.min(MOST_A_WRITE, data.byteSize())));
        }
    }
}
