package memfs.store;

import java.util.function.ToLongFunction;

/**
 * The user who may change the size limit of a mounted file system, and how the new one is parsed.
 *
 * @param uid
 *            the mounting user; root may change the limit too
 * @param sizes
 *            the bytes that a text means; IllegalArgumentException where it means nothing
 */
public record SizeControl(int uid, ToLongFunction<String> sizes) {
    /** Root alone, by a decimal number of bytes. */
    public static final SizeControl OF_ROOT = new SizeControl(0, Long::parseLong);
}
