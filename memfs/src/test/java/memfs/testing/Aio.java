package memfs.testing;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static memfs.testing.NativeCalls.callLong;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The kernel's asynchronous I/O, one request at a time; io_submit(2) and {@code linux/aio_abi.h}. */
public final class Aio implements AutoCloseable {
    // Numbers of asm/unistd_64.h.
    private static final long SYS_IO_SETUP = 206;
    private static final long SYS_IO_DESTROY = 207;
    private static final long SYS_IO_GETEVENTS = 208;
    private static final long SYS_IO_SUBMIT = 209;

    private static final short PREAD = 0;
    private static final short PWRITE = 1;

    private static final long IOCB_SIZE = 64;
    private static final long IOCB_OPCODE = 16;
    private static final long IOCB_FD = 20;
    private static final long IOCB_BUFFER = 24;
    private static final long IOCB_LENGTH = 32;
    private static final long IOCB_OFFSET = 40;
    private static final long EVENT_SIZE = 32;
    private static final long EVENT_RESULT = 16;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment request = arena.allocate(IOCB_SIZE, Long.BYTES);
    private final MemorySegment requests = arena.allocateFrom(JAVA_LONG, request.address());
    private final MemorySegment event = arena.allocate(EVENT_SIZE, Long.BYTES);
    private final long context;

    public Aio() {
        MemorySegment created = arena.allocate(JAVA_LONG);
        callLong("syscall", SYS_IO_SETUP, 1L, created);
        context = created.get(JAVA_LONG, 0);
    }

    /** Bytes read, or a negative errno. */
    public long read(int fd, MemorySegment bytes, long offset) {
        return run(PREAD, fd, bytes, offset);
    }

    /** Bytes written, or a negative errno. */
    public long write(int fd, MemorySegment bytes, long offset) {
        return run(PWRITE, fd, bytes, offset);
    }

    private long run(short opcode, int fd, MemorySegment bytes, long offset) {
        request.set(JAVA_SHORT, IOCB_OPCODE, opcode);
        request.set(JAVA_INT, IOCB_FD, fd);
        request.set(JAVA_LONG, IOCB_BUFFER, bytes.address());
        request.set(JAVA_LONG, IOCB_LENGTH, bytes.byteSize());
        request.set(JAVA_LONG, IOCB_OFFSET, offset);
        callLong("syscall", SYS_IO_SUBMIT, context, 1L, requests);
        callLong("syscall", SYS_IO_GETEVENTS, context, 1L, 1L, event, MemorySegment.NULL);
        return event.get(JAVA_LONG, EVENT_RESULT);
    }

    @Override
    public void close() {
        callLong("syscall", SYS_IO_DESTROY, context);
        arena.close();
    }
}
