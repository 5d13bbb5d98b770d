package memfs.kernel;

import java.util.concurrent.TimeUnit;

import memfs.store.FileSystem;

/**
 * The wait of one request for space: unlink(2) and close(2) return before the kernel sends FORGET and RELEASE, and until
 * then a removed file still occupies its space. Another worker serves those requests meanwhile.
 */
final class SpaceWait {
    /** Most that a request waits in total, where others use what is freed. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Connection connection;
    private final FileSystem fileSystem;
    private final long start = System.nanoTime();

    SpaceWait(Connection connection) {
        this.connection = connection;
        this.fileSystem = connection.fileSystem();
    }

    /** Call before each attempt, for {@link #await} after it. */
    long freed() {
        return fileSystem.freed();
    }

    /** Waits until something is freed; false where nothing will be. */
    boolean await(long freedBefore) {
        connection.spaceAwaited(1);
        try {
            return System.nanoTime() - start < MOST_NANOS && fileSystem.awaitFreed(freedBefore);
        } finally {
            connection.spaceAwaited(-1);
        }
    }
}
