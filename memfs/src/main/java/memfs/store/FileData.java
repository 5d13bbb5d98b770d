package memfs.store;

import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * The bytes of a regular file and the lock over them: a file's own, or what all empty files of a file system share, so
 * that an empty file takes no memory for them.
 */
final class FileData {
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

    /** For a change: this, or a new one where this is shared. */
    FileData own() {
        return this == shared ? new FileData(maker, this) : this;
    }

    /**
     * After a change, under the file's monitor: this, or the shared one where nothing is left here. Who has still got this
     * one reads the end of the file in it.
     */
    FileData settled() {
        return content.size() == 0 && content.allocatedBytes() == 0 ? discard() : this;
    }

    /** Gives the memory back; answers the shared one. */
    FileData discard() {
        if (this != shared) {
            long stamp = lock.writeLock();
            try {
                content.free();
            } finally {
                lock.unlockWrite(stamp);
            }
        }
        return shared;
    }

    FileContent content() {
        return content;
    }

    StampedLock lock() {
        return lock;
    }
}
