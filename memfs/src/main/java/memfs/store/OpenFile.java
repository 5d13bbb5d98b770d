package memfs.store;

/** An open regular file, with the flags of its open(2). */
record OpenFile(RegularFile inode, int flags) implements FileHandle {}
