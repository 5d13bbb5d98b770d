package memfs.store;

/**
 * What a file system holds at one moment: for statistics, and for tests that nothing leaks.
 *
 * @param inodes
 *            inodes alive, the root included
 * @param openHandles
 *            files and directories open
 * @param liveBytes
 *            bytes counted against the limit: blocks of file data, their index, symbolic links, extended attributes, backing
 *            files
 * @param reservedBytes
 *            off-heap bytes in pages touched and not returned to the operating system, free ones included
 * @param capacityBytes
 *            the size limit
 * @param copiedBytes
 *            bytes that {@code content=contiguous} copied so far to grow and shrink files; 0 with other contents
 * @param backedBytes
 *            bytes in backing files
 */
public record StoreUsage(long inodes, long openHandles, long liveBytes, long reservedBytes, long capacityBytes,
        long copiedBytes, long backedBytes) {}
