package memfs.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import memfs.posix.ErrnoException;

/** Anonymous private memory of the process, mapped and released by the page; mman.h. */
public final class Memory {
    private static final int PROT_READ_WRITE = 1 | 2;
    private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x02 | 0x20 | 0x4000;
    private static final int MAP_SHARED_POPULATE = 0x01 | 0x8000;
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_NOHUGEPAGE = 15;

    private static final MethodHandle MMAP = Native.function("mmap");
    private static final MethodHandle MADVISE = Native.function("madvise");
    private static final int SC_PAGESIZE = 30;

    private static final MethodHandle MUNMAP = Native.function("munmap");
    /** The C library of Alpine has none. */
    private static final Optional<MethodHandle> MALLOC_TRIM = Native.functionIfPresent("malloc_trim");
    /** For calls whose errno isn't read: a release of memory must not fail for lack of it. */
    private static final MemorySegment UNREAD = Arena.global().allocate(Native.CALL_STATE);

    /** Bytes in a page of this kernel; sysconf(3), _SC_PAGESIZE. */
    public static final int PAGE_BYTES = (int) Native.call(Native.function("sysconf"), UNREAD, SC_PAGESIZE);

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
            long address = Native.call(MMAP, state, 0, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0);
            Native.check(address, state);
            // EINVAL where the kernel was built without huge pages: then there is nothing to prevent.
            long _ = Native.call(MADVISE, state, address, bytes, MADV_NOHUGEPAGE);
            return MemorySegment.ofAddress(address).reinterpret(bytes);
        }
    }

    /**
     * Maps what a descriptor offers at an offset, shared with the kernel; mmap(2).
     *
     * @throws ErrnoException
     *             ENOMEM, EINVAL, EBADF
     */
    static MemorySegment mapShared(long bytes, int fd, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.CALL_STATE);
            long address = Native.call(MMAP, state, 0, bytes, PROT_READ_WRITE, MAP_SHARED_POPULATE, fd, offset);
            Native.check(address, state);
            return MemorySegment.ofAddress(address).reinterpret(bytes);
        }
    }

    /** As {@link #map(long)}, until the arena is closed. */
    public static MemorySegment map(long bytes, Arena arena) {
        return map(bytes).reinterpret(arena, Memory::unmap);
    }

    /**
     * Releases whole pages, which read as zeros from then on; madvise(2), MADV_DONTNEED. False, and nothing done, where the
     * kernel refuses: locked memory.
     */
    public static boolean release(MemorySegment pages) {
        return (int) Native.call(MADVISE, UNREAD, pages.address(), pages.byteSize(), MADV_DONTNEED) == 0;
    }

    /** Ends a mapping; munmap(2). */
    public static void unmap(MemorySegment mapped) {
        Native.checked(MUNMAP, mapped.address(), mapped.byteSize());
    }

    /** Releases what the C library's malloc, and so the JVM itself, has freed and kept; malloc_trim(3). */
    public static void trimMalloc() {
        MALLOC_TRIM.ifPresent(trim -> Native.call(trim, UNREAD, 0));
    }
}
