package memfs.store;

/**
 * An open directory, and the last entry it will give: one that is created after opendir (or rewinddir) isn't listed, or
 * a loop that renames each file it reads would never end. A directory that was opened without telling has no such end.
 */
final class OpenDirectory implements Handle {
    private final Directory inode;
    private volatile long lastCookie = Long.MAX_VALUE;

    OpenDirectory(Directory inode) {
        this.inode = inode;
    }

    @Override
    public Directory inode() {
        return inode;
    }

    long lastCookie() {
        return lastCookie;
    }

    void listUpTo(long cookie) {
        lastCookie = cookie;
    }
}
