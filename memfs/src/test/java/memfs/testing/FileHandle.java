package memfs.testing;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static memfs.testing.NativeCalls.call;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file's handle, as NFS servers and backup programs keep it; open_by_handle_at(2).
 *
 * @param bytes
 *            {@code struct file_handle}: handle_bytes, handle_type, f_handle
 */
public record FileHandle(byte[] bytes) {
    /** For {@link #of}: a handle that tells files apart, and need not be one to open by; from Linux 6.5 on. */
    public static final int AT_HANDLE_FID = 0x200;

    private static final int HEADER = 8;
    /** MAX_HANDLE_SZ. */
    private static final int LONGEST = 128;
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
    private static final int DROPS = 3;

    /** name_to_handle_at(2), of the link itself where the path names one. */
    public static FileHandle of(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(HEADER + LONGEST, Integer.BYTES);
            handle.set(JAVA_INT, 0, LONGEST);
            call("name_to_handle_at", Posix.AT_FDCWD, path, handle, arena.allocate(JAVA_INT), flags);
            return new FileHandle(handle.asSlice(0, HEADER + (long) handle.get(JAVA_INT, 0)).toArray(JAVA_BYTE));
        }
    }

    /** open_by_handle_at(2), for root; the descriptor is of any file on the same mount. */
    public int open(int mount, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(bytes.length, Integer.BYTES).copyFrom(MemorySegment.ofArray(bytes));
            return call("open_by_handle_at", mount, handle, flags);
        }
    }

    /** Lets the kernel forget all inodes that nobody uses, for root; a dentry that was used lately survives the first time. */
    public static void dropCaches() throws IOException {
        for (int i = 0; i < DROPS; i++) {
            Files.writeString(DROP_CACHES, "2");
        }
    }
}
