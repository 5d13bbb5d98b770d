package memfs.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import memfs.testing.Aio;
import memfs.testing.IoUring;
import memfs.testing.Posix;

/** A {@link SharedFile} of this process. */
final class LocalFile implements SharedFile {
    private static final long PAGE = 4096;

    private final String path;
    private final int buffered;
    private final int direct;
    /** What is copied into the file, or out of it. */
    private final int scratch;
    private final long size;
    private final MemorySegment mapping;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer;
    private final Aio aio = new Aio();
    private final IoUring uring = IoUring.isAvailable() ? new IoUring() : null;
    private volatile boolean reading;
    private Thread reader;

    /** Opens a file that has its size already, and makes another beside it. */
    LocalFile(String path, String scratchPath) {
        this.path = path;
        buffered = Posix.open(path, O_RDWR, 0);
        direct = Posix.open(path, O_RDWR | Posix.O_DIRECT, 0);
        scratch = Posix.open(scratchPath, O_RDWR | O_CREAT, 0600);
        size = Posix.fstat(buffered).size();
        mapping = Posix.mmap(buffered, size, 0);
        buffer = arena.allocate(size, PAGE);
    }

    @Override
    public void write(WriteKind kind, Piece piece) {
        MemorySegment source = buffer.asSlice(0, piece.length()).fill(piece.value());
        switch (kind) {
            case BUFFERED -> expect(piece.length(), Posix.pwrite(buffered, source, piece.offset()));
            case DIRECT -> expect(piece.length(), Posix.pwrite(direct, source, piece.offset()));
            case MAPPED -> mapping.asSlice(piece.offset(), piece.length()).fill(piece.value());
            case AIO -> expect(piece.length(), aio.write(buffered, source, piece.offset()));
            case AIO_DIRECT -> expect(piece.length(), aio.write(direct, source, piece.offset()));
            case URING -> expect(piece.length(), uring.write(buffered, source, piece.offset()));
            case URING_DIRECT -> expect(piece.length(), uring.write(direct, source, piece.offset()));
            case COPIED -> copyIn(source, piece);
            case CUT -> cut(piece.offset());
            case PUNCHED -> Posix.fallocate(buffered, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, piece.offset(),
                    piece.length());
        }
    }

    private void copyIn(MemorySegment source, Piece piece) {
        expect(piece.length(), Posix.pwrite(scratch, source, piece.offset()));
        expect(piece.length(),
                Posix.copyFileRange(scratch, piece.offset(), buffered, piece.offset(), piece.length()));
    }

    private void cut(long offset) {
        Posix.ftruncate(buffered, offset);
        Posix.ftruncate(buffered, size);
    }

    @Override
    public byte[] read(ReadKind kind) {
        return switch (kind) {
            case BUFFERED -> received(Posix.pread(buffered, buffer, 0));
            case NEWLY_OPENED -> newlyOpened();
            case DIRECT -> received(Posix.pread(direct, buffer, 0));
            case MAPPED -> mapping.toArray(JAVA_BYTE);
            case AIO_DIRECT -> received(aio.read(direct, buffer, 0));
            case URING -> received(uring.read(buffered, buffer, 0));
            case COPIED -> copiedOut();
        };
    }

    private byte[] newlyOpened() {
        int fd = Posix.open(path, O_RDONLY, 0);
        try {
            return received(Posix.pread(fd, buffer, 0));
        } finally {
            Posix.close(fd);
        }
    }

    private byte[] copiedOut() {
        expect(size, Posix.copyFileRange(buffered, 0, scratch, 0, size));
        return received(Posix.pread(scratch, buffer, 0));
    }

    private byte[] received(long length) {
        expect(size, length);
        return buffer.toArray(JAVA_BYTE);
    }

    private static void expect(long length, long done) {
        if (done != length) {
            throw new AssertionError(done + " instead of " + length + " bytes");
        }
    }

    @Override
    public void startReading() {
        reading = true;
        reader = Thread.ofPlatform().daemon().start(() -> {
            while (reading) {
                for (long at = size - PAGE; at >= 0; at -= PAGE) {
                    Posix.pread(buffered, 1, at);
                }
            }
        });
    }

    @Override
    public void stopReading() {
        reading = false;
        try {
            if (reader != null) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopReading();
        if (uring != null) {
            uring.close();
        }
        aio.close();
        Posix.munmap(mapping);
        Posix.close(scratch);
        Posix.close(direct);
        Posix.close(buffered);
        arena.close();
    }
}
