package benchmarks.memory;

import java.lang.foreign.MemorySegment;

import benchmarks.client.Syscalls;

/** A file that is open for writing; closed however the work ends, since an open one keeps its file system mounted. */
record ClientFile(Syscalls calls, int fd) implements AutoCloseable {
    private static final int MOST_A_WRITE = 1 << 20;

    /**
     * Goes on at the file's position, 1 MiB at a time at most.
     *
     * @param data
     *            written again and again
     */
    void write(MemorySegment data, long length) {
        long most = Math.min(MOST_A_WRITE, data.byteSize());
        for (long left = length; left > 0; left -= most) {
            calls.write(fd, data, Math.min(left, most));
        }
    }

    void write(MemorySegment data, long length, long offset) {
        calls.write(fd, data, length, offset);
    }

    void truncate(long size) {
        calls.truncate(fd, size);
    }

    void punch(long offset, long length) {
        calls.punch(fd, offset, length);
    }

    @Override
    public void close() {
        calls.close(fd);
    }
}
