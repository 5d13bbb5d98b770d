package workload.manifest;

import java.util.List;

/**
 * Everything that a build left below its checkout.
 *
 * @param commonPath
 *            whether the checkout was at the path that it has on the other targets: builds write their path into files
 * @param entries
 *            in the order of their paths
 */
public record Manifest(boolean commonPath, List<Entry> entries) {
    /** Of a file that its owner himself may not read. */
    public static final String UNREADABLE = "unreadable";

    /**
     * One file, directory or symlink.
     *
     * @param path
     *            below the checkout, in ASCII: each other byte and the backslash as {@code \xHH}
     * @param type
     *            as find(1) has it: f, d, l, p, s, b, c
     * @param mode
     *            permission bits, st_mode &amp; 07777, in octal; null for symlinks, whose bits mean nothing: symlink(7)
     * @param size
     *            bytes of a regular file, null for all else: each file system counts directories its own way
     * @param contents
     *            SHA-256 of a regular file in hexadecimal or {@link #UNREADABLE}, a symlink's target written as paths are;
     *            null for all else
     */
    public record Entry(String path, char type, String mode, Long size, String contents) {}

    public Manifest {
        entries = List.copyOf(entries);
    }
}
