package memfs.contract;

import java.util.Arrays;
import java.util.List;

import memfs.testing.IoUring;

/** The ways to look at a file's bytes. */
enum ReadKind {
    BUFFERED, NEWLY_OPENED, DIRECT, MAPPED, AIO_DIRECT, URING, COPIED;

    private static final boolean URING_IS_AVAILABLE = IoUring.isAvailable();

    /** Those that this kernel allows. */
    static List<ReadKind> available() {
        return Arrays.stream(values()).filter(kind -> URING_IS_AVAILABLE || kind != URING).toList();
    }
}
