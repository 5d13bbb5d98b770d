/**
 * The transport through jnr-fuse, a binding of libfuse 2: the only package that knows {@code ru.serce} and {@code jnr}.
 *
 * <p>
 * libfuse's high-level library speaks in paths, the store in node ids; this package walks from one to the other and
 * translates structs. It has no rules of its own.
 *
 * <p>
 * What libfuse 2 can't do, whatever is done here:
 * <ul>
 * <li>fstat of a file that was unlinked while open works, until its directory is removed too; from then on it answers
 * ENOENT (reading, writing and truncating go on): libfuse forgets the path, and the kernel sends no handle with it.
 * <li>rename over a file that is open hides that file first, so for a moment the new name does not exist.
 * <li>Each path is an inode of its own to the kernel. Attributes of hard-linked files agree since only those of
 * directories and of files with one name are cached; data that a reader holds open is read again only when it opens the
 * file again.
 * <li>Names of the form .fuse_hidden and 16 hexadecimal digits belong to libfuse: an open file that is
 * renamed to the one that libfuse would give next is gone once it is closed.
 * <li>No renameat2 flags, O_TMPFILE, SEEK_DATA, SEEK_HOLE, copy_file_range or write-back cache.
 * </ul>
 */
package memfs.jnr;
