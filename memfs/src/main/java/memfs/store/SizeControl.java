package memfs.store;

import java.util.function.ToLongFunction;

/**
 * The user permitted to change the size limit of a mounted file system, and the parser of the new value.
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
