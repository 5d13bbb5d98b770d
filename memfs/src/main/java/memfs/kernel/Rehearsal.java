package memfs.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.Opcode;
import memfs.posix.Errno;
import memfs.store.FileSystem;

/**
 * Serves the requests of a clone on a scratch file system, without a kernel, before the first real request: by then the
 * classes are loaded, and what most requests share is compiled. Until then the JVM interprets it, at several times the cost.
 */
public final class Rehearsal {
    /**
     * C1 compiles a method from its 600th call on (200, times CompileThresholdScaling in bin/launch.sh). After 300 rounds the first
     * clone costs 8 % more, after 650 it costs 9 % less, and the mount is ready 30 ms later.
     */
    public static final int ROUNDS = 450;

    private static final long ROOT = 1;
    private static final int BUFFER_BYTES = 16 << 10;
    /** More than a page, as git writes. */
    private static final int DATA_BYTES = 4107;
    private static final int PAGE_BYTES = 4096;
    private static final int MODE = 0100644;
    private static final int UMASK = 022;
    /** Of the file: by MKNOD, LOOKUP and READDIRPLUS. */
    private static final long LOOKUPS = 3;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment buffer;
    private final MemorySegment reply;
    private final Dispatcher dispatcher;
    private final boolean opensDirectories;
    private final long directory;

    // struct fuse_*_in in include/uapi/linux/fuse.h
    private final MemorySegment lookup = request(Opcode.LOOKUP, body -> body.put(name("new")));
    private final MemorySegment mknod = request(Opcode.MKNOD,
            body -> body.putInt(MODE).putInt(0).putInt(UMASK).putInt(0).put(name("new")));
    private final MemorySegment getxattr = request(Opcode.GETXATTR,
            body -> body.putLong(0).put(name("security.capability")));
    private final MemorySegment write = write(0);
    private final MemorySegment append = write(DATA_BYTES);
    private final MemorySegment getattr = request(Opcode.GETATTR, body -> body.putLong(0).putLong(0));
    private final MemorySegment chmod = request(Opcode.SETATTR,
            body -> body.putInt(Abi.FATTR_MODE).put(new byte[64]).putInt(MODE).put(new byte[16]));
    private final MemorySegment rename;
    private final MemorySegment lookupRenamed = request(Opcode.LOOKUP, body -> body.put(name("file")));
    private final MemorySegment read = request(Opcode.READ,
            body -> body.putLong(0).putLong(0).putInt(DATA_BYTES).putInt(0).putLong(0).putLong(0));
    private final MemorySegment statfs = request(Opcode.STATFS, body -> body);
    private final MemorySegment opendir = request(Opcode.OPENDIR, body -> body.putLong(0));
    private final MemorySegment readdir = request(Opcode.READDIRPLUS,
            body -> body.putLong(0).putLong(0).putInt(PAGE_BYTES).putInt(0).putLong(0).putLong(0));
    private final MemorySegment releasedir = request(Opcode.RELEASEDIR, body -> body.putLong(0).putLong(0).putLong(0));
    private final MemorySegment unlink = request(Opcode.UNLINK, body -> body.put(name("file")));
    private final MemorySegment forget = request(Opcode.FORGET, body -> body.putLong(LOOKUPS));

    private Rehearsal(FileSystem scratch, KernelOptions options, Arena arena) {
        buffer = arena.allocate(BUFFER_BYTES);
        reply = arena.allocate(BUFFER_BYTES);
        opensDirectories = !options.has(Feature.NO_OPENDIR);
        dispatcher = new Dispatcher(new Connection(scratch, options), buffer, reply);
        send(request(Opcode.INIT, body -> body.putInt(Abi.MAJOR).putInt(Abi.NEWEST_MINOR).putInt(128 << 10).putInt(-1)
                .putInt(-1).put(new byte[44])), 0);
        directory = send(request(Opcode.MKDIR, body -> body.putInt(0755).putInt(UMASK).put(name("directory"))), ROOT);
        rename = request(Opcode.RENAME2,
                body -> body.putLong(directory).putLong(0).put(name("new")).put(name("file")));
    }

    /**
     * Serves the requests for so many files.
     *
     * @param scratch
     *            checks no permissions; an empty directory is left in it
     * @throws IllegalStateException
     *             a request fails
     */
    public static void run(FileSystem scratch, KernelOptions options, int rounds) {
        try (Arena arena = Arena.ofConfined()) {
            Rehearsal rehearsal = new Rehearsal(scratch, options, arena);
            for (int i = 0; i < rounds; i++) {
                rehearsal.cloneFile();
            }
        }
    }

    private void cloneFile() {
        send(lookup, directory, Errno.ENOENT);
        long file = send(mknod, directory);
        send(getxattr, file, Errno.ENODATA, Errno.ENOSYS);
        send(write, file);
        send(append, file);
        send(getattr, file);
        send(chmod, file);
        send(rename, directory);
        send(lookupRenamed, directory);
        send(read, file);
        send(statfs, ROOT);
        list();
        send(unlink, directory);
        send(forget, file);
    }

    private void list() {
        if (opensDirectories) {
            long handle = send(opendir, directory);
            readdir.set(LONG, Abi.IN_HEADER, handle);
            send(readdir, directory);
            releasedir.set(LONG, Abi.IN_HEADER, handle);
            send(releasedir, directory);
        } else {
            send(readdir, directory);
        }
    }

    /** The first field of the reply: a node id, or the handle of an open directory. */
    private long send(MemorySegment request, long node, Errno... expected) {
        buffer.copyFrom(request);
        buffer.set(LONG, Abi.IN_NODEID, node);
        int length = dispatcher.serveBriefly((int) request.byteSize());
        if (length == Dispatcher.TAKES_LONG) {
            throw new IllegalStateException(Opcode.of(request.get(INT, Abi.IN_OPCODE)) + " has to wait");
        }
        if (length > 0) {
            int error = -reply.get(INT, Abi.OUT_ERROR);
            if (error != 0 && Arrays.stream(expected).noneMatch(errno -> errno.number() == error)) {
                throw new IllegalStateException(Opcode.of(request.get(INT, Abi.IN_OPCODE)) + ": " + Errno.of(error));
            }
        }
        return reply.get(LONG, Abi.OUT_HEADER);
    }

    private static MemorySegment request(Opcode opcode, UnaryOperator<ByteBuffer> body) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.nativeOrder());
        body.apply(bytes.position(Abi.IN_HEADER)).flip();
        bytes.putInt(Abi.IN_LEN, bytes.limit()).putInt(Abi.IN_OPCODE, opcode.number()).putLong(Abi.IN_UNIQUE, 2);
        return MemorySegment.ofBuffer(bytes);
    }

    private static MemorySegment write(long offset) {
        return request(Opcode.WRITE, body -> body.putLong(0).putLong(offset).putInt(DATA_BYTES).putInt(0).putLong(0)
                .putLong(0).put(new byte[DATA_BYTES]));
    }

    private static byte[] name(String name) {
        return (name + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
