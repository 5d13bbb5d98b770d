package benchmarks.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

import benchmarks.client.Syscalls;
import memfs.posix.OpenFlags;
import workload.memory.Figures;
import workload.memory.Scale;

/**
 * What an experiment works with on one target.
 *
 * @param directory
 *            empty, on the file system to measure
 */
record Bench(Path directory, Syscalls calls, MemoryProbe probe, Scale scale, ReadingRecorder recorder, Ticker ticker) {

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
        create(path).close();
    }

    ClientFile create(MemorySegment path) {
        return open(path, OpenFlags.O_CREAT | OpenFlags.O_EXCL);
    }

    /** For writing, with more flags of open(2). */
    ClientFile open(MemorySegment path, int more) {
        return new ClientFile(calls, calls.open(Syscalls.AT_FDCWD, path, OpenFlags.O_WRONLY | more));
    }
}
