package workload.os;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Asks the kernel which of a file's pages it keeps; cachestat(2), from Linux 6.5 on, {@code include/uapi/linux/mman.h}. And
 * makes it release them.
 *
 * <p>
 * Nothing is read, but the file is opened, since the call refuses O_PATH descriptors: where a FUSE server answers OPEN
 * without FOPEN_KEEP_CACHE the kernel drops its pages then, so ask when nothing timed depends on them.
 */
public final class PageCache implements AutoCloseable {
    private static final long CACHESTAT = 451;
    private static final int EBADF = 9;
    private static final int POSIX_FADV_DONTNEED = 4;
    private static final int O_RDONLY_NONBLOCK_NOFOLLOW_CLOEXEC = 04000 | 0400000 | 02000000;
    /** struct cachestat: pages in the cache, dirty, under writeback, and two counts of evicted ones. */
    private static final int STAT_WORDS = 5;
    private static final int DIRTY = 1;
    private static final int WRITEBACK = 2;

    private final Arena arena = Arena.ofConfined();
    /** struct cachestat_range: offset 0 and length 0 are the whole file. */
    private final MemorySegment whole = arena.allocate(JAVA_LONG, 2);
    private final MemorySegment stat = arena.allocate(JAVA_LONG, STAT_WORDS);
    private final int pageSize = NativeCalls.pageSize();

    /**
     * What of one file is in memory.
     *
     * @param dirtyBytes
     *            of these, what isn't on its file system yet: dirty or just being written
     */
    public record Held(long cachedBytes, long dirtyBytes) {}

    /** Whether this kernel can tell, and what guards its system calls (a container's filter) lets us ask. */
    public static boolean isKnown() {
        return NativeCalls.syscall(CACHESTAT, -1, MemorySegment.NULL, MemorySegment.NULL, 0) == -EBADF;
    }

    /**
     * Asks about a regular file.
     *
     * @throws IOException
     *             when it can't be opened or asked about; EPERM for files of others
     */
    public Held of(Path file) throws IOException {
        int descriptor = check(NativeCalls.open(file.toString(), O_RDONLY_NONBLOCK_NOFOLLOW_CLOEXEC), file);
        try {
            check(NativeCalls.syscall(CACHESTAT, descriptor, whole, stat, 0), file);
        } finally {
            NativeCalls.close(descriptor);
        }
        return new Held(bytes(0), bytes(DIRTY) + bytes(WRITEBACK));
    }

    /**
     * Makes the kernel release the clean pages of a regular file, or of a directory if its file system keeps any.
     *
     * @throws IOException
     *             when it can't be opened
     */
    public static void release(Path file) throws IOException {
        int descriptor = check(NativeCalls.open(file.toString(), O_RDONLY_NONBLOCK_NOFOLLOW_CLOEXEC), file);
        try {
            check(NativeCalls.advise(descriptor, POSIX_FADV_DONTNEED), file);
        } finally {
            NativeCalls.close(descriptor);
        }
    }

    private long bytes(int word) {
        return stat.getAtIndex(JAVA_LONG, word) * pageSize;
    }

    private static int check(int result, Path file) throws IOException {
        if (result < 0) {
            throw new IOException("the cached pages of " + file + " can't be reached (errno " + -result + ")");
        }
        return result;
    }

    @Override
    public void close() {
        arena.close();
    }
}
