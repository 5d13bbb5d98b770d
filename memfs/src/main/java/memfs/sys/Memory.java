package memfs.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import memfs.posix.ErrnoException;

/** Anonymous private memory of the process, taken from the kernel and given back by the page; mman.h. */
public final class Memory {
    private static final int PROT_READ_WRITE = 1 | 2;
    private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x02 | 0x20 | 0x4000;
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_NOHUGEPAGE = 15;
    private static final long MAP_FAILED = -1;

    private static final MethodHandle MMAP = Native.function("mmap",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MADVISE = Native.function("madvise",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MUNMAP = Native.function("munmap",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    private Memory() {}

    /**
     * Maps zeroed bytes that take no memory until they are touched, and then by the small page: a huge one would count
     * 2 MiB for the first byte; mmap(2).
     *
     * @throws ErrnoException
     *             ENOMEM (RLIMIT_AS, overcommit limit, too many maps), EINVAL (0 bytes)
     */
    public static MemorySegment map(long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.CALL_STATE);
            MemorySegment mapped = (MemorySegment) MMAP.invokeExact(state, MemorySegment.NULL, bytes, PROT_READ_WRITE,
                    MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
            Native.check(mapped.address() == MAP_FAILED ? -1 : 0, state);
            // EINVAL where the kernel was built without huge pages: then there is nothing to prevent.
            int _ = (int) MADVISE.invokeExact(state, mapped, bytes, MADV_NOHUGEPAGE);
            return mapped.reinterpret(bytes);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** Gives the memory of whole pages back; they read as zeros from then on; madvise(2), MADV_DONTNEED. */
    public static void release(MemorySegment pages) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.CALL_STATE);
            Native.check((int) MADVISE.invokeExact(state, pages, pages.byteSize(), MADV_DONTNEED), state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }

    /** Ends a mapping; munmap(2). */
    public static void unmap(MemorySegment mapped) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.CALL_STATE);
            Native.check((int) MUNMAP.invokeExact(state, mapped, mapped.byteSize()), state);
        } catch (Throwable e) {
            throw Native.unchecked(e);
        }
    }
}
