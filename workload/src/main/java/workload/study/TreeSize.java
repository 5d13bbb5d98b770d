package workload.study;

/**
 * What a directory tree holds, itself included.
 *
 * @param files
 *            regular files, by name: a file with two names counts twice
 * @param directories
 *            directories below the root of the tree
 * @param symlinks
 *            symbolic links
 * @param bytes
 *            sum of the sizes (st_size) of the regular files
 * @param allocatedBytes
 *            sum of st_blocks × 512 of the regular files
 */
public record TreeSize(long files, long directories, long symlinks, long bytes, long allocatedBytes) {}
