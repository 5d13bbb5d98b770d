package memfs.testing;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static memfs.testing.NativeCalls.callLong;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** A ring of io_uring with one request at a time; io_uring_setup(2), io_uring_enter(2) and {@code linux/io_uring.h}. */
public final class IoUring implements AutoCloseable {
    // Numbers of asm/unistd_64.h.
    private static final long SYS_IO_URING_SETUP = 425;
    private static final long SYS_IO_URING_ENTER = 426;

    private static final byte READ = 22;
    private static final byte WRITE = 23;
    private static final int GETEVENTS = 1;

    /** {@code struct io_uring_params}: sizes of both queues, and where their parts lie in the mapping. */
    private static final long PARAMS_SIZE = 120;
    private static final long SQ_TAIL = 44;
    private static final long SQ_MASK = 48;
    private static final long SQ_ARRAY = 64;
    private static final long CQ_HEAD = 80;
    private static final long CQ_MASK = 88;
    private static final long CQ_CQES = 100;

    private static final long RINGS_OFFSET = 0;
    private static final long ENTRIES_OFFSET = 0x10000000L;
    /** Both queues, of one and two entries, and their heads. */
    private static final long MAPPED = 4096;

    private static final long ENTRY_FD = 4;
    private static final long ENTRY_FILE_OFFSET = 8;
    private static final long ENTRY_BUFFER = 16;
    private static final long ENTRY_LENGTH = 24;
    private static final long COMPLETION_SIZE = 16;
    private static final long COMPLETION_RESULT = 8;

    private static final VarHandle INT = JAVA_INT.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment params = arena.allocate(PARAMS_SIZE, Long.BYTES);
    private final int ring = (int) callLong("syscall", SYS_IO_URING_SETUP, 1L, params);
    private final MemorySegment rings = Posix.mmap(ring, MAPPED, RINGS_OFFSET);
    private final MemorySegment entry = Posix.mmap(ring, MAPPED, ENTRIES_OFFSET);

    /** Whether the kernel has it, and lets this process use it: sysctl kernel.io_uring_disabled, seccomp. */
    public static boolean isAvailable() {
        try {
            new IoUring().close();
            return true;
        } catch (PosixException _) {
            return false;
        }
    }

    /** Bytes read, or a negative errno. */
    public long read(int fd, MemorySegment bytes, long offset) {
        return run(READ, fd, bytes, offset);
    }

    /** Bytes written, or a negative errno. */
    public long write(int fd, MemorySegment bytes, long offset) {
        return run(WRITE, fd, bytes, offset);
    }

    private long run(byte opcode, int fd, MemorySegment bytes, long offset) {
        entry.set(JAVA_BYTE, 0, opcode);
        entry.set(JAVA_INT, ENTRY_FD, fd);
        entry.set(JAVA_LONG, ENTRY_FILE_OFFSET, offset);
        entry.set(JAVA_LONG, ENTRY_BUFFER, bytes.address());
        entry.set(JAVA_INT, ENTRY_LENGTH, (int) bytes.byteSize());
        submit();
        callLong("syscall", SYS_IO_URING_ENTER, (long) ring, 1L, 1L, (long) GETEVENTS, MemorySegment.NULL, 0L);
        return complete();
    }

    private void submit() {
        int tail = rings.get(JAVA_INT, at(SQ_TAIL));
        long slot = tail & rings.get(JAVA_INT, at(SQ_MASK));
        rings.set(JAVA_INT, at(SQ_ARRAY) + slot * Integer.BYTES, 0);
        INT.setRelease(rings, at(SQ_TAIL), tail + 1);
    }

    private long complete() {
        int head = (int) INT.getAcquire(rings, at(CQ_HEAD));
        long slot = head & rings.get(JAVA_INT, at(CQ_MASK));
        int result = rings.get(JAVA_INT, at(CQ_CQES) + slot * COMPLETION_SIZE + COMPLETION_RESULT);
        INT.setRelease(rings, at(CQ_HEAD), head + 1);
        return result;
    }

    /** Where a part of the queues lies. */
    private long at(long field) {
        return params.get(JAVA_INT, field);
    }

    @Override
    public void close() {
        Posix.munmap(entry);
        Posix.munmap(rings);
        Posix.close(ring);
        arena.close();
    }
}
