package memfs.store;

import java.util.function.Consumer;

/**
 * What a file system in memory is made with; immutable.
 *
 * <p>
 * Each option stands here once, with its default: a change is a field-wise copy with one field set.
 */
public final class StoreOptions implements Cloneable {
    private final PageSource pages;
    private NanoClock clock;
    private long sizeLimit = 1L << 30;
    private long inodeLimit = 1L << 20;
    private SizeControl sizeControl = SizeControl.OF_ROOT;
    private int rootMode = 0755;
    private int rootUid;
    private int rootGid;
    private boolean readOnly;
    private boolean checkPermissions = true;
    private boolean acls;
    private ContentKind content = ContentKind.PAGED;
    private BackingFiles backings;

    private StoreOptions(PageSource pages, NanoClock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /** 1 GiB, 1 Mi inodes, a root directory of root with mode 755, writable, permissions checked here. */
    public static StoreOptions of(PageSource pages, NanoClock clock) {
        return new StoreOptions(pages, clock);
    }

    private StoreOptions with(Consumer<StoreOptions> change) {
        StoreOptions copy = copy();
        change.accept(copy);
        copy.check();
        return copy;
    }

    private StoreOptions copy() {
        try {
            return (StoreOptions) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private void check() {
        if (sizeLimit < 0 || inodeLimit < 1) {
            throw new IllegalArgumentException("a size limit from 0 bytes and an inode limit from 1 are needed, not "
                    + sizeLimit + " and " + inodeLimit);
        }
        if (acls && checkPermissions) {
            throw new IllegalArgumentException("access control lists are the kernel's to check, with the permissions");
        }
        if (backings != null && content != ContentKind.PAGED) {
            throw new IllegalArgumentException("backing files go with content=" + ContentKind.PAGED + " alone");
        }
    }

    /** Where the memory for file data comes from. */
    public PageSource pages() {
        return pages;
    }

    /** The clock for time stamps. */
    public NanoClock clock() {
        return clock;
    }

    public StoreOptions withClock(NanoClock source) {
        return with(copy -> copy.clock = source);
    }

    /** Most bytes that pages, symbolic links and extended attributes may take together; ENOSPC beyond. */
    public long sizeLimit() {
        return sizeLimit;
    }

    public StoreOptions withSizeLimit(long bytes) {
        return with(copy -> copy.sizeLimit = bytes);
    }

    /** Most inodes, the root included, with further hard links and extended attributes; ENOSPC beyond. */
    public long inodeLimit() {
        return inodeLimit;
    }

    public StoreOptions withInodeLimit(long inodes) {
        return with(copy -> copy.inodeLimit = inodes);
    }

    /** The user permitted to change the size limit of the mounted file system. */
    public SizeControl sizeControl() {
        return sizeControl;
    }

    public StoreOptions withSizeControl(SizeControl control) {
        return with(copy -> copy.sizeControl = control);
    }

    /** Permission bits of the root directory. */
    public int rootMode() {
        return rootMode;
    }

    public int rootUid() {
        return rootUid;
    }

    public int rootGid() {
        return rootGid;
    }

    public StoreOptions withRoot(int mode, int uid, int gid) {
        return with(copy -> {
            copy.rootMode = mode;
            copy.rootUid = uid;
            copy.rootGid = gid;
        });
    }

    /** Whether every change fails with EROFS. */
    public boolean readOnly() {
        return readOnly;
    }

    public StoreOptions withReadOnly(boolean value) {
        return with(copy -> copy.readOnly = value);
    }

    /** False leaves permissions to the kernel (default_permissions); rules that change mode bits stay in the store. */
    public boolean checkPermissions() {
        return checkPermissions;
    }

    public StoreOptions withCheckPermissions(boolean value) {
        return with(copy -> copy.checkPermissions = value);
    }

    /** Whether POSIX access control lists are kept, as extended attributes; only without {@link #checkPermissions}. */
    public boolean acls() {
        return acls;
    }

    public StoreOptions withAcls(boolean value) {
        return with(copy -> copy.acls = value);
    }

    /** How regular files keep their bytes. */
    public ContentKind content() {
        return content;
    }

    public StoreOptions withContent(ContentKind kind) {
        return with(copy -> copy.content = kind);
    }

    /** Where files of the operating system come from that hold the data of open files; null for none. */
    public BackingFiles backings() {
        return backings;
    }

    /** They share the size limit; their clock becomes that of the time stamps. */
    public StoreOptions withBackings(BackingFiles files) {
        return with(copy -> {
            copy.backings = files;
            copy.clock = files;
        });
    }
}
