package benchmarks.memory;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

import benchmarks.client.Syscalls;

/** Paths in a directory as system calls take them, one at a time in the same memory: there are millions of them. */
final class PathBuffer {
    /** PATH_MAX of linux/limits.h. */
    private static final int CAPACITY = 4096;

    private final String prefix;
    private final MemorySegment buffer;

    PathBuffer(Path directory, Syscalls calls) {
        prefix = directory + "/";
        buffer = calls.buffer(CAPACITY);
    }

    /** Good until the next call. */
    MemorySegment of(String name) {
        buffer.setString(0, prefix + name);
        return buffer;
    }
}
