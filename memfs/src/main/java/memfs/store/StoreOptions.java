package memfs.store;

/**
 * What a file system in memory is made with.
 *
 * @param sizeLimit
 *            most bytes that pages, symbolic links and extended attributes may take together; ENOSPC beyond
 * @param inodeLimit
 *            most inodes, the root included, with further hard links and extended attributes; ENOSPC beyond
 * @param rootMode
 *            permission bits of the root directory
 * @param readOnly
 *            fail every change with EROFS
 * @param checkPermissions
 *            false leaves permissions to the kernel (default_permissions); rules that change bits stay here
 * @param pages
 *            where the memory for file data comes from
 * @param sizeControl
 *            who may change the size limit later
 * @param acls
 *            keep POSIX access control lists, as extended attributes; only where permissions aren't checked here
 */
public record StoreOptions(long sizeLimit, long inodeLimit, int rootMode, int rootUid, int rootGid, boolean readOnly,
        boolean checkPermissions, ContentKind content, NanoClock clock, PageSource pages,
        SizeControl sizeControl, boolean acls) {

    /** 1 GiB, 1 Mi inodes, a root directory of root with mode 755, writable, permissions checked here. */
    public static StoreOptions of(PageSource pages, NanoClock clock) {
        return new StoreOptions(1L << 30, 1L << 20, 0755, 0, 0, false, true, ContentKind.PAGED, clock,
                pages, SizeControl.OF_ROOT, false);
    }

    public StoreOptions {
        if (sizeLimit < 0 || inodeLimit < 1) {
            throw new IllegalArgumentException("a size limit from 0 bytes and an inode limit from 1 are needed, not "
                    + sizeLimit + " and " + inodeLimit);
        }
        if (acls && checkPermissions) {
            throw new IllegalArgumentException("access control lists are the kernel's to check, with the permissions");
        }
    }

    public StoreOptions withSizeLimit(long bytes) {
        return new StoreOptions(bytes, inodeLimit, rootMode, rootUid, rootGid, readOnly, checkPermissions, content,
                clock, pages, sizeControl, acls);
    }

    public StoreOptions withInodeLimit(long inodes) {
        return new StoreOptions(sizeLimit, inodes, rootMode, rootUid, rootGid, readOnly, checkPermissions, content,
                clock, pages, sizeControl, acls);
    }

    public StoreOptions withRoot(int mode, int uid, int gid) {
        return new StoreOptions(sizeLimit, inodeLimit, mode, uid, gid, readOnly, checkPermissions, content, clock,
                pages, sizeControl, acls);
    }

    public StoreOptions withReadOnly(boolean value) {
        return new StoreOptions(sizeLimit, inodeLimit, rootMode, rootUid, rootGid, value, checkPermissions, content,
                clock, pages, sizeControl, acls);
    }

    public StoreOptions withCheckPermissions(boolean value) {
        return new StoreOptions(sizeLimit, inodeLimit, rootMode, rootUid, rootGid, readOnly, value, content, clock,
                pages, sizeControl, acls);
    }

    public StoreOptions withContent(ContentKind kind) {
        return new StoreOptions(sizeLimit, inodeLimit, rootMode, rootUid, rootGid, readOnly, checkPermissions, kind,
                clock, pages, sizeControl, acls);
    }

    public StoreOptions withClock(NanoClock source) {
        return new StoreOptions(sizeLimit, inodeLimit, rootMode, rootUid, rootGid, readOnly, checkPermissions, content,
                source, pages, sizeControl, acls);
    }

    public StoreOptions withSizeControl(SizeControl control) {
        return new StoreOptions(sizeLimit, inodeLimit, rootMode, rootUid, rootGid, readOnly, checkPermissions, content,
                clock, pages, control, acls);
    }

    public StoreOptions withAcls(boolean value) {
        return new StoreOptions(sizeLimit, inodeLimit, rootMode, rootUid, rootGid, readOnly, checkPermissions, content,
                clock, pages, sizeControl, value);
    }
}
