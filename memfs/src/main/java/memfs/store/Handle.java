package memfs.store;

/** One open of a file or directory: what an fh stands for. */
sealed interface Handle permits FileHandle, OpenDirectory {
    Inode inode();
}
