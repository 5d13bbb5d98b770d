package memfs.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;

/** Two connected sockets, over which a child process passes us a file descriptor; unix(7), SCM_RIGHTS. */
final class SocketPair implements AutoCloseable {
    /** No descriptor came. */
    static final int NOTHING = -1;

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_CLOEXEC = 1 | 02000000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final long SOL_SOCKET_SCM_RIGHTS = 1L | 1L << 32;

    /** {@code struct msghdr} of 64-bit Linux. */
    private static final long MSGHDR_SIZE = 56;
    private static final long MSG_IOV = 16;
    private static final long MSG_IOVLEN = 24;
    private static final long MSG_CONTROL = 32;
    private static final long MSG_CONTROLLEN = 40;
    /** {@code struct cmsghdr} with one descriptor: length, level and type, data. */
    private static final long CONTROL_SIZE = 24;
    private static final long CMSG_LEN = 20;
    private static final long CMSG_LEVEL_AND_TYPE = 8;
    private static final long CMSG_DATA = 16;

    private static final MethodHandle SOCKETPAIR = Native.function("socketpair");
    private static final MethodHandle RECVMSG = Native.function("recvmsg");

    private final int ours;
    private int theirs;

    private SocketPair(int ours, int theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * @throws ErrnoException
     *             EMFILE, ENFILE, ENOMEM
     */
    static SocketPair open() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(JAVA_INT, 2);
            Native.checked(SOCKETPAIR, AF_UNIX, SOCK_STREAM_CLOEXEC, 0, pair.address());
            return new SocketPair(pair.getAtIndex(JAVA_INT, 0), pair.getAtIndex(JAVA_INT, 1));
        }
    }

    /** The end for the child. */
    int theirs() {
        return theirs;
    }

    /** Once the child has it: else its end would never be noticed. */
    void closeTheirs() {
        if (theirs != NOTHING) {
            Libc.close(theirs);
            theirs = NOTHING;
        }
    }

    /** Waits for a descriptor; {@link #NOTHING} where the other end closed without one. It is close-on-exec. */
    int receiveDescriptor() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.CALL_STATE);
            MemorySegment control = arena.allocate(CONTROL_SIZE, Long.BYTES);
            MemorySegment message = message(arena, control);
            long received;
            do {
                received = Native.call(RECVMSG, state, ours, message.address(), MSG_CMSG_CLOEXEC);
            } while (received == -1 && Native.errno(state) == Errno.EINTR.number());
            Native.check(received, state);
            boolean descriptor = received > 0 && control.get(JAVA_LONG, 0) >= CMSG_LEN
                    && control.get(JAVA_LONG, CMSG_LEVEL_AND_TYPE) == SOL_SOCKET_SCM_RIGHTS;
            return descriptor ? control.get(JAVA_INT, CMSG_DATA) : NOTHING;
        }
    }

    /** Room for one byte, which a stream needs to carry anything, and for one descriptor. */
    private static MemorySegment message(Arena arena, MemorySegment control) {
        MemorySegment vector = arena.allocate(JAVA_LONG, 2);
        vector.set(ADDRESS, 0, arena.allocate(JAVA_BYTE));
        vector.setAtIndex(JAVA_LONG, 1, 1);
        MemorySegment message = arena.allocate(MSGHDR_SIZE, Long.BYTES);
        message.set(ADDRESS, MSG_IOV, vector);
        message.set(JAVA_LONG, MSG_IOVLEN, 1);
        message.set(ADDRESS, MSG_CONTROL, control);
        message.set(JAVA_LONG, MSG_CONTROLLEN, control.byteSize());
        return message;
    }

    @Override
    public void close() {
        closeTheirs();
        Libc.close(ours);
    }
}
