package memfs.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Access control lists for tests, in setfacl(1)'s short form with all three letters of each permission:
 * {@code u::rw-,u:1000:r--,g::r--,m::rw-,o::---}. The value is that of {@code include/uapi/linux/posix_acl_xattr.h}.
 */
public final class AclText {
    public static final String ACCESS = "system.posix_acl_access";
    public static final String DEFAULT = "system.posix_acl_default";

    private static final int VERSION = 2;
    private static final int ENTRY_BYTES = 8;
    private static final int NOBODY = -1;
    /** In the order of the tags' bits. */
    private static final List<String> TAGS = List.of("u:", "u", "g:", "g", "m:", "o:");

    private AclText() {}

    /** The value of the attribute; entries in the order of the text, whether that is a valid one or not. */
    public static byte[] value(String text) {
        String[] entries = text.isEmpty() ? new String[0] : text.split(",");
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + entries.length * ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN).putInt(VERSION);
        for (String entry : entries) {
            String[] parts = entry.split(":");
            boolean named = !parts[1].isEmpty();
            out.putShort((short) (1 << TAGS.indexOf(named ? parts[0] : parts[0] + ":")))
                    .putShort((short) permissions(parts[2])).putInt(named ? Integer.parseInt(parts[1]) : NOBODY);
        }
        return out.array();
    }

    private static int permissions(String letters) {
        int permissions = 0;
        for (char letter : letters.toCharArray()) {
            permissions = permissions << 1 | (letter == '-' ? 0 : 1);
        }
        return permissions;
    }

    /** The text of a value. */
    public static String text(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        in.getInt();
        List<String> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            String tag = TAGS.get(Integer.numberOfTrailingZeros(in.getShort()));
            String letters = letters(in.getShort());
            int id = in.getInt();
            entries.add(tag.endsWith(":") ? tag + ":" + letters : tag + ":" + id + ":" + letters);
        }
        return String.join(",", entries);
    }

    private static String letters(int permissions) {
        return ((permissions & 4) == 0 ? "-" : "r") + ((permissions & 2) == 0 ? "-" : "w")
                + ((permissions & 1) == 0 ? "-" : "x");
    }
}
