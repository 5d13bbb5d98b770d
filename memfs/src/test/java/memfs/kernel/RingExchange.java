package memfs.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A kernel's side of one entry of a ring: puts a request's parts where fuse_uring_copy_to_ring() puts them, and takes the
 * reply's as fuse_uring_copy_from_ring() does; fs/fuse/dev_uring.c.
 */
final class RingExchange {
    private static final int HEADER = 128;
    private static final int PAYLOAD_SIZE = 256 + 16;
    private static final int PAYLOAD = 4096;
    private static final byte REST = 'x';
    private static final int REST_LENGTH = 256;

    private final MemorySegment buffer;
    private final Dispatcher dispatcher;

    RingExchange(Connection connection, Arena arena) {
        buffer = arena.allocate(PAYLOAD + connection.bufferBytes(), Long.BYTES);
        dispatcher = new Dispatcher(connection, buffer);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Whether the kernel would send it this way: not FORGET, INTERRUPT and INIT, and nothing with a length not its own. */
    static boolean takes(byte[] request) {
        return request.length >= Requests.HEADER_SIZE && Bytes.u32(request, 0) == request.length
                && fieldBytes(Requests.opcode(request)) >= 0
                && request.length >= Requests.HEADER_SIZE + fieldBytes(Requests.opcode(request));
    }

    /** The size of an operation's own struct, in_args[0] of the request; -1 for what comes by /dev/fuse. */
    private static int fieldBytes(int opcode) {
        return switch (opcode) {
            case Requests.LOOKUP, Requests.READLINK, Requests.SYMLINK, Requests.UNLINK, Requests.RMDIR, Requests.STATFS,
                    Requests.REMOVEXATTR ->
                0;
            case Requests.RENAME, Requests.LINK, Requests.OPEN, Requests.OPENDIR, Requests.SETXATTR, Requests.GETXATTR,
                    Requests.LISTXATTR, Requests.MKDIR, Requests.ACCESS, Requests.SYNCFS ->
                8;
            case Requests.MKNOD, Requests.GETATTR, Requests.CREATE, Requests.TMPFILE, Requests.RENAME2, Requests.FSYNC,
                    Requests.FSYNCDIR ->
                16;
            case Requests.RELEASE, Requests.RELEASEDIR, Requests.FLUSH, Requests.LSEEK, Requests.STATX -> 24;
            case Requests.FALLOCATE, Requests.IOCTL -> 32;
            case Requests.READ, Requests.READDIR, Requests.READDIRPLUS, Requests.WRITE -> 40;
            case Requests.COPY_FILE_RANGE, Requests.COPY_FILE_RANGE_64 -> 56;
            case Requests.SETATTR -> 88;
            default -> -1;
        };
    }

    /** The reply as /dev/fuse would have it. */
    byte[] ask(byte[] request) {
        int payload = put(request);
        int length = dispatcher.serveBriefly(payload);
        return reply(length == Dispatcher.TAKES_LONG ? dispatcher.serve(payload) : length);
    }

    /** Whether the request is handed to another thread; where it isn't, it has been served. */
    boolean isHandedOver(byte[] request) {
        return dispatcher.serveBriefly(put(request)) == Dispatcher.TAKES_LONG;
    }

    /** The reply where no other thread may be used. */
    byte[] askWithoutWaiting(byte[] request) {
        return reply(dispatcher.serveWithoutWaiting(put(request)));
    }

    /** Returns the bytes of the payload. */
    private int put(byte[] request) {
        int fields = Requests.HEADER_SIZE + fieldBytes(Requests.opcode(request));
        int payload = request.length - fields;
        buffer.asSlice(0, PAYLOAD).fill(REST);
        buffer.asSlice(PAYLOAD + payload, Math.min(REST_LENGTH, buffer.byteSize() - PAYLOAD - payload)).fill(REST);
        put(request, 0, Requests.HEADER_SIZE, 0);
        put(request, Requests.HEADER_SIZE, fields, HEADER);
        put(request, fields, request.length, PAYLOAD);
        buffer.set(JAVA_INT, PAYLOAD_SIZE, payload);
        return payload;
    }

    private void put(byte[] request, int from, int to, int at) {
        MemorySegment.copy(request, from, buffer, JAVA_BYTE, at, to - from);
    }

    private byte[] reply(int length) {
        byte[] reply = Arrays.copyOf(buffer.asSlice(0, Replies.HEADER_SIZE).toArray(JAVA_BYTE), length);
        MemorySegment.copy(buffer, JAVA_BYTE, PAYLOAD, reply, Replies.HEADER_SIZE, length - Replies.HEADER_SIZE);
        return reply;
    }
}
