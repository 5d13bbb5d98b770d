package benchmarks.client;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads a directory as glibc's readdir does, without copying names; {@code struct linux_dirent64}, getdents64(2). */
final class Dirents {
    /** What glibc's opendir takes. */
    private static final int BUFFER = 32 << 10;
    private static final int RECLEN = 16;
    private static final int TYPE = 18;
    private static final int NAME = 19;
    private static final byte DT_DIR = 4;

    private final Syscalls calls;
    private final MemorySegment buffer;

    Dirents(Syscalls calls) {
        this.calls = calls;
        buffer = calls.buffer(BUFFER);
    }

    /** Takes one entry; its name ends with a zero byte and is there during the call only. */
    interface Visitor {
        void visit(MemorySegment name, boolean isDirectory);
    }

    /** Every entry of an open directory, "." and ".." among them. */
    void read(int fd, Visitor visitor) {
        for (long filled = calls.getdents(fd, buffer); filled > 0; filled = calls.getdents(fd, buffer)) {
            for (long at = 0; at < filled; at += buffer.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + RECLEN)) {
                visitor.visit(buffer.asSlice(at + NAME), buffer.get(ValueLayout.JAVA_BYTE, at + TYPE) == DT_DIR);
            }
        }
    }
}
