package memfs.posix;

/**
 * Figures of a whole file system; statvfs(3).
 *
 * @param blockSize
 *            bytes in a block
 * @param blocks
 *            blocks in all
 * @param blocksFree
 *            blocks not taken
 * @param files
 *            inodes in all
 * @param filesFree
 *            inodes not taken
 * @param nameMax
 *            longest name, bytes
 */
public record StatFs(int blockSize, long blocks, long blocksFree, long files, long filesFree, int nameMax) {}
