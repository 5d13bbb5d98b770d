package memfs.kernel;

import memfs.store.FileSystem;
import memfs.store.HandleTable;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;

/**
 * Maps a request's file handle (fh) to the open file. Only this class knows that the kernel may skip opens (no_open,
 * no_opendir): such a request has no fh, only the node id of an inode that the kernel has looked up.
 */
final class Handles {
    /** The fh of a request without an open. */
    static final long NONE = 0;

    private final FileSystem fileSystem;
    private final HandleTable table;

    Handles(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
        this.table = new HandleTable(fileSystem);
    }

    long add(OpenFile file) {
        return table.add(file);
    }

    long add(OpenDirectory directory) {
        return table.add(directory);
    }

    OpenFile file(long nodeId, long fh) {
        return fh == NONE ? fileSystem.fileOf(nodeId) : table.file(fh);
    }

    /** As {@link #file}, but null for a request without an open. */
    OpenFile opened(long fh) {
        return fh == NONE ? null : table.file(fh);
    }

    OpenDirectory directory(long nodeId, long fh) {
        return fh == NONE ? fileSystem.directoryOf(nodeId) : table.directory(fh);
    }

    void release(long fh) {
        if (fh != NONE) {
            table.release(fh);
        }
    }

    void releasedir(long fh) {
        table.releasedir(fh);
    }
}
