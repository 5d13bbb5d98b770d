package memfs.store.xattr;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;

import memfs.posix.Errno;
import memfs.store.XattrName;

/**
 * What the name of an extended attribute begins with; xattr(7). Of system.* there are only the access control lists, which
 * have rules of their own.
 */
public enum XattrNamespace {
    USER,
    TRUSTED,
    SECURITY;

    private static final XattrNamespace[] ALL = values();

    private final byte[] prefix = (name().toLowerCase(Locale.ROOT) + ".").getBytes(US_ASCII);

    /** EOPNOTSUPP where there is no such namespace, EINVAL where the name ends with its dot. */
    public static XattrNamespace of(XattrName name) {
        for (XattrNamespace namespace : ALL) {
            if (name.startsWith(namespace.prefix)) {
                return namespace.requireRest(name);
            }
        }
        throw Errno.EOPNOTSUPP.exception();
    }

    private XattrNamespace requireRest(XattrName name) {
        if (name.length() == prefix.length) {
            throw Errno.EINVAL.exception();
        }
        return this;
    }

    boolean contains(byte[] name) {
        return name.length >= prefix.length && Arrays.equals(name, 0, prefix.length, prefix, 0, prefix.length);
    }
}
