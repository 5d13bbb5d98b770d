/**
 * The transport through jnr-fuse, a binding of libfuse 2: the only package that uses {@code ru.serce} and {@code jnr}.
 *
 * <p>
 * libfuse's high-level library has paths, the store has node ids; this package walks the paths and translates structs. It has no rules of its own.
 *
 * <p>
 * What libfuse 2 can't do, whatever is done here:
 * <ul>
 * <li>fstat of a file that was unlinked while open works, until its directory is removed too; from then on it returns
 * ENOENT (reading, writing and truncating go on): libfuse forgets the path, and the kernel sends no handle with it.
 * <li>An open that runs while the file is renamed over may return ENOENT: unless the file is open already,
 * libfuse forgets its path and returns the error itself. Where it is open, ESTALE makes the kernel look the name up again.
 * <li>Each path is an inode of its own to the kernel. Attributes of hard-linked files agree since only those of
 * directories and of files with one name are cached; data that a reader holds open is read again only when it opens the
 * file again.
 * <li>Names of the form .fuse_hidden and 16 hexadecimal digits belong to libfuse: an open file that is
 * renamed to the one that libfuse would give next is gone once it is closed.
 * <li>No renameat2 flags, O_TMPFILE, SEEK_DATA, SEEK_HOLE, copy_file_range or write-back cache.
 * </ul>
 */
package memfs.jnr;
