package memfs.contract;

import java.util.Arrays;
import java.util.List;

import memfs.testing.IoUring;

/** The ways to change a file's bytes. */
enum WriteKind {
    BUFFERED, DIRECT, MAPPED, AIO, AIO_DIRECT, URING, URING_DIRECT, COPIED, CUT, PUNCHED;

    private static final boolean URING_IS_AVAILABLE = IoUring.isAvailable();

    /** Those that this kernel allows. */
    static List<WriteKind> available() {
        return Arrays.stream(values()).filter(WriteKind::isAvailable).toList();
    }

    boolean isAvailable() {
        return URING_IS_AVAILABLE || this != URING && this != URING_DIRECT;
    }

    /** Whether it bypasses the page cache, and so takes whole blocks only. */
    boolean isDirect() {
        return this == DIRECT || this == AIO_DIRECT || this == URING_DIRECT;
    }

    /** What the file holds afterwards. */
    void apply(byte[] content, Piece piece) {
        int end = this == CUT ? content.length : piece.end();
        byte value = this == CUT || this == PUNCHED ? 0 : piece.value();
        Arrays.fill(content, piece.offset(), end, value);
    }
}
