package memfs.kernel;

import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.Opcode;
import memfs.kernel.protocol.RequestReader;
import memfs.posix.OpenFlags;
import memfs.store.FileSystem;

/** Which requests may take long, by what they ask for. */
final class LongRequests {
    /** Bytes that are allocated, copied or freed within a few milliseconds. */
    private static final long BRIEF_BYTES = 4 << 20;
    /** Inodes that are freed within a few hundred microseconds. */
    private static final int BRIEF_BATCH = 64;

    private final FileSystem fileSystem;
    private final RequestReader request;

    LongRequests(FileSystem fileSystem, RequestReader request) {
        this.fileSystem = fileSystem;
        this.request = request;
    }

    /** Whether the request may delay others on the same core for too long; rewinds the reader. */
    boolean mayBeLong(Opcode opcode) {
        return switch (opcode) {
            case FALLOCATE -> isLong(2 * Long.BYTES);
            case COPY_FILE_RANGE, COPY_FILE_RANGE_64 -> isLong(5 * Long.BYTES);
            case SETATTR -> truncatesMuch();
            case OPEN -> (flags() & OpenFlags.O_TRUNC) != 0 && exceeds(0);
            case FORGET, RELEASE -> fileSystem.unlinkedBytes(request.nodeId()) > BRIEF_BYTES;
            case BATCH_FORGET -> isLongBatch();
            default -> false;
        };
    }

    /** Whether the length field at an offset of the operation's header exceeds {@link #BRIEF_BYTES}. */
    private boolean isLong(int offset) {
        request.skip(offset);
        long length = request.fetchLong();
        request.rewind();
        return length > BRIEF_BYTES;
    }

    private int flags() {
        int flags = request.fetchInt();
        request.rewind();
        return flags;
    }

    private boolean truncatesMuch() {
        int valid = request.fetchInt();
        request.skip(Integer.BYTES + Long.BYTES);
        long size = request.fetchLong();
        request.rewind();
        return (valid & Abi.FATTR_SIZE) != 0 && exceeds(size);
    }

    private boolean isLongBatch() {
        int count = request.fetchInt();
        request.skip(Integer.BYTES);
        boolean isLong = count > BRIEF_BATCH;
        for (int i = 0; i < count && !isLong; i++) {
            isLong = fileSystem.unlinkedBytes(request.fetchLong()) > BRIEF_BYTES;
            request.skip(Long.BYTES);
        }
        request.rewind();
        return isLong;
    }

    private boolean exceeds(long newSize) {
        return fileSystem.getattr(request.nodeId()).size() - newSize > BRIEF_BYTES;
    }
}
