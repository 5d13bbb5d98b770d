package memfs.mount;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;

import memfs.jnr.JnrOptions;
import memfs.store.ContentKind;
import memfs.store.StoreOptions;
import memfs.sys.Libc;

/**
 * What one mount is made with: the store's part and the transport's.
 *
 * <p>
 * The defaults are correct before they are fast. libfuse 2 gives each name of a hard-linked file an inode of its own, so
 * cached attributes could be stale: {@code attr_timeout=0}. Directories have one name, and names change only through
 * this mount, so the kernel may cache both for long. With {@code auto_cache} file data stays cached while size and mtime are the same.
 */
public record MountOptions(Transport transport, StoreOptions store, JnrOptions jnr) {
    /** Most bytes that libfuse 2 takes in one WRITE. */
    private static final int MAX_WRITE = 128 << 10;
    private static final int MIN_WRITE = 4 << 10;
    private static final double NAMES_SECONDS = 3600;
    private static final long BYTES_PER_INODE = 4096;
    /** What an inode with a name of average length takes is 700 to 800 bytes. */
    private static final long HEAP_BYTES_PER_INODE = 1024;
    private static final long MIN_INODES = 1024;

    /**
     * Makes sense of raw options.
     *
     * @param name
     *            shown as the mount's source
     * @throws OptionException
     *             a value out of range, or options that don't go together
     */
    public static MountOptions of(String name, RawOptions raw) {
        refuseContradictions(raw);
        Transport transport = Transport.of(raw.value("transport", Transport.JNR.toString()));
        JnrOptions jnr = jnr(name, raw);
        return new MountOptions(transport, store(raw, !jnr.defaultPermissions()), jnr);
    }

    private static void refuseContradictions(RawOptions raw) {
        if (raw.flag("kernel_cache", false) && raw.has("auto_cache") && raw.flag("auto_cache", false)) {
            throw new OptionException("mount options kernel_cache and auto_cache exclude each other; give one of them");
        }
        if (raw.has("dir_attr_timeout") && !raw.flag("single_thread", true)) {
            throw new OptionException(
                    "dir_attr_timeout needs a single thread; leave out nosingle_thread, or give attr_timeout");
        }
    }

    private static StoreOptions store(RawOptions raw, boolean checkPermissions) {
        long size = raw.size("size", "50%", physicalMemory());
        if (size == 0) {
            throw new OptionException("a size of 0 bytes leaves no room for data; give a number like 4g, 512m or 50%");
        }
        return StoreOptions.DEFAULT.withSizeLimit(size).withInodeLimit(inodes(raw, size))
                .withRoot(raw.number("mode", 0755, 8, 07777), raw.number("uid", Libc.geteuid(), 10, Integer.MAX_VALUE),
                        raw.number("gid", Libc.getegid(), 10, Integer.MAX_VALUE))
                .withReadOnly(raw.flag("ro", false)).withCheckPermissions(checkPermissions).withContent(content(raw));
    }

    private static long inodes(RawOptions raw, long size) {
        // Inodes and names are on the heap: a full one would end the server, and all files with it.
        long room = Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_INODE;
        long absent = Math.max(MIN_INODES, Math.min(room, size / BYTES_PER_INODE));
        if (raw.value("nr_inodes", "").endsWith("%")) {
            throw new OptionException("nr_inodes is a number of inodes, not a part of something; give one like 100k");
        }
        long inodes = raw.size("nr_inodes", Long.toString(absent), 0);
        return inodes == 0 ? Long.MAX_VALUE : inodes;
    }

    private static ContentKind content(RawOptions raw) {
        String name = raw.value("content", ContentKind.PAGED.name().toLowerCase(Locale.ROOT));
        return Arrays.stream(ContentKind.values()).filter(kind -> kind.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no content '" + name + "'; choose one of: "
                        + Arrays.stream(ContentKind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static JnrOptions jnr(String name, RawOptions raw) {
        boolean allowOther = raw.flag("allow_other", false);
        boolean kernelCache = raw.flag("kernel_cache", false);
        boolean onlyRoot = !allowOther && Libc.geteuid() == 0;
        boolean kernelChecks = raw.flag("default_permissions", !onlyRoot);
        double attrTimeout = raw.seconds("attr_timeout", 0);
        // What the kernel answers from its cache, MemFS can't check.
        double directoryTimeout = kernelChecks || onlyRoot ? NAMES_SECONDS : 0;
        return new JnrOptions(name, raw.flag("ro", false), allowOther, kernelChecks, attrTimeout,
                raw.seconds("dir_attr_timeout", raw.has("attr_timeout") ? attrTimeout : directoryTimeout),
                raw.seconds("entry_timeout", NAMES_SECONDS),
                raw.seconds("negative_timeout", NAMES_SECONDS), maxWrite(raw), raw.flag("big_writes", true),
                kernelCache,
                raw.flag("auto_cache", !kernelCache), raw.flag("hard_remove", false),
                raw.flag("single_thread", true), raw.flag("xattr", true));
    }

    private static int maxWrite(RawOptions raw) {
        long bytes = raw.size("max_write", Integer.toString(MAX_WRITE), MAX_WRITE);
        if (bytes < MIN_WRITE || bytes > MAX_WRITE) {
            throw new OptionException("max_write=" + bytes + " is out of range; libfuse 2 takes 4k to 128k");
        }
        return (int) bytes;
    }

    /** Bytes that the machine, or the container that this runs in, has. */
    private static long physicalMemory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** The settings by the names of the options, as the ready line shows them. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("size", store.sizeLimit());
        settings.put("nr_inodes", store.inodeLimit());
        settings.put("mode", Integer.toOctalString(store.rootMode()));
        settings.put("uid", store.rootUid());
        settings.put("gid", store.rootGid());
        settings.put("ro", store.readOnly());
        settings.put("content", store.content().name().toLowerCase(Locale.ROOT));
        settings.put("big_writes", jnr.bigWrites());
        settings.put("attr_timeout", jnr.attrTimeout());
        settings.put("entry_timeout", jnr.entryTimeout());
        settings.put("negative_timeout", jnr.negativeTimeout());
        settings.put("allow_other", jnr.allowOther());
        settings.put("default_permissions", jnr.defaultPermissions());
        settings.put("xattr", jnr.xattr());
        settings.put("kernel_cache", jnr.kernelCache());
        settings.put("auto_cache", jnr.autoCache());
        settings.put("hard_remove", jnr.hardRemove());
        settings.put("threads", jnr.singleThread() ? "1" : "chosen by libfuse");
        return settings;
    }
}
