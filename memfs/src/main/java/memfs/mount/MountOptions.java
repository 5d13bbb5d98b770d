package memfs.mount;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import memfs.store.ContentKind;
import memfs.store.SizeControl;
import memfs.store.StoreOptions;
import memfs.sys.Libc;
import memfs.sys.PhysicalMemory;

/**
 * What one mount is made with: the store's options, and the transport's.
 *
 * @param warnings
 *            what is allowed, but probably not intended: a sentence each
 */
public record MountOptions(Transport transport, StoreOptions store, TransportOptions ofTransport,
        List<String> warnings) {
    private static final long BYTES_PER_INODE = 4096;
    /**
     * The most that an inode takes is 700 bytes, as docs/store.md breaks them down; the collector needs the rest to find
     * what is garbage before the heap is full.
     */
    static final long HEAP_BYTES_PER_INODE = 1024;
    /** Heap that the server needs for itself and for the garbage of requests. */
    static final long HEAP_BYTES_BESIDE = 16 << 20;
    private static final long MIN_INODES = 1024;
    private static final int ROOT_MODE = Integer.parseInt(MountOption.MODE.absent(Transport.KERNEL), 8);

    /**
     * Interprets raw options.
     *
     * @param name
     *            shown as the mount's source
     * @throws OptionException
     *             a value out of range, options that don't go together, or one of another transport
     */
    public static MountOptions of(String name, RawOptions raw) {
        return of(name, raw, PhysicalMemory.ofThisProcess());
    }

    static MountOptions of(String name, RawOptions raw, PhysicalMemory memory) {
        Transport transport = Transport
                .of(raw.value(MountOption.TRANSPORT, MountOption.TRANSPORT.absent(Transport.KERNEL)));
        refuseForeign(transport, raw);
        TransportOptions ofTransport = transport.read(raw.name(MountOption.FSNAME, name), raw);
        StoreOptions store = store(raw, ofTransport, memory);
        return new MountOptions(transport, store, ofTransport, warnings(raw, store, memory));
    }

    private static void refuseForeign(Transport transport, RawOptions raw) {
        raw.given().stream().filter(option -> !option.isOf(transport)).findFirst().ifPresent(option -> {
            Transport owner = Arrays.stream(Transport.values()).filter(option::isOf).findFirst().orElseThrow();
            throw new OptionException("transport " + transport + " has no mount option '" + option
                    + "'; leave it out, or give transport=" + owner);
        });
    }

    private static StoreOptions store(RawOptions raw, TransportOptions transport, PhysicalMemory memory) {
        long size = raw.size(MountOption.SIZE, MountOption.SIZE.absent(Transport.KERNEL), memory.usable());
        if (size == 0) {
            throw new OptionException("a size of 0 bytes leaves no room for data; give a number like 4g, 512m or 50%");
        }
        return StoreOptions.of(MappedPages.INSTANCE, transport.clock()::nanos).withSizeLimit(size)
                .withInodeLimit(inodes(raw, size)).withSizeControl(sizeControl())
                .withRoot(raw.number(MountOption.MODE, ROOT_MODE, 8, 07777),
                        raw.number(MountOption.UID, Libc.geteuid(), 10, Integer.MAX_VALUE),
                        raw.number(MountOption.GID, Libc.getegid(), 10, Integer.MAX_VALUE))
                .withReadOnly(raw.flag(MountOption.RO, Transport.KERNEL))
                .withCheckPermissions(!transport.kernelChecks())
                .withAcls(transport.acls()).withContent(content(raw));
    }

    /** The mounting user may change the limit, in the format of the size option. */
    private static SizeControl sizeControl() {
        return new SizeControl(Libc.geteuid(),
                text -> Size.parse("memfs.size", text, PhysicalMemory.ofThisProcess().usable()));
    }

    private static long inodes(RawOptions raw, long size) {
        long room = inodesThatFit(Runtime.getRuntime().maxMemory());
        long inodes = wantedInodes(raw, size);
        return inodes == 0 ? room : Math.min(room, inodes);
    }

    /** 0 for no limit. */
    private static long wantedInodes(RawOptions raw, long size) {
        if (raw.value(MountOption.NR_INODES, "").endsWith("%")) {
            throw new OptionException("nr_inodes is a number of inodes, not a part of something; give one like 100k");
        }
        return raw.size(MountOption.NR_INODES, Long.toString(Math.max(MIN_INODES, size / BYTES_PER_INODE)), 0);
    }

    /** Inodes and names are on the heap: a full one would end the server, and all files with it. */
    static long inodesThatFit(long heapBytes) {
        return Math.max(MIN_INODES, (heapBytes - HEAP_BYTES_BESIDE) / HEAP_BYTES_PER_INODE);
    }

    private static ContentKind content(RawOptions raw) {
        String name = raw.value(MountOption.CONTENT, MountOption.CONTENT.absent(Transport.KERNEL));
        return Arrays.stream(ContentKind.values()).filter(kind -> kind.toString().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new OptionException("there is no content '" + name + "'; choose one of: "
                        + Arrays.stream(ContentKind.values()).map(ContentKind::toString)
                                .collect(Collectors.joining(", "))));
    }

    private static List<String> warnings(RawOptions raw, StoreOptions store, PhysicalMemory memory) {
        List<String> warnings = new ArrayList<>();
        if (Libc.geteuid() != 0 && (raw.flag(MountOption.SUID, false) || raw.flag(MountOption.DEV, false))) {
            warnings.add("suid and dev are only for root; continuing with nosuid and nodev");
        }
        if (store.sizeLimit() >= memory.usable()) {
            warnings.add(tooLarge(store.sizeLimit(), memory));
        }
        if (raw.has(MountOption.NR_INODES) && wantedInodes(raw, store.sizeLimit()) != store.inodeLimit()) {
            warnings.add(tooMany(raw.value(MountOption.NR_INODES, ""), store.inodeLimit()));
        }
        if (!store.content().warning().isEmpty()) {
            warnings.add("content=" + store.content() + " is an experiment of the study: " + store.content().warning()
                    + "; keep no files here that you want back");
        }
        return warnings;
    }

    /** No error, since holes and what is never written take nothing; tmpfs doesn't even warn. */
    private static String tooLarge(long size, PhysicalMemory memory) {
        boolean limited = memory.cgroup() < memory.machine();
        return "size=" + size + " is no less than "
                + (limited ? "the memory limit of the control group, " : "the memory of the machine, ")
                + memory.usable()
                + " bytes: before it is full the kernel may kill this server, and all files are lost; "
                + (limited ? "raise that limit (memory.max), or give a smaller size" : "give a smaller size")
                + ", like size=50%";
    }

    private static String tooMany(String wanted, long inodes) {
        return "nr_inodes=" + wanted + " is limited to " + inodes + ", which is what Java's heap of "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB has room for; give it a larger one for more, as by MEMFS_JAVA_OPTS=-Xmx8g";
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
        settings.put("content", store.content().toString());
        return settings;
    }
}
