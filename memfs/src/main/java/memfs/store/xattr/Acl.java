package memfs.store.xattr;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import memfs.posix.Errno;
import memfs.store.XattrName;

/**
 * A POSIX access control list: permissions of the owner, of named users, the group, named groups and others, and the mask,
 * which bounds all but the owner and others; acl(5).
 *
 * <p>
 * The permission bits of a mode are the owner's, the mask's (without one the group's) and the others'. As an extended
 * attribute it is a version and 8 bytes an entry, little-endian: {@code include/uapi/linux/posix_acl_xattr.h}. The rules are
 * those of fs/posix_acl.c.
 */
public final class Acl {
    /** Tags, which say to whom an entry grants permissions; in the order that a list must have. {@code include/uapi/linux/posix_acl.h}. */
    static final int USER_OBJ = 0x01;
    static final int USER = 0x02;
    static final int GROUP_OBJ = 0x04;
    static final int GROUP = 0x08;
    static final int MASK = 0x10;
    static final int OTHER = 0x20;

    private static final int REQUIRED = USER_OBJ | GROUP_OBJ | OTHER;
    private static final int NAMED = USER | GROUP;

    /** The names of the attributes: what decides now, and what the entries of a directory inherit. */
    private static final byte[] ACCESS_NAME = "system.posix_acl_access".getBytes(US_ASCII);
    private static final byte[] DEFAULT_NAME = "system.posix_acl_default".getBytes(US_ASCII);
    public static final XattrName ACCESS = XattrName.of(ACCESS_NAME);
    public static final XattrName DEFAULT = XattrName.of(DEFAULT_NAME);

    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 4;
    private static final int ENTRY_BYTES = 8;
    private static final int ANY = 7;
    private static final int ALL = 0777;
    private static final int OWNER_SHIFT = 6;
    private static final int GROUP_SHIFT = 3;
    /** The id of an entry that names no user or group; ACL_UNDEFINED_ID. */
    private static final int NO_ID = -1;

    private final List<Entry> entries;

    private record Entry(int tag, int permissions, int id) {
        boolean isNamed() {
            return (tag & NAMED) != 0;
        }
    }

    private Acl(List<Entry> entries) {
        this.entries = entries;
    }

    public static boolean isAccess(XattrName name) {
        return name.compareTo(ACCESS_NAME) == 0;
    }

    public static boolean isDefault(XattrName name) {
        return name.compareTo(DEFAULT_NAME) == 0;
    }

    /**
     * The list in the value of an attribute, or null where it has no entries, which means none; posix_acl_from_xattr().
     *
     * @throws memfs.posix.ErrnoException
     *             EINVAL (not of whole entries), EOPNOTSUPP (another version)
     */
    public static Acl of(byte[] value) {
        if (value.length == 0) {
            return null;
        }
        require(value.length >= HEADER_BYTES, Errno.EINVAL);
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        require(in.getInt() == VERSION, Errno.EOPNOTSUPP);
        require(in.remaining() % ENTRY_BYTES == 0, Errno.EINVAL);
        List<Entry> entries = new ArrayList<>(in.remaining() / ENTRY_BYTES);
        while (in.hasRemaining()) {
            entries.add(fetchEntry(in));
        }
        return entries.isEmpty() ? null : new Acl(entries);
    }

    private static Entry fetchEntry(ByteBuffer in) {
        int tag = Short.toUnsignedInt(in.getShort());
        int permissions = Short.toUnsignedInt(in.getShort());
        int id = in.getInt();
        return new Entry(tag, permissions, (tag & NAMED) != 0 ? id : NO_ID);
    }

    private static void require(boolean condition, Errno errno) {
        if (!condition) {
            throw errno.exception();
        }
    }

    /** The value of the attribute. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + entries.size() * ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN).putInt(VERSION);
        for (Entry entry : entries) {
            out.putShort((short) entry.tag).putShort((short) entry.permissions).putInt(entry.id);
        }
        return out.array();
    }

    /**
     * EINVAL unless there is one entry each for the owner, the group and others, in order with the named ones, and a mask where
     * there is a named one; posix_acl_valid(). It accepts a user or group that is named twice.
     *
     * @return itself
     */
    public Acl requireValid() {
        int seen = 0;
        int last = 0;
        for (Entry entry : entries) {
            require(isWellFormed(entry) && (entry.tag > last || entry.tag == last && entry.isNamed()), Errno.EINVAL);
            last = entry.tag;
            seen |= entry.tag;
        }
        require((seen & REQUIRED) == REQUIRED, Errno.EINVAL);
        require((seen & NAMED) == 0 || (seen & MASK) != 0, Errno.EINVAL);
        return this;
    }

    private static boolean isWellFormed(Entry entry) {
        return entry.tag <= OTHER && Integer.bitCount(entry.tag) == 1 && (entry.permissions & ~ANY) == 0
                && (!entry.isNamed() || entry.id != NO_ID);
    }

    /** Whether it is no more than permission bits: no named entry, no mask; posix_acl_equiv_mode(). */
    public boolean isMode() {
        return entries.stream().noneMatch(entry -> (entry.tag & REQUIRED) == 0);
    }

    /** The mode with this list's permission bits. */
    public int applyTo(int mode) {
        return mode & ~ALL | permissions(USER_OBJ) << OWNER_SHIFT | permissions(groupClass()) << GROUP_SHIFT
                | permissions(OTHER);
    }

    private int permissions(int tag) {
        return entries.stream().filter(entry -> entry.tag == tag).findFirst().orElseThrow().permissions;
    }

    /** Whose entry the mode's group bits are. */
    private int groupClass() {
        IntPredicate present = tag -> entries.stream().anyMatch(entry -> entry.tag == tag);
        return present.test(MASK) ? MASK : GROUP_OBJ;
    }

    /** What chmod(2) makes of it; __posix_acl_chmod_masq(). */
    public Acl withMode(int mode) {
        int groupClass = groupClass();
        return new Acl(entries.stream().map(entry -> withMode(entry, groupClass, mode)).toList());
    }

    private static Entry withMode(Entry entry, int groupClass, int mode) {
        if (entry.tag == groupClass) {
            return new Entry(entry.tag, mode >> GROUP_SHIFT & ANY, entry.id);
        }
        return switch (entry.tag) {
            case USER_OBJ -> new Entry(USER_OBJ, mode >> OWNER_SHIFT & ANY, entry.id);
            case OTHER -> new Entry(OTHER, mode & ANY, entry.id);
            default -> entry;
        };
    }

    /** The mode of what is created under this default list: what both the list and the creator allow; posix_acl_create_masq(). */
    public int masked(int mode) {
        return applyTo(mode) & mode;
    }
}
