package memfs.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.Framing;
import memfs.kernel.protocol.ReplyWriter;
import memfs.kernel.protocol.RequestReader;
import memfs.kernel.protocol.Timeouts;
import memfs.mount.MappedPages;
import memfs.store.StoreOptions;
import memfs.sys.WallClock;

/** What is negotiated with the newest kernel known, which offers every flag. */
public final class Negotiations {
    private static final int INIT_OUT_BYTES = 64;

    private Negotiations() {}

    /** Names of the flags that the reply to INIT asks for. */
    public static List<String> flags(KernelOptions options) {
        try (Conversation kernel = new Conversation(StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos),
                options)) {
            kernel.ask(new Requests().initExtended(Abi.NEWEST_MINOR, -1, -1));
            return kernel.connection().negotiated().flags();
        }
    }

    /** As {@link #flags}, where requests can come over io_uring. */
    static List<String> flagsOverRing(KernelOptions options) {
        return overRing(options, new Requests().initExtended(Abi.NEWEST_MINOR, -1, -1)).negotiated().flags();
    }

    /** What came of an INIT, and the reply's body: {@code struct fuse_init_out}. */
    record Handshaken(Negotiated negotiated, byte[] body) {}

    /** Shakes hands where requests can come over io_uring. */
    static Handshaken overRing(KernelOptions options, byte[] init) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(init.length, Long.BYTES).copyFrom(MemorySegment.ofArray(init));
            RequestReader reader = new RequestReader(request, Framing.DEVICE);
            reader.begin(init.length);
            MemorySegment reply = arena.allocate(Abi.BUFFER_HEADER, Long.BYTES);
            ReplyWriter writer = new ReplyWriter(reply, Framing.DEVICE,
                    Timeouts.of(1, 1, 0), 1);
            writer.begin();
            Negotiated negotiated = new Handshake(options, Abi.BUFFER_HEADER, true, true).negotiate(reader, writer);
            return new Handshaken(negotiated,
                    reply.asSlice(Replies.HEADER_SIZE, INIT_OUT_BYTES).toArray(ValueLayout.JAVA_BYTE));
        }
    }
}
