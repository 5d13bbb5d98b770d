package memfs.kernel.protocol;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.posix.StatFs;
import memfs.store.FileSystem;
import memfs.store.Name;

/** The encoder of all replies: a header and the fields that are put after it, in a worker's buffer. */
public final class ReplyWriter {
    private static final int STATFS_SPARE = 28;
    private static final int STATX_SPARE = 112;
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[Abi.ENTRY_OUT]);

    private final MemorySegment buffer;
    private final Framing framing;
    private final LastSlice room;
    private final Timeouts timeouts;
    private final int generation;
    private int end;

    /**
     * @param buffer
     *            aligned to 8 bytes, with room for the largest READ and its header
     */
    public ReplyWriter(MemorySegment buffer, Framing framing, Timeouts timeouts, int generation) {
        this.buffer = buffer;
        this.framing = framing;
        this.room = new LastSlice(buffer);
        this.timeouts = timeouts;
        this.generation = generation;
    }

    /** Starts anew: an empty reply. */
    public void begin() {
        end = framing.reply();
    }

    /** Completes the reply as a success, with all that was put; returns its length. */
    public int success(long unique) {
        return finish(unique, 0);
    }

    /** Completes the reply as an error, without data; returns its length. */
    public int failure(long unique, Errno errno) {
        begin();
        return finish(unique, -errno.number());
    }

    private int finish(long unique, int error) {
        int length = Abi.OUT_HEADER + end - framing.reply();
        buffer.set(JAVA_INT, Abi.OUT_LEN, length);
        buffer.set(JAVA_INT, Abi.OUT_ERROR, error);
        buffer.set(JAVA_LONG, Abi.OUT_UNIQUE, unique);
        return length;
    }

    public int position() {
        return end;
    }

    /** Room for data of up to {@code length} bytes, or as much as the buffer has; {@link #advance} says how much is used. */
    public MemorySegment room(int length) {
        return room.of(end, roomFor(length));
    }

    /** Bytes of up to {@code length} that the buffer still has room for. */
    public int roomFor(int length) {
        return Math.clamp(length, 0, (int) buffer.byteSize() - end);
    }

    /** The first {@code length} bytes of {@link #room} are filled. */
    public void filled(int length) {
        end += length;
    }

    public void putShort(int value) {
        buffer.set(JAVA_SHORT, end, (short) value);
        end += Short.BYTES;
    }

    public void putInt(int value) {
        buffer.set(JAVA_INT, end, value);
        end += Integer.BYTES;
    }

    public void putLong(long value) {
        buffer.set(JAVA_LONG, end, value);
        end += Long.BYTES;
    }

    public void putBytes(byte[] bytes) {
        MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, end, bytes.length);
        end += bytes.length;
    }

    public void putName(Name name) {
        name.copyTo(buffer, end);
        end += name.length();
    }

    /** At most {@link Abi#ENTRY_OUT} of them. */
    public void putZeros(int length) {
        MemorySegment.copy(ZEROS, 0, buffer, end, length);
        end += length;
    }

    /** {@code struct fuse_entry_out} of what is there; the root's generation is 0 to the kernel (fuse_lookup_name()). */
    public void putEntry(Stat stat) {
        putLong(stat.ino());
        putLong(stat.ino() == FileSystem.ROOT ? 0 : generation);
        boolean kept = mayKeep(stat);
        putLong(timeouts.entrySeconds());
        putLong(kept ? timeouts.attrSeconds() : 0);
        putInt(timeouts.entryNanos());
        putInt(kept ? timeouts.attrNanos() : 0);
        putStat(stat);
    }

    /** {@code struct fuse_entry_out} of a name that doesn't exist, for the kernel to keep. */
    public void putNegativeEntry() {
        int start = end;
        putZeros(Abi.ENTRY_OUT);
        buffer.set(JAVA_LONG, start + 16, timeouts.negativeSeconds());
        buffer.set(JAVA_INT, start + 32, timeouts.negativeNanos());
    }

    /** {@code struct fuse_attr_out}. */
    public void putAttributes(Stat stat) {
        boolean kept = mayKeep(stat);
        putLong(kept ? timeouts.attrSeconds() : 0);
        putInt(kept ? timeouts.attrNanos() : 0);
        putInt(0);
        putStat(stat);
    }

    /**
     * Whether the kernel may keep the attributes. After WRITE, FALLOCATE and COPY_FILE_RANGE it requests size and times again,
     * but not for the mode, which may have lost setuid or setgid: FUSE_STATX_MODSIZE in fs/fuse/fuse_i.h.
     */
    private static boolean mayKeep(Stat stat) {
        return !stat.changesUnseen() && (!Mode.hasPrivileges(stat.mode()) || !Mode.isRegular(stat.mode()));
    }

    private void putStat(Stat stat) {
        putLong(stat.ino());
        putLong(stat.size());
        putLong(stat.blocks());
        putLong(stat.atimeSeconds());
        putLong(stat.mtimeSeconds());
        putLong(stat.ctimeSeconds());
        putInt(stat.atimeNanos());
        putInt(stat.mtimeNanos());
        putInt(stat.ctimeNanos());
        putInt(stat.mode());
        putInt(stat.nlink());
        putInt(stat.uid());
        putInt(stat.gid());
        putInt(stat.rdev());
        putInt(Stat.BLOCK_SIZE);
        putInt(0);
    }

    /** {@code struct fuse_statx_out}: the attributes by other names, and the birth time. */
    public void putStatx(Stat stat) {
        putLong(timeouts.attrSeconds());
        putInt(timeouts.attrNanos());
        putInt(0);
        putZeros(2 * Long.BYTES);
        putInt(Abi.STATX_ALL);
        putInt(Stat.BLOCK_SIZE);
        putLong(0);
        putInt(stat.nlink());
        putInt(stat.uid());
        putInt(stat.gid());
        putShort(stat.mode());
        putShort(0);
        putLong(stat.ino());
        putLong(stat.size());
        putLong(stat.blocks());
        putLong(0);
        putTime(stat.atimeSeconds(), stat.atimeNanos());
        putTime(stat.btimeSeconds(), stat.btimeNanos());
        putTime(stat.ctimeSeconds(), stat.ctimeNanos());
        putTime(stat.mtimeSeconds(), stat.mtimeNanos());
        putInt(stat.rdevMajor());
        putInt(stat.rdevMinor());
        putZeros(2 * Integer.BYTES);
        putZeros(STATX_SPARE);
    }

    private void putTime(long seconds, int nanos) {
        putLong(seconds);
        putInt(nanos);
        putInt(0);
    }

    /** {@code struct fuse_open_out}. */
    public void putOpen(long fh, int flags) {
        putOpen(fh, flags, 0);
    }

    /** As above, with the id of the file that the kernel is to use. */
    public void putOpen(long fh, int flags, int backingId) {
        putLong(fh);
        putInt(flags);
        putInt(backingId);
    }

    /** A size with its padding: {@code struct fuse_write_out}, {@code fuse_getxattr_out}. */
    public void putSize(int size) {
        putInt(size);
        putInt(0);
    }

    /** {@code struct fuse_statfs_out}; blocks that only root could take don't exist. */
    public void putStatFs(StatFs figures) {
        putLong(figures.blocks());
        putLong(figures.blocksFree());
        putLong(figures.blocksFree());
        putLong(figures.files());
        putLong(figures.filesFree());
        putInt(figures.blockSize());
        putInt(figures.nameMax());
        putInt(figures.blockSize());
        putZeros(STATFS_SPARE);
    }

    /** Whether there is an entry at a place that was left zero; see {@link #fillEntry}. */
    public boolean isEntryFilled(int at) {
        return buffer.get(JAVA_LONG, at) != 0;
    }

    /** Where in the reply the room of an entry begins that was left zero; see {@link DirentWriter}. */
    public void fillEntry(int at, Stat stat) {
        int last = end;
        end = at;
        putEntry(stat);
        end = last;
    }
}
