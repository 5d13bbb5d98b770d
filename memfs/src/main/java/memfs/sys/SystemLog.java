package memfs.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

import memfs.posix.ErrnoException;

/**
 * The log of the system: one datagram a message, in the form that syslog(3) sends and journald and every syslogd read.
 *
 * <p>
 * Unlike syslog(3) it never waits. The log's own program may use a file system of ours, and then waits for us.
 */
public final class SystemLog {
    /** Where the C library sends to. */
    public static final Path SOCKET = Path.of("/dev/log");

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 04000 | 02000000;
    private static final int MSG_NOSIGNAL = 0x4000;
    /** {@code struct sockaddr_un} of unix(7). */
    private static final int ADDRESS_BYTES = 110;
    private static final int PATH_OFFSET = 2;
    private static final int FACILITY_DAEMON = 3 << 3;
    /** What rsyslog keeps of a message by default. */
    private static final int MOST_BYTES = 8 << 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    private static final MethodHandle SOCKET_CALL = Native.function("socket");
    private static final MethodHandle SENDTO = Native.function("sendto");

    private final Path target;
    private final String identifier;
    private final int socket;
    private long lost;

    /**
     * Opens a socket; whether anything listens is seen at each message.
     *
     * @param target
     *            the log's socket
     * @param program
     *            that logs
     * @throws ErrnoException
     *             EMFILE, ENFILE
     */
    public SystemLog(Path target, String program) {
        this.target = target;
        this.identifier = program + "[" + ProcessHandle.current().pid() + "]: ";
        this.socket = Native.checked(SOCKET_CALL, AF_UNIX, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
    }

    /** How urgent a message is; syslog(3). */
    public enum Priority {
        ERROR(3),
        WARNING(4),
        INFO(6),
        DEBUG(7);

        private final int number;

        Priority(int number) {
            this.number = number;
        }
    }

    /** Sends a message, cut off at 8 KiB; where the log is full or missing it is lost, and the next one says how many were. */
    public synchronized void send(Priority priority, String message) {
        if (lost > 0 && deliver(Priority.WARNING, "messages lost since the log was full or missing: " + lost)) {
            lost = 0;
        }
        if (!deliver(priority, message)) {
            lost++;
        }
    }

    private boolean deliver(Priority priority, String message) {
        String line = "<" + (FACILITY_DAEMON | priority.number) + ">" + TIME.format(LocalDateTime.now()) + " "
                + identifier + message;
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment datagram = arena.allocateFrom(JAVA_BYTE,
                    Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES)));
            Native.checked(SENDTO, socket, datagram.address(), datagram.byteSize(), MSG_NOSIGNAL,
                    address(arena).address(), ADDRESS_BYTES);
            return true;
        } catch (ErrnoException _) {
            return false;
        }
    }

    private MemorySegment address(Arena arena) {
        MemorySegment address = arena.allocate(ADDRESS_BYTES, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        byte[] path = FileNames.encode(FileNames.text(target));
        MemorySegment.copy(path, 0, address, JAVA_BYTE, PATH_OFFSET, path.length);
        return address;
    }
}
