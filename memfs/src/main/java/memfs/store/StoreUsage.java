package memfs.store;

/**
 * What a {@link MemFileSystem} holds at one moment: for statistics, and for tests that nothing leaks.
 *
 * @param inodes
 *            inodes alive, the root included
 * @param openHandles
 *            files and directories open
 * @param liveBytes
 *            bytes counted against the limit: pages, symbolic links, extended attributes
 * @param reservedBytes
 *            off-heap bytes taken from the operating system, free pages included
 * @param capacityBytes
 *            the size limit
 */
public record StoreUsage(long inodes, long openHandles, long liveBytes, long reservedBytes, long capacityBytes) {}
