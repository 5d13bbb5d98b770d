package memfs.store.tree;

import java.util.concurrent.locks.StampedLock;

import memfs.posix.Errno;
import memfs.posix.OpenFlags;
import memfs.store.content.FileContent;

/** The bytes of a regular file and the lock over them: a file's own, or one of the two that files share. */
final class FileData {
    private final FileDataFactory factory;
    private final FileContent content;
    private final StampedLock lock = new StampedLock();
    /** Of a file's own data: see {@link #handle}. Null until there is a use for it. */
    private FileHandle handle;

    FileData(FileDataFactory factory, FileContent content) {
        this.factory = factory;
        this.content = content;
    }

    /** For a change: this, or a new one where this is shared. ESTALE where the file is gone. */
    FileData own() {
        if (isGone()) {
            throw Errno.ESTALE.exception();
        }
        return isShared() ? factory.create() : this;
    }

    boolean isShared() {
        return this == factory.empty() || isGone();
    }

    boolean isGone() {
        return this == factory.gone();
    }

    /** What takes the place of this when the file is freed. */
    FileData gone() {
        return factory.gone();
    }

    /** The data of the file after a change: this, or the shared one where nothing is left here. */
    FileData normalised() {
        return content.isBlank() ? factory.empty() : this;
    }

    FileContent content() {
        return content;
    }

    StampedLock lock() {
        return lock;
    }

    /**
     * The handle of a file that is read and written without an open, which pins nothing. Kept where the data is the file's
     * own: a transport that sends no opens needs it in each request.
     */
    FileHandle handle(RegularFile file) {
        FileHandle kept = handle;
        if (kept == null) {
            kept = new FileHandle(file, OpenFlags.O_RDWR);
            if (!isShared()) {
                handle = kept;
            }
        }
        return kept;
    }
}
