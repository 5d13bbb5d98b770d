package memfs.store.tree;

import memfs.store.OpenDirectory;

/**
 * An open directory, and the last entry that it lists: one that is created after opendir (or rewinddir) isn't listed, or
 * a loop that renames each file it reads would never end. Without an opendir (no_opendir) there is no such end.
 */
final class DirectoryHandle extends Handle<Directory> implements OpenDirectory {
    private volatile long lastCookie = Long.MAX_VALUE;

    DirectoryHandle(Directory directory) {
        super(directory);
    }

    long lastCookie() {
        return lastCookie;
    }

    void listUpTo(long cookie) {
        lastCookie = cookie;
    }
}
