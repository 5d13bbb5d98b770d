package memfs.store;

import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

import memfs.posix.Errno;

/**
 * The bytes of a regular file and the lock over them: a file's own, or what all empty files of a file system share, so
 * that an empty file takes no memory for them.
 */
final class FileData {
    /** Of a file that was freed: reads as empty, and can't be changed any more. */
    static final FileData GONE = new FileData(NullContent::new, null);

    private final FileContent content;
    private final StampedLock lock = new StampedLock();
    private final FileData shared;
    private final Supplier<FileContent> maker;

    private FileData(Supplier<FileContent> maker, FileData shared) {
        this.maker = maker;
        this.content = maker.get();
        this.shared = shared == null ? this : shared;
    }

    /** Of all empty files whose content is made so; nothing is ever written to it. */
    static FileData ofEmptyFiles(Supplier<FileContent> maker) {
        return new FileData(maker, null);
    }

    /** For a change: this, or a new one where this is shared. ESTALE where the file is gone. */
    FileData own() {
        if (this == GONE) {
            throw Errno.ESTALE.exception();
        }
        return isShared() ? new FileData(maker, this) : this;
    }

    boolean isShared() {
        return this == shared;
    }

    /** What the file goes on with after a change: this, or the shared one where nothing is left here. */
    FileData settled() {
        return content.isBlank() ? shared : this;
    }

    FileContent content() {
        return content;
    }

    StampedLock lock() {
        return lock;
    }
}
