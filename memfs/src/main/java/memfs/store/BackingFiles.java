package memfs.store;

/**
 * Where backing files come from: one tmpfs, whose size limit the operating system enforces itself.
 *
 * <p>
 * Its clock is the one that the operating system stamps their times by: with another one, a file that was changed later could
 * be the older one, which breaks make.
 */
public interface BackingFiles extends NanoClock {

    /** A new, empty one; null where there is none to be had: too many files are open, or the kernel can't use them. */
    BackingFile take();

    /** Whether few are left before {@link #take} returns none. */
    boolean areScarce();

    /** Bytes in them all. */
    long usedBytes();

    /** Sets the most bytes that they may have together; false, and nothing done, where they have more or the system refuses. */
    boolean limit(long bytes);

    /** What a kernel has cached of an inode's attributes is out of date. */
    void attributesChanged(long ino);

    /** As {@link #attributesChanged}, for its data too. */
    void dataChanged(long ino);
}
