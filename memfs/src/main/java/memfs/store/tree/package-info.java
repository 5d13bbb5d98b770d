/**
 * The tree of inodes and every rule of POSIX about it, once for all transports: {@link memfs.store.tree.MemFileSystem}
 * delegates to {@code Namespace} (names), {@code Access} (permissions and mode bits), {@code InodeTable} (lifetime) and the
 * kinds of {@code Inode}. Locks and lifetime are described in {@link memfs.store}.
 */
package memfs.store.tree;
