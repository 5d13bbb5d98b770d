package memfs.kernel;

import static memfs.posix.OpenFlags.O_ACCMODE;
import static memfs.posix.OpenFlags.O_APPEND;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

import memfs.kernel.backing.RegisteredFile;
import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.MalformedRequestException;
import memfs.kernel.protocol.ReplyWriter;
import memfs.kernel.protocol.RequestReader;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.store.FileSystem;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;

/** Requests on open files and directories: decode, call the file system, encode. */
final class FileRequests {
    /**
     * Most bytes of one copy, which locks both files meanwhile: a short copy is allowed, and programs call again;
     * copy_file_range(2).
     */
    private static final long MOST_COPIED = 16 << 20;

    private final Connection connection;
    private final FileSystem fileSystem;
    private final Handles handles;
    private final RequestReader request;
    private final ReplyWriter reply;
    /** Null where writes aren't counted. */
    private final WriteSizes writeSizes;
    private final Supplier<Patience> patience;

    /**
     * @param patience
     *            of the request that is served: whether a write may wait for space for its rest
     */
    FileRequests(Connection connection, RequestReader request, ReplyWriter reply, Supplier<Patience> patience) {
        this.patience = patience;
        this.connection = connection;
        this.fileSystem = connection.fileSystem();
        this.handles = connection.handles();
        this.request = request;
        this.reply = reply;
        this.writeSizes = connection.writeSizes().orElse(null);
    }

    private Caller caller() {
        return request.caller();
    }

    private OpenFile fetchFile() {
        return handles.file(request.nodeId(), request.fetchLong());
    }

    private OpenDirectory fetchDirectory() {
        return handles.directory(request.nodeId(), request.fetchLong());
    }

    void open() {
        connection.requireAbsent(Feature.NO_OPEN);
        int flags = forCaching(request.fetchInt());
        OpenFile file = fileSystem.open(caller(), request.nodeId(), flags);
        putOpen(handles.add(file), file);
    }

    /** All opens of a file must be through the same backing file, or none; fs/fuse/iomode.c. */
    private void putOpen(long fh, OpenFile file) {
        if (fh != Handles.NONE && file.backing() instanceof RegisteredFile backing) {
            reply.putOpen(fh, Abi.FOPEN_PASSTHROUGH, backing.id());
        } else {
            reply.putOpen(fh, connection.openFlags(Feature.KEEP_CACHE, Abi.FOPEN_KEEP_CACHE));
        }
    }

    /**
     * With the write-back cache the kernel reads pages that are only written to in part, and appends by itself; see
     * fuse_prepare_write() and libfuse's passthrough_ll.
     */
    private int forCaching(int flags) {
        if (!connection.features().contains(Feature.WRITEBACK_CACHE)) {
            return flags;
        }
        int access = (flags & O_ACCMODE) == O_WRONLY ? O_RDWR : flags & O_ACCMODE;
        return flags & ~(O_ACCMODE | O_APPEND) | access;
    }

    void create() {
        connection.requireAbsent(Feature.NO_CREATE);
        int flags = forCaching(request.fetchInt());
        int mode = request.fetchInt();
        Caller creator = request.fetchCreator();
        request.skip(Integer.BYTES);
        put(fileSystem.create(creator, request.nodeId(), request.fetchName(), mode, flags));
    }

    void tmpfile() {
        int flags = forCaching(request.fetchInt());
        int mode = request.fetchInt();
        put(fileSystem.tmpfile(request.fetchCreator(), request.nodeId(), mode, flags));
    }

    /**
     * Where the kernel opens by itself it closes by itself, too: no RELEASE comes for what was created, once an OPEN was
     * refused; fuse_file_put() in fs/fuse/file.c. The lookup keeps the file.
     */
    private void put(FileSystem.Created created) {
        long fh = handleOfNew(created);
        reply.putEntry(created.stat());
        putOpen(fh, created.file());
    }

    /** The kernel learns of the file only where this succeeds, so only then will it send a FORGET. */
    private long handleOfNew(FileSystem.Created created) {
        try {
            if (connection.features().contains(Feature.NO_OPEN)) {
                fileSystem.release(created.file());
                return Handles.NONE;
            }
            return handles.add(created.file());
        } catch (Throwable e) {
            fileSystem.forget(created.stat().ino(), 1);
            throw e;
        }
    }

    void read() {
        OpenFile file = fetchFile();
        long offset = request.fetchLong();
        int size = request.fetchInt();
        if (reply.roomFor(size) != size) {
            // A short reply means that the file ends there; fuse_short_read() in fs/fuse/file.c.
            throw new MalformedRequestException("more bytes than were negotiated");
        }
        reply.filled(fileSystem.read(file, reply.room(size), offset));
    }

    void write() {
        OpenFile file = fetchFile();
        long offset = request.fetchLong();
        int size = request.fetchInt();
        int writeFlags = request.fetchInt();
        request.skip(Long.BYTES);
        // The kernel has set the offset: to the end for O_APPEND, unless RWF_NOAPPEND was given.
        int flags = request.fetchInt() & ~O_APPEND;
        request.skip(Integer.BYTES);
        MemorySegment data = request.fetchData(size);
        Caller writer = writer(writeFlags);
        int written = fileSystem.write(writer, file, data, offset, flags);
        if (written < size) {
            written += writeRest(writer, file, data.asSlice(written), offset + written, flags);
        }
        if (written < size && (writeFlags & Abi.WRITE_CACHE) != 0) {
            // For pages from its cache the kernel checks only the error: fuse_writepage_end() in fs/fuse/file.c.
            throw Errno.ENOSPC.exception();
        }
        reply.putSize(written);
        if (writeSizes != null) {
            writeSizes.add(request.pid(), size);
        }
    }

    /** Writes the rest after removed files have been freed; returns the bytes written, 0 if no space becomes free. */
    private int writeRest(Caller writer, OpenFile file, MemorySegment rest, long offset, int flags) {
        return switch (patience.get()) {
            case WAITS -> awaitAndWrite(writer, file, rest, offset, flags);
            // The other thread writes the same bytes once more.
            case HANDS_OVER -> throw Errno.ENOSPC.exception();
            case NEVER_WAITS -> 0;
        };
    }

    private int awaitAndWrite(Caller writer, OpenFile file, MemorySegment rest, long offset, int flags) {
        SpaceWait wait = new SpaceWait(connection);
        int written = 0;
        while (written < rest.byteSize()) {
            long freed = wait.freed();
            try {
                written += fileSystem.write(writer, file, rest.asSlice(written), offset + written, flags);
            } catch (ErrnoException e) {
                // The next write of the program returns it, as after a partial write of a local file system.
                if (e.errno() != Errno.ENOSPC || !wait.await(freed)) {
                    break;
                }
            }
        }
        return written;
    }

    /**
     * The caller whose write clears setuid and setgid. With HANDLE_KILLPRIV_V2 the request has a flag for it; otherwise the
     * kernel has cleared them, and a write from its cache has no caller.
     */
    private Caller writer(int writeFlags) {
        if (connection.features().contains(Feature.HANDLE_KILLPRIV_V2)) {
            return (writeFlags & Abi.WRITE_KILL_SUIDGID) != 0 ? request.unprivilegedCaller() : Caller.ROOT;
        }
        return (writeFlags & Abi.WRITE_CACHE) != 0 ? Caller.ROOT : caller();
    }

    void copyFileRange() {
        reply.putSize((int) copyRange());
    }

    void copyFileRange64() {
        reply.putLong(copyRange());
    }

    private long copyRange() {
        OpenFile in = fetchFile();
        long offsetIn = request.fetchLong();
        long nodeIdOut = request.fetchLong();
        OpenFile out = handles.file(nodeIdOut, request.fetchLong());
        long offsetOut = request.fetchLong();
        long length = Math.min(request.fetchLong(), MOST_COPIED);
        long flags = request.fetchLong();
        if (flags != 0) {
            throw Errno.EINVAL.exception();
        }
        return fileSystem.copyFileRange(caller(), in, offsetIn, out, offsetOut, length);
    }

    void fallocate() {
        OpenFile file = fetchFile();
        long offset = request.fetchLong();
        long length = request.fetchLong();
        fileSystem.fallocate(caller(), file, request.fetchInt(), offset, length);
    }

    /** MemFS doesn't know what the write-back cache holds: the kernel then treats a file as data without holes. */
    void lseek() {
        connection.requireAbsent(Feature.WRITEBACK_CACHE);
        OpenFile file = fetchFile();
        long offset = request.fetchLong();
        reply.putLong(fileSystem.lseek(file, offset, request.fetchInt()));
    }

    void flush() {
        connection.requireAbsent(Feature.NO_FLUSH);
        fileSystem.fsync(fetchFile());
    }

    void release() {
        handles.release(request.fetchLong());
    }

    void opendir() {
        connection.requireAbsent(Feature.NO_OPENDIR);
        reply.putOpen(handles.add(fileSystem.opendir(caller(), request.nodeId())),
                connection.openFlags(Feature.CACHE_DIR, Abi.FOPEN_CACHE_DIR | Abi.FOPEN_KEEP_CACHE));
    }

    void readdir(boolean plus) {
        OpenDirectory directory = fetchDirectory();
        long cookie = request.fetchLong();
        DirentWriter entries = new DirentWriter(reply, request.fetchInt(), plus);
        fileSystem.readdir(directory, cookie, entries);
        entries.fillAttributes(fileSystem, caller(), request.nodeId());
    }

    void releasedir() {
        handles.releasedir(request.fetchLong());
    }

    void fsyncdir() {
        connection.requireAbsent(Feature.NO_FLUSH);
        fileSystem.fsyncdir(fetchDirectory());
    }
}
