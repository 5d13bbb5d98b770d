package memfs.store.dentries;

/** What a listing shows of the inode of a dentry. */
public interface LinkedInode {
    long ino();

    /** With its type. */
    int mode();
}
