package memfs.store.content;

import java.lang.foreign.MemorySegment;

import memfs.posix.Errno;

/** Small values off the heap that are written once: targets of symbolic links, values of extended attributes. */
public final class StoredBytes {
    private StoredBytes() {}

    /** Content that holds the bytes; ENOSPC when the pool is full. */
    public static FileContent of(byte[] bytes, BlockPool pool) {
        FileContent content = new PagedContent(pool);
        if (content.write(MemorySegment.ofArray(bytes), 0) < bytes.length) {
            content.free();
            throw Errno.ENOSPC.exception();
        }
        return content;
    }

    public static byte[] toArray(FileContent content) {
        byte[] bytes = new byte[(int) content.size()];
        content.read(MemorySegment.ofArray(bytes), 0);
        return bytes;
    }
}
