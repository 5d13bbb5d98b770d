package memfs.mount;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;

import memfs.store.ContentKind;
import memfs.store.StoreOptions;
import memfs.sys.Libc;

/** What one mount is made with: the store's part, understood here, and the transport's, understood by it. */
public record MountOptions(Transport transport, StoreOptions store, TransportOptions ofTransport) {
    private static final Logger LOG = System.getLogger(MountOptions.class.getName());

    /** Whatever the transport. */
    static final OptionNames NAMES = new OptionNames(Set.of("ro"),
            Set.of("size", "nr_inodes", "mode", "uid", "gid", "transport", "content"));

    private static final long BYTES_PER_INODE = 4096;
    /**
     * The most that an inode takes is 700 bytes, as docs/store.md breaks them down; the collector needs the rest to find
     * what is garbage before the heap is full.
     */
    static final long HEAP_BYTES_PER_INODE = 1024;
    /** What the server takes for itself, and what it makes while it serves. */
    static final long HEAP_BYTES_BESIDE = 16 << 20;
    private static final long MIN_INODES = 1024;

    /**
     * Makes sense of raw options.
     *
     * @param name
     *            shown as the mount's source
     * @throws OptionException
     *             a value out of range, options that don't go together, or one of another transport
     */
    public static MountOptions of(String name, RawOptions raw) {
        Transport transport = Transport.of(raw.value("transport", Transport.KERNEL.toString()));
        refuseForeign(transport, raw);
        TransportOptions ofTransport = transport.read(name, raw);
        return new MountOptions(transport, store(raw, ofTransport), ofTransport);
    }

    private static void refuseForeign(Transport transport, RawOptions raw) {
        OptionNames known = NAMES.and(transport.names());
        for (String option : raw.names()) {
            if (!known.has(option)) {
                Transport owner = Arrays.stream(Transport.values()).filter(other -> other.names().has(option))
                        .findFirst().orElseThrow();
                throw new OptionException("transport " + transport + " has no mount option '" + option
                        + "'; leave it out, or give transport=" + owner);
            }
        }
    }

    private static StoreOptions store(RawOptions raw, TransportOptions transport) {
        long size = raw.size("size", "50%", physicalMemory());
        if (size == 0) {
            throw new OptionException("a size of 0 bytes leaves no room for data; give a number like 4g, 512m or 50%");
        }
        return StoreOptions.of(MappedPages.INSTANCE).withSizeLimit(size).withInodeLimit(inodes(raw, size))
                .withRoot(raw.number("mode", 0755, 8, 07777), raw.number("uid", Libc.geteuid(), 10, Integer.MAX_VALUE),
                        raw.number("gid", Libc.getegid(), 10, Integer.MAX_VALUE))
                .withReadOnly(raw.flag("ro", false)).withCheckPermissions(!transport.kernelChecks())
                .withContent(content(raw)).withClock(transport.clock());
    }

    private static long inodes(RawOptions raw, long size) {
        long room = inodesThatFit(Runtime.getRuntime().maxMemory());
        long absent = Math.clamp(size / BYTES_PER_INODE, MIN_INODES, room);
        if (raw.value("nr_inodes", "").endsWith("%")) {
            throw new OptionException("nr_inodes is a number of inodes, not a part of something; give one like 100k");
        }
        long inodes = raw.size("nr_inodes", Long.toString(absent), 0);
        if (inodes > 0 && inodes <= room) {
            return inodes;
        }
        LOG.log(Level.WARNING, "nr_inodes={0} is limited to {1}, which is what Java''s heap of {2} MiB has room for;"
                + " give it a larger one for more, as by MEMFS_JAVA_OPTS=-Xmx8g", raw.value("nr_inodes", ""),
                Long.toString(room), Runtime.getRuntime().maxMemory() >> 20);
        return room;
    }

    /** Inodes and names are on the heap: a full one would end the server, and all files with it. */
    static long inodesThatFit(long heapBytes) {
        return Math.max(MIN_INODES, (heapBytes - HEAP_BYTES_BESIDE) / HEAP_BYTES_PER_INODE);
    }

    private static ContentKind content(RawOptions raw) {
        String name = raw.value("content", ContentKind.PAGED.name().toLowerCase(Locale.ROOT));
        return Arrays.stream(ContentKind.values()).filter(kind -> kind.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no content '" + name + "'; choose one of: "
                        + Arrays.stream(ContentKind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    /** Bytes that the machine, or the container that this runs in, has. */
    private static long physicalMemory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** The store's settings by the names of the options, as the ready line shows them. */
    Map<String, Object> storeSettings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("size", store.sizeLimit());
        settings.put("nr_inodes", store.inodeLimit());
        settings.put("mode", Integer.toOctalString(store.rootMode()));
        settings.put("uid", store.rootUid());
        settings.put("gid", store.rootGid());
        settings.put("ro", store.readOnly());
        settings.put("content", store.content().name().toLowerCase(Locale.ROOT));
        return settings;
    }
}
