package memfs.jnr;

import java.util.List;

import memfs.sys.Fusermount;
import memfs.sys.MountAttributes;

/**
 * The options that are passed to libfuse, by the names of mount.fuse(8).
 *
 * @param name
 *            shown as the mount's source
 * @param attrTimeout
 *            seconds that the kernel may cache attributes; above 0 the names of a hard-linked file disagree meanwhile
 * @param directoryTimeout
 *            the same for directories, which have one name only; needs a single thread, see {@link AttributeTimeout}
 * @param entryTimeout
 *            seconds that the kernel may cache names
 * @param negativeTimeout
 *            seconds that the kernel may cache negative entries
 * @param maxWrite
 *            most bytes in one WRITE; libfuse 2 allows at most 131072
 * @param bigWrites
 *            without it every WRITE has at most 4096 bytes
 * @param kernelCache
 *            file data stays cached between opens whatever happens through another name of the file
 * @param autoCache
 *            file data stays cached between opens while size and mtime are the same
 * @param hardRemove
 *            unlink removes open files at once; they can't be used through their descriptors any more
 * @param singleThread
 *            one thread serves all requests
 * @param xattr
 *            serve extended attributes; the kernel then requests security.capability before each write
 * @param attributes
 *            of the mount, whatever its file system
 */
public record JnrOptions(String name, boolean readOnly, boolean allowOther, boolean defaultPermissions,
        double attrTimeout, double directoryTimeout, double entryTimeout, double negativeTimeout, int maxWrite,
        boolean bigWrites,
        boolean kernelCache, boolean autoCache, boolean hardRemove, boolean singleThread, boolean xattr,
        MountAttributes attributes) {

    /** A file can get a second name through a descriptor, and the kernel then keeps the cached attributes of the first. */
    private static final double MOST_FILE_SECONDS = 1;

    /** Seconds that attributes of a file with one name may be cached; needs a single thread, as directoryTimeout. */
    double fileTimeout() {
        return Math.max(attrTimeout, Math.min(MOST_FILE_SECONDS, directoryTimeout));
    }

    /** The arguments for {@code fuse_main}, after the program's name and before the mount point. */
    List<String> arguments() {
        return singleThread ? List.of("-f", "-s", "-o", mountOptions()) : List.of("-f", "-o", mountOptions());
    }

    private String mountOptions() {
        StringBuilder options = new StringBuilder("use_ino,subtype=").append(Fusermount.escape(attributes.subtype()))
                .append(",fsname=").append(Fusermount.escape(name));
        options.append(',').append(attributes.words()).append(attributes.maxReadOption());
        options.append(",attr_timeout=").append(attrTimeout);
        options.append(",entry_timeout=").append(entryTimeout);
        options.append(",negative_timeout=").append(negativeTimeout);
        options.append(",max_write=").append(maxWrite);
        append(options, "big_writes", bigWrites);
        append(options, "ro", readOnly);
        append(options, "allow_other", allowOther);
        append(options, "default_permissions", defaultPermissions);
        append(options, "kernel_cache", kernelCache);
        options.append(",ac_attr_timeout=").append(LibfuseInternals.MARK);
        append(options, "auto_cache", autoCache);
        append(options, "hard_remove", hardRemove);
        return options.toString();
    }

    private static void append(StringBuilder options, String option, boolean wanted) {
        if (wanted) {
            options.append(',').append(option);
        }
    }
}
