/**
 * The contract of the file system ({@link memfs.store.FileSystem}, by node id and handle) with its words: names, handles and
 * options. It knows no FUSE, and all that a transport uses is here: the rooms behind it are {@code tree} (inodes and POSIX's
 * rules), {@code dentries}, {@code xattr}, {@code content} (bytes) and, on top, {@code observe}.
 *
 * <p>
 * Lock order of all rooms, outermost first; no thread acquires a lock that stands above one that it holds:
 *
 * <pre>
 * BackableFile.turn            where a file's data is, and whether it is open; only with backing files
 * Namespace.tree              StampedLock: dentries, parents, nlink; lookup and readdir share it
 *   FileData.lock             StampedLock: the bytes of a file; readers share it
 *     Inode (its monitor)     attributes, pins, xattrs
 *       SlabPool (its monitor)  free blocks and their bookkeeping; not the bytes of blocks
 *       BackingFile (its monitor)  a leaf: that it isn't closed meanwhile
 *   LongTable.Stripe (its monitor)  a leaf: one get, put or remove of an inode or a handle
 * Orphans (its monitor)       a leaf: only a request that waits for space waits there, and holds nothing else
 * </pre>
 *
 * No lock is held for longer than a piece of bounded size takes: what may be long (fallocate, a copy, a cut of a large
 * file, the search for a hole) goes piece by piece, and memory that was cut out of a file is freed without its lock. Size
 * and allocated bytes are readable without a lock, so stat never waits for a writer. A method whose name ends in
 * {@code Locked} needs its class's lock held. {@code tree.Access} reads a caller's supplementary groups while locks are
 * held: they come from /proc, and that must not lead back to this file system.
 *
 * <p>
 * Lifetime: an inode lives while it has pins (one for having names, one for each handle, one for each lookup of the
 * transport); {@code tree.InodeTable.unpin} frees it with the last one, without the tree lock.
 */
package memfs.store;
