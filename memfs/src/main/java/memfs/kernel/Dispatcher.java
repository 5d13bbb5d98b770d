package memfs.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLongArray;

import memfs.kernel.protocol.Framing;
import memfs.kernel.protocol.MalformedRequestException;
import memfs.kernel.protocol.Opcode;
import memfs.kernel.protocol.ReplyWriter;
import memfs.kernel.protocol.RequestReader;
import memfs.kernel.queue.RingEntry;
import memfs.kernel.queue.RingHandler;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Failure;

/**
 * Routes one request to the method that serves it, and encodes its result or error as the reply.
 *
 * <p>
 * Owned by one worker: only {@link #served} may be called by other threads.
 */
final class Dispatcher implements RingHandler {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final Framing RING = new Framing(RingEntry.FIELDS, RingEntry.FIELDS_END, RingEntry.PAYLOAD,
            RingEntry.PAYLOAD);

    private final Connection connection;
    private final RequestReader request;
    private final ReplyWriter reply;
    private final NodeRequests nodes;
    private final FileRequests files;
    private final InodeFlags flags;
    private final LongRequests longRequests;
    private final AtomicLongArray served = new AtomicLongArray(Opcode.values().length);
    private Patience patience = Patience.WAITS;
    /** The request was given up without an effect, since it has to wait. */
    private boolean postponed;

    /**
     * @param requests
     *            where requests are read to
     * @param replies
     *            where replies are made
     */
    Dispatcher(Connection connection, MemorySegment requests, MemorySegment replies) {
        this(connection, requests, replies, Framing.DEVICE);
    }

    /** Of one entry of a ring, which requests and replies share. */
    Dispatcher(Connection connection, MemorySegment entry) {
        this(connection, entry, entry, RING);
    }

    private Dispatcher(Connection connection, MemorySegment requests, MemorySegment replies, Framing framing) {
        this.connection = connection;
        this.request = new RequestReader(requests, framing);
        this.reply = new ReplyWriter(replies, framing, connection.timeouts(), connection.generation());
        this.nodes = new NodeRequests(connection, request, reply);
        this.files = new FileRequests(connection, request, reply, () -> patience);
        this.flags = new InodeFlags(request, reply);
        this.longRequests = new LongRequests(connection.fileSystem(), request);
    }

    /**
     * @throws UnsupportedProtocolException
     *             INIT of a kernel that is too old
     */
    @Override
    public int serve(int length) {
        if (!request.begin(length)) {
            logMalformed("a header of " + length + " bytes");
            return 0;
        }
        Opcode opcode = Opcode.of(request.opcode());
        Errno errno = execute(opcode);
        if (postponed) {
            return TAKES_LONG;
        }
        served.lazySet(opcode.ordinal(), served.getPlain(opcode.ordinal()) + 1);
        return switch (opcode) {
            case FORGET, BATCH_FORGET, INTERRUPT -> 0;
            default -> errno == null ? reply.success(request.unique()) : reply.failure(request.unique(), errno);
        };
    }

    @Override
    public int serveBriefly(int length) {
        return serve(length, Patience.HANDS_OVER);
    }

    @Override
    public int serveWithoutWaiting(int length) {
        return serve(length, Patience.NEVER_WAITS);
    }

    private int serve(int length, Patience how) {
        patience = how;
        try {
            return serve(length);
        } finally {
            patience = Patience.WAITS;
            postponed = false;
        }
    }

    /** The error, or null on success. */
    private Errno execute(Opcode opcode) {
        try {
            if (!request.isWhole()) {
                throw new MalformedRequestException("a length that isn't its own");
            }
            attempt(opcode);
            return null;
        } catch (ErrnoException e) {
            return e.errno();
        } catch (UnsupportedProtocolException e) {
            throw e;
        } catch (MalformedRequestException e) {
            return refuse(opcode, e);
        } catch (Throwable e) {
            // Errors too: a program whose request gets no reply can't even be killed.
            return report(opcode, e);
        }
    }

    private Errno report(Opcode opcode, Throwable failure) {
        try {
            return Failure.report(LOG, opcode, request, failure);
        } catch (Throwable _) {
            // The heap has no room for another class.
            return Errno.ENOMEM;
        }
    }

    private void attempt(Opcode opcode) {
        if (patience == Patience.HANDS_OVER && mayBeLong(opcode)) {
            postponed = true;
            return;
        }
        try {
            reply.begin();
            route(opcode);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOSPC || patience == Patience.NEVER_WAITS) {
                throw e;
            }
            retry(opcode);
        }
    }

    /** What fails here fails in the operation too, or must not fail, as FORGET: so the operation is tried. */
    private boolean mayBeLong(Opcode opcode) {
        try {
            return longRequests.mayBeLong(opcode);
        } catch (RuntimeException | Error _) {
            request.rewind();
            return false;
        }
    }

    /** ENOSPC leaves no effect, or that of the same write, so the operation can be retried when removed files are freed. */
    private void retry(Opcode opcode) {
        if (patience == Patience.HANDS_OVER) {
            postponed = true;
            return;
        }
        SpaceWait wait = new SpaceWait(connection);
        while (true) {
            long freed = wait.freed();
            try {
                request.rewind();
                reply.begin();
                route(opcode);
                return;
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOSPC || !wait.await(freed)) {
                    throw e;
                }
            }
        }
    }

    private Errno refuse(Opcode opcode, MalformedRequestException e) {
        try {
            logMalformed(opcode + ", " + e.getMessage());
        } catch (Throwable _) {
            // No memory to log it.
        }
        return Errno.EINVAL;
    }

    private void logMalformed(String what) {
        if (connection.isFirstMalformed()) {
            LOG.log(Level.WARNING, "a malformed request ({0}) was refused; further ones are not logged", what);
        }
    }

    private void route(Opcode opcode) {
        switch (opcode) {
            case LOOKUP -> nodes.lookup();
            case FORGET -> nodes.forget();
            case BATCH_FORGET -> nodes.batchForget();
            case GETATTR -> nodes.getattr();
            case STATX -> nodes.statx();
            case SETATTR -> nodes.setattr();
            case READLINK -> nodes.readlink();
            case SYMLINK -> nodes.symlink();
            case MKNOD -> nodes.mknod();
            case MKDIR -> nodes.mkdir();
            case UNLINK -> nodes.unlink();
            case RMDIR -> nodes.rmdir();
            case RENAME -> nodes.rename();
            case RENAME2 -> nodes.rename2();
            case LINK -> nodes.link();
            case ACCESS -> nodes.access();
            case STATFS -> nodes.statfs();
            case GETXATTR -> nodes.getxattr();
            case LISTXATTR -> nodes.listxattr();
            case SETXATTR -> nodes.setxattr();
            case REMOVEXATTR -> nodes.removexattr();
            case OPEN -> files.open();
            case CREATE -> files.create();
            case TMPFILE -> files.tmpfile();
            case READ -> files.read();
            case WRITE -> files.write();
            case COPY_FILE_RANGE -> files.copyFileRange();
            case COPY_FILE_RANGE_64 -> files.copyFileRange64();
            case FALLOCATE -> files.fallocate();
            case LSEEK -> files.lseek();
            case FLUSH, FSYNC -> files.flush();
            case RELEASE -> files.release();
            case OPENDIR -> files.opendir();
            case READDIR -> files.readdir(false);
            case READDIRPLUS -> files.readdir(true);
            case RELEASEDIR -> files.releasedir();
            case FSYNCDIR -> files.fsyncdir();
            case IOCTL -> flags.ioctl();
            case INIT -> init();
            // Operations are short, so an interrupted one is completed.
            case INTERRUPT, SYNCFS, DESTROY -> {
            }
            // The kernel does without: always ready.
            case POLL, OTHER -> throw Errno.ENOSYS.exception();
        }
    }

    private void init() {
        Negotiated agreed = new Handshake(connection.options(), connection.pageBytes(), connection.hasRing(),
                connection.backings().isPresent())
                .negotiate(request, reply);
        if (agreed != null) {
            connection.setNegotiated(agreed);
        }
    }

    /** Requests of one opcode served so far; for any thread. */
    long served(Opcode opcode) {
        return served.get(opcode.ordinal());
    }
}
