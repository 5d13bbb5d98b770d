package memfs.kernel;

import java.io.IOException;

/** Requests can't come over io_uring here; the message says why, and the next step. */
final class RingException extends IOException {
    private static final long serialVersionUID = 1;

    RingException(String reason) {
        super("io_uring can't be used: " + reason);
    }
}
