package memfs.store;

import java.lang.foreign.MemorySegment;

import memfs.posix.Caller;
import memfs.posix.ErrnoException;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.StatFs;

/**
 * The contract between a transport and a file system: POSIX operations by node id.
 *
 * <p>
 * Every method may be called by any number of threads at once, fails with an {@link ErrnoException} and has no effect
 * when it fails, unless it says otherwise. Node ids that were never issued, or that have been forgotten completely, fail with
 * ESTALE; handles that were released with EBADF.
 *
 * <p>
 * <b>Lookup counts.</b> {@link #lookup}, {@link #mknod}, {@link #mkdir}, {@link #symlink}, {@link #link},
 * {@link #create} and {@link #tmpfile} pin the inode that they return; the transport releases each pin with
 * {@link #forget}. A pinned inode outlives its last name. A handle pins its inode by itself.
 *
 * <p>
 * <b>Times.</b> Operations stamp ctime and mtime as POSIX demands, from the file system's own clock. Reading stamps atime
 * as relatime does: where it isn't newer than mtime and ctime, or is a day old. A kernel with a page cache reads once
 * for many.
 *
 * <p>
 * Unless permissions are left to the kernel (mount option default_permissions), an operation that the caller may
 * not do fails with EACCES, or EPERM where only an owner or root may. A read-only file system fails every change with
 * EROFS. Sources: the manual page of each system call, section 2; {@code include/uapi/linux/fuse.h}.
 */
public interface FileSystem extends AutoCloseable {

    /** Node id of the root directory: FUSE_ROOT_ID. */
    long ROOT = 1;

    /**
     * Resolves one name in one directory and pins what it finds. {@code ".."} resolves too, and {@code "."} is the inode
     * itself, of whatever type, for any caller, ESTALE where it has no name left: the kernel asks so for the inode of a file
     * handle, open_by_handle_at(2), which needs CAP_DAC_READ_SEARCH.
     *
     * @return the attributes, or null where the directory has no such name: the commonest result in a compile, so not
     *         an exception
     * @throws ErrnoException
     *             ENOTDIR, EACCES, ESTALE
     */
    Stat lookup(Caller caller, long parent, Name name);

    /**
     * Releases {@code count} pins of an inode; never fails, an unknown node id is ignored, and so is the root: the
     * kernel forgets that one without having looked it up.
     */
    void forget(long ino, long count);

    /** The attributes of an inode. */
    Stat getattr(long ino);

    /**
     * Changes attributes and returns the new ones; all of them or none.
     *
     * @param file
     *            null, or an open of this file: where it is for writing, it allows a truncate that the mode would not
     * @throws ErrnoException
     *             EPERM (not the owner), EACCES, EINVAL (negative size, size of something not a regular file), EISDIR,
     *             EFBIG, ENOSPC, EROFS
     */
    Stat setattr(Caller caller, long ino, SetAttr change, OpenFile file);

    /** The target of a symbolic link, not NUL-terminated; EINVAL for anything else. */
    byte[] readlink(long ino);

    /**
     * Creates a regular file, fifo, socket or device, and pins it. The mode's umask is the caller's; group and setgid
     * are inherited from a setgid directory.
     *
     * @param rdev
     *            device number as in {@link Stat#rdev()}; ignored for other types
     * @throws ErrnoException
     *             EEXIST, ENOENT (removed directory), ENOTDIR, EACCES, EPERM (a device by an ordinary user), ENOSPC (size
     *             or inode limit), EINVAL (unknown type), EROFS
     */
    Stat mknod(Caller caller, long parent, Name name, int mode, int rdev);

    /** Creates a directory, and pins it; errors as {@link #mknod}, and EMLINK. */
    Stat mkdir(Caller caller, long parent, Name name, int mode);

    /**
     * Creates a symbolic link, and pins it; errors as {@link #mknod}, and ENAMETOOLONG (a target over 4095 bytes), ENOENT
     * (an empty one).
     */
    Stat symlink(Caller caller, long parent, Name name, byte[] target);

    /**
     * Gives an inode one more name, and pins it; errors as {@link #mknod}, and EPERM (a directory), EMLINK, ENOENT (its
     * last name is gone and it is no tmpfile).
     */
    Stat link(Caller caller, long ino, long newParent, Name newName);

    /**
     * Removes the name of anything but a directory. The inode lives on while it has other names, handles or pins.
     *
     * @throws ErrnoException
     *             ENOENT, EISDIR, EACCES, EPERM (sticky directory), EROFS
     */
    void unlink(Caller caller, long parent, Name name);

    /**
     * Removes an empty directory.
     *
     * @throws ErrnoException
     *             ENOENT, ENOTDIR, ENOTEMPTY, EINVAL ("."), EACCES, EPERM, EROFS
     */
    void rmdir(Caller caller, long parent, Name name);

    /**
     * Moves a name, replacing what stands at the new one, in one step for every observer.
     *
     * @param flags
     *            0 or one of RENAME_NOREPLACE, RENAME_EXCHANGE, RENAME_WHITEOUT, the last also with NOREPLACE; renameat2(2)
     * @throws ErrnoException
     *             ENOENT, EEXIST (NOREPLACE), ENOTEMPTY, EISDIR, ENOTDIR, EINVAL (into itself; unknown flags), EBUSY
     *             ("." and ".."), EACCES, EPERM, EROFS
     */
    void rename(Caller caller, long parent, Name name, long newParent, Name newName, int flags);

    /**
     * Opens a regular file.
     *
     * @param flags
     *            of open(2); O_TRUNC truncates, O_CREAT and O_EXCL are ignored
     * @throws ErrnoException
     *             EISDIR, ENXIO (a special file: the kernel opens those itself), ELOOP (a symbolic link), EACCES, EPERM
     *             (O_NOATIME by another than the owner), EROFS
     */
    OpenFile open(Caller caller, long ino, int flags);

    /**
     * A handle for I/O on a regular file without {@link #open}: for a transport that keeps the inode pinned by its
     * lookups and has checked permissions, as a server of NFS. It pins nothing, and must not be released; EBADF for anything
     * but a regular file.
     */
    OpenFile fileOf(long ino);

    /**
     * Creates a regular file and opens it; it must not exist, since the kernel opens what does. Errors as {@link #mknod}
     * and {@link #open}.
     */
    Created create(Caller caller, long parent, Name name, int mode, int flags);

    /** Creates a regular file without a name and opens it; {@link #link} can give it one. O_TMPFILE of open(2). */
    Created tmpfile(Caller caller, long parent, int mode, int flags);

    /**
     * Reads up to {@code target.byteSize()} bytes.
     *
     * @return bytes read: fewer only at the end of the file, 0 at or past it
     * @throws ErrnoException
     *             EBADF (not open for reading), EINVAL (negative offset)
     */
    int read(OpenFile file, MemorySegment target, long offset);

    /**
     * Writes all of {@code source}, or as much as the size limit lets it. A writer who is not root clears setuid and
     * setgid.
     *
     * @param flags
     *            the descriptor's flags now: with O_APPEND, which fcntl(2) may have set or cleared since the open, it
     *            writes at the end whatever the offset says, in one step
     * @return bytes written, at least 1 unless {@code source} is empty
     * @throws ErrnoException
     *             EBADF (not open for writing), EFBIG, ENOSPC (nothing could be written), EINVAL (negative offset)
     */
    int write(Caller caller, OpenFile file, MemorySegment source, long offset, int flags);

    /**
     * Copies between two handles without a detour through the caller; copy_file_range(2). Others may read and change both
     * files meanwhile.
     *
     * @return bytes copied, 0 at the end of the source
     * @throws ErrnoException
     *             EBADF (also for an append handle to write to), EINVAL (overlapping ranges of one file), EFBIG, ENOSPC
     */
    long copyFileRange(Caller caller, OpenFile in, long offsetIn, OpenFile out, long offsetOut, long length);

    /**
     * Allocates, punches or zeroes a range; fallocate(2). Others may read and change the file meanwhile; where they do, the
     * memory of a failed allocation stays with the file.
     *
     * @param mode
     *            0 or a union of FALLOC_FL_KEEP_SIZE, PUNCH_HOLE (only with KEEP_SIZE), ZERO_RANGE
     * @throws ErrnoException
     *             EBADF, EINVAL (negative or empty range), EOPNOTSUPP (another mode), EFBIG, ENOSPC
     */
    void fallocate(Caller caller, OpenFile file, int mode, long offset, long length);

    /**
     * The next offset of data or of a hole; the end of the file counts as a hole.
     *
     * @param whence
     *            SEEK_DATA or SEEK_HOLE, else EINVAL
     * @throws ErrnoException
     *             ENXIO (at or past the end, or no data up to it), EBADF
     */
    long lseek(OpenFile file, long offset, int whence);

    /** Closes a handle; a file without a name and without pins is freed now. */
    void release(OpenFile file);

    /** Does nothing but check the handle: memory has nowhere to flush to. */
    void fsync(OpenFile file);

    /** Opens a directory for reading; ENOTDIR, EACCES. */
    OpenDirectory opendir(Caller caller, long ino);

    /** A handle for listing a directory without {@link #opendir}; otherwise as {@link #fileOf}. */
    OpenDirectory directoryOf(long ino);

    /**
     * Lists a directory from a cookie on, "." and ".." first, until the sink returns false. Every entry that stays from
     * opendir to the end is listed exactly once, whatever is created and removed meanwhile.
     *
     * @param cookie
     *            0, or the cookie that came with the last entry accepted
     */
    void readdir(OpenDirectory directory, long cookie, DirectorySink sink);

    void releasedir(OpenDirectory directory);

    /** As {@link #fsync}, for a directory handle. */
    void fsyncdir(OpenDirectory directory);

    StatFs statfs();

    /**
     * Asks whether the caller may do all of {@code mask} (R_OK, W_OK, X_OK; 0 only asks whether the inode is there).
     * Checked even where other operations leave permissions to the kernel.
     *
     * @throws ErrnoException
     *             EACCES, EROFS
     */
    void access(Caller caller, long ino, int mask);

    /**
     * The value of an extended attribute; ENODATA where there is none, EOPNOTSUPP for an unknown namespace. The root's
     * {@code memfs.size} is the size limit, and setting it changes that; it isn't listed. Where access control lists are kept,
     * {@code system.posix_acl_access} is in step with the mode, whichever of the two is set; acl(5).
     */
    byte[] getxattr(Caller caller, long ino, XattrName name);

    /**
     * Sets an extended attribute; xattr(7).
     *
     * @param flags
     *            0, XATTR_CREATE or XATTR_REPLACE
     * @throws ErrnoException
     *             EEXIST, ENODATA, EINVAL (memfs.size: no size, or less than is stored), EOPNOTSUPP (unknown namespace), EPERM (user.* on a special file or symbolic link; trusted.*
     *             by an ordinary user), E2BIG (a value over 64 KiB), ENOSPC, EACCES, EROFS
     */
    void setxattr(Caller caller, long ino, XattrName name, byte[] value, int flags);

    /**
     * The names that the caller may see, each followed by a NUL; listxattr(2). If they exceed its limit of 64 KiB, only so
     * many that the limit is exceeded: the transport returns ERANGE, and the kernel turns it into E2BIG.
     */
    byte[] listxattr(Caller caller, long ino);

    void removexattr(Caller caller, long ino, XattrName name);

    /** Bytes of a file that has no name, which are freed when its last user has gone; 0 for any other or unknown node id. */
    long unlinkedBytes(long ino);

    /** Inodes freed so far, for {@link #awaitFreed}. */
    long freed();

    /**
     * Waits until more than so many inodes have been freed: for a transport whose kernel releases pins some time after the
     * system call returned, so that a removed file still occupies its space. Waits at most half a second from the
     * last removal on, and longer only while inodes go on being freed.
     *
     * @param before
     *            of {@link #freed}, from before the attempt that found no space
     * @return false where nothing is expected to be freed: ENOSPC is right
     */
    boolean awaitFreed(long before);

    /** Frees all memory; no other method may be called any more. Never fails. */
    @Override
    void close();

    /** A new file, pinned and open. */
    record Created(Stat stat, OpenFile file) {}

    /** Accepts the entries of {@link FileSystem#readdir}; called under a lock, so it must not call the file system. */
    interface DirectorySink {
        /**
         * @param ino
         *            of the entry; ".." of the root is the root
         * @param mode
         *            whose type bits are right; the permission bits may be 0
         * @param nextCookie
         *            continues after this entry
         * @return false where the entry did not fit: a call with the last cookie that was accepted lists it again
         */
        boolean accept(KeptName name, long ino, int mode, long nextCookie);
    }
}
