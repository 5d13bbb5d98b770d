package memfs.kernel.protocol;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

import memfs.posix.Caller;
import memfs.posix.Timestamp;
import memfs.store.Name;
import memfs.store.RequestName;
import memfs.store.XattrName;
import memfs.sys.ProcessCredentials;

/**
 * A cursor over one request in its buffer; nothing is copied but names, and nothing made anew for each request.
 *
 * <p>
 * Every {@code fetch} that would pass the request's end fails with {@link MalformedRequestException}.
 */
public final class RequestReader {
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final MemorySegment buffer;
    private final Framing framing;
    private final LastSlice data;
    private final RequestName name = new RequestName();
    private final RequestName newName = new RequestName();
    private final XattrName xattrName = new XattrName();
    private Caller caller = Caller.ROOT;
    /** The same without capabilities; null until it is needed. */
    private Caller unprivileged;
    private Caller creator = Caller.ROOT;
    private int length;
    private int end;
    private int position;

    /**
     * @param buffer
     *            where requests are read to, aligned to 8 bytes
     */
    public RequestReader(MemorySegment buffer, Framing framing) {
        this.buffer = buffer;
        this.framing = framing;
        this.data = new LastSlice(buffer);
    }

    public MemorySegment buffer() {
        return buffer;
    }

    /**
     * Starts with a request that was just read.
     *
     * @param bytes
     *            of the whole request; in a ring those of its payload
     * @return false where it has no whole header, so that no reply is possible
     */
    public boolean begin(int bytes) {
        length = bytes;
        rewind();
        return framing.isRing() || bytes >= Abi.IN_HEADER;
    }

    /** Goes back to the first byte behind the header. */
    public void rewind() {
        position = framing.fields();
        end = framing.isRing() ? framing.fieldsEnd() : length;
    }

    /** Goes on to names and data, past the operation's own header. */
    public void toPayload() {
        if (framing.isRing() && position < framing.payload()) {
            position = framing.payload();
            end = framing.payload() + length;
        }
    }

    /** Whether the length in the header is the one that was read; in a ring the kernel says only how long the payload is. */
    public boolean isWhole() {
        return framing.isRing()
                ? Integer.compareUnsigned(length, (int) buffer.byteSize() - framing.payload()) <= 0
                : buffer.get(JAVA_INT, Abi.IN_LEN) == length;
    }

    public int opcode() {
        return buffer.get(JAVA_INT, Abi.IN_OPCODE);
    }

    public long unique() {
        return buffer.get(JAVA_LONG, Abi.IN_UNIQUE);
    }

    public long nodeId() {
        return buffer.get(JAVA_LONG, Abi.IN_NODEID);
    }

    public int uid() {
        return buffer.get(JAVA_INT, Abi.IN_UID);
    }

    public int gid() {
        return buffer.get(JAVA_INT, Abi.IN_GID);
    }

    /** Thread id of the caller, 0 for the kernel itself. */
    public int pid() {
        return buffer.get(JAVA_INT, Abi.IN_PID);
    }

    /** The caller: the same object while requests come from the same one. */
    public Caller caller() {
        if (!isFrom(caller)) {
            caller = new Caller(uid(), gid(), pid(), 0, ProcessCredentials.INSTANCE);
            unprivileged = null;
        }
        return caller;
    }

    /** As {@link #caller}, where the kernel says that capabilities do not apply. */
    public Caller unprivilegedCaller() {
        Caller present = caller();
        if (unprivileged == null) {
            unprivileged = present.withoutCapabilities();
        }
        return unprivileged;
    }

    /** The caller with the next field as the umask; without DONT_MASK the kernel has applied it, and a second time changes nothing. */
    public Caller fetchCreator() {
        int umask = fetchInt();
        if (!isFrom(creator) || creator.umask() != umask) {
            creator = caller().withUmask(umask);
        }
        return creator;
    }

    private boolean isFrom(Caller last) {
        return last.uid() == uid() && last.gid() == gid() && last.pid() == pid();
    }

    /** For the log. */
    @Override
    public String toString() {
        return "node " + nodeId() + ", unique " + unique();
    }

    public int fetchInt() {
        return buffer.get(JAVA_INT, advance(Integer.BYTES));
    }

    public long fetchLong() {
        return buffer.get(JAVA_LONG, advance(Long.BYTES));
    }

    /** Skips padding and fields that are not used. */
    public void skip(int bytes) {
        advance(bytes);
    }

    /** Whether this many bytes are left. */
    public boolean has(int bytes) {
        return bytes >= 0 && bytes <= end - position;
    }

    /** A name up to its NUL, valid until the next one is fetched. */
    public Name fetchName() {
        return fetch(name);
    }

    /** As {@link #fetchName}, for the second name of a rename: the first stays valid beside it. */
    public Name fetchNewName() {
        return fetch(newName);
    }

    private Name fetch(RequestName target) {
        toPayload();
        int start = position;
        int length = fetchStringLength();
        return target.set(buffer, start, length);
    }

    /** The name of an extended attribute up to its NUL, valid until the next one is fetched. */
    public XattrName fetchXattrName() {
        toPayload();
        int start = position;
        int length = fetchStringLength();
        return xattrName.set(buffer, start, length);
    }

    /** Bytes up to a NUL, without it. */
    public byte[] fetchString() {
        toPayload();
        int start = position;
        int length = fetchStringLength();
        return buffer.asSlice(start, length).toArray(JAVA_BYTE);
    }

    private int fetchStringLength() {
        for (int i = position; i < end; i++) {
            if (buffer.get(JAVA_BYTE, i) == 0) {
                int length = i - position;
                position = i + 1;
                return length;
            }
        }
        throw new MalformedRequestException("a name without an end");
    }

    /** The request's own memory, valid until the next request is read. */
    public MemorySegment fetchData(int bytes) {
        toPayload();
        return data.of(advance(bytes), bytes);
    }

    /** The nanoseconds of a time whose seconds were fetched before; the kernel sends less than a second. */
    public Timestamp fetchNanosAfter(long seconds) {
        return new Timestamp(seconds, Integer.remainderUnsigned(fetchInt(), NANOS_PER_SECOND));
    }

    private int advance(int bytes) {
        if (!has(bytes)) {
            throw new MalformedRequestException("too short");
        }
        int at = position;
        position += bytes;
        return at;
    }
}
