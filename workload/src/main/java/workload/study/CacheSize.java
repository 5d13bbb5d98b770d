package workload.study;

/**
 * What the kernel's page cache held of a tree's files.
 *
 * @param cachedBytes
 *            all pages; of a tmpfs they are the files themselves
 * @param dirtyBytes
 *            of these, what the file system wasn't sent yet
 */
public record CacheSize(long cachedBytes, long dirtyBytes) {}
