package memfs.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A socket for datagrams at a path, which Java has none of: the other end of a log. */
public record DatagramSocket(int fd) implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int ADDRESS_BYTES = 110;
    private static final int MOST_BYTES = 64 << 10;

    public static DatagramSocket bind(Path path) {
        DatagramSocket socket = new DatagramSocket(NativeCalls.call("socket", AF_UNIX, SOCK_DGRAM, 0));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ADDRESS_BYTES, Short.BYTES);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            address.setString(Short.BYTES, path.toString());
            NativeCalls.call("bind", socket.fd, address, ADDRESS_BYTES);
        }
        return socket;
    }

    /** Waits for a datagram; its text. */
    public String receive() {
        return receive(0);
    }

    /** A datagram that is there. */
    public Optional<String> tryReceive() {
        try {
            return Optional.of(receive(MSG_DONTWAIT));
        } catch (PosixException _) {
            return Optional.empty();
        }
    }

    private String receive(int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MOST_BYTES);
            long length = NativeCalls.callLong("recv", fd, buffer, (long) MOST_BYTES, flags);
            return new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        NativeCalls.call("close", fd);
    }
}
