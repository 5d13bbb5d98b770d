package memfs.store;

/** One open of a file or directory: what an fh stands for. */
sealed interface Handle permits OpenFile, OpenDirectory {
    Inode inode();
}
