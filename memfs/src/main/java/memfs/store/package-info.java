/**
 * The file system itself: a tree of inodes in memory behind {@link memfs.store.FileSystem}; knows no FUSE.
 *
 * <p>
 * Lock order, outermost first; nobody takes a lock that stands above one he holds:
 *
 * <pre>
 * Namespace.tree            StampedLock: dentries, parents, nlink; lookup and readdir share it
 *   Inode (its monitor)     attributes, pins, xattrs; of two inodes the lower number first
 *     FileData.lock           StampedLock: bytes and size; readers share it, and take no monitor
 *       SlabPool (its monitor)  free blocks and the books; not the bytes of blocks
 *   LongTable.Stripe (its monitor)  a leaf: one get, put or remove of an inode or a handle
 * </pre>
 *
 * What is "changed under two locks" (nlink, content) may be read under either. A method whose name ends in
 * {@code Locked} needs its class's lock held. {@link memfs.store.Access} asks for a caller's supplementary groups while
 * locks are held: they come from /proc and must not come back to this file system.
 *
 * <p>
 * Lifetime: an inode lives while it has pins (one for having names, one for each handle, one for each lookup of the
 * transport); {@code InodeTable.unpin} frees it with the last one, without the tree lock.
 */
package memfs.store;
