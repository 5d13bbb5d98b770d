package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import memfs.posix.ErrnoException;

/** A counter that a thread can wait for by a descriptor; eventfd(2). */
public final class EventCounter implements AutoCloseable {
    private static final int EFD_CLOEXEC = 02000000;

    private static final MethodHandle EVENTFD = Native.function("eventfd");

    private final int descriptor;
    private final MemorySegment one;
    private final DeviceIo io;
    private boolean closed;

    /**
     * @throws ErrnoException
     *             EMFILE, ENFILE, ENOMEM
     */
    public EventCounter(Arena arena) {
        this.io = new DeviceIo(arena);
        this.one = arena.allocateFrom(JAVA_LONG, 1);
        this.descriptor = Native.checked(EVENTFD, 0, EFD_CLOEXEC);
    }

    /** For reads of 8 bytes, which return the count and reset it. */
    public int descriptor() {
        return descriptor;
    }

    /** Adds one, until it is closed; for any thread. */
    public synchronized void increment() {
        if (!closed) {
            io.write(descriptor, one, Long.BYTES);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(descriptor);
        }
    }
}
