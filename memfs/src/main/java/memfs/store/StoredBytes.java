package memfs.store;

import java.lang.foreign.MemorySegment;

import memfs.posix.Errno;

/** Small values off the heap that are written once: targets of symbolic links, values of extended attributes. */
final class StoredBytes {
    private StoredBytes() {}

    /** Content that holds the bytes; ENOSPC when the pool is full. */
    static FileContent of(byte[] bytes, BlockPool pool) {
        FileContent content = new PagedContent(pool);
        if (content.write(MemorySegment.ofArray(bytes), 0) < bytes.length) {
            content.free();
            throw Errno.ENOSPC.exception();
        }
        return content;
    }

    static byte[] toArray(FileContent content) {
        byte[] bytes = new byte[(int) content.size()];
        content.read(MemorySegment.ofArray(bytes), 0);
        return bytes;
    }
}
