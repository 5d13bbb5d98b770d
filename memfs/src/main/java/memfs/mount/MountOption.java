package memfs.mount;

import static memfs.mount.OptionDefault.OFF;
import static memfs.mount.OptionDefault.ON;
import static memfs.mount.OptionDefault.both;
import static memfs.mount.OptionDefault.each;
import static memfs.mount.OptionDefault.jnr;
import static memfs.mount.OptionDefault.kernel;
import static memfs.mount.OptionDefault.since;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import memfs.kernel.Feature;
import memfs.kernel.KernelOptions;

/**
 * The mount options, each declared once: the parser, {@code --help} and the tables of docs/mount-options.md read them here.
 *
 * <p>
 * A constant's name in lower case is the option's. A feature of the kernel transport has the name of its {@link Feature}.
 */
public enum MountOption {
    SIZE(Group.GENERAL, "SIZE", both("50%"),
            "most bytes of data: `4g`, `512m`, or a share of the memory of the machine, or of its control "
                    + "group's limit (cgroup v2 `memory.max`, v1 `memory.limit_in_bytes`) if that is less; all of it or "
                    + "more gives a warning; changed later by `setfattr -n memfs.size -v 8g MOUNTPOINT`"),
    NR_INODES(Group.GENERAL, "N", both("size / 4k"),
            "most inodes; 0: as many as Java's heap has room for, which is always the limit"),
    MODE(Group.GENERAL, "OCTAL", both("755"), "permissions of the root directory"),
    UID(Group.GENERAL, "N", both("the caller's"), "owner of the root directory"),
    GID(Group.GENERAL, "N", both("the caller's"), "group of the root directory"),
    FSNAME(Group.GENERAL, "NAME", both("that of --name"),
            "the mount's source, as df shows it; a comma in it needs a backslash before it, and mount(8) splits there all the same"),
    SUBTYPE(Group.GENERAL, "NAME", both("memfs"), "the mount's type is fuse.NAME"),
    RO(Group.GENERAL, both(OFF), "read-only: every change returns EROFS; the opposite is `rw`"),
    CONTENT(Group.GENERAL, "KIND", both("paged"),
            "how file data is stored; contiguous (copies the whole file at every append, as the original of "
                    + "2017 did) and null (discards the data) are experiments of the study",
            "contiguous, null: not for files that you want to keep"),
    TRANSPORT(Group.GENERAL, "NAME", both("kernel"),
            "kernel: the kernel's own FUSE protocol; jnr: through jnr-fuse and libfuse 2"),
    PROFILE(Group.GENERAL, "NAME", kernel("default"),
            "a set of defaults. default: the fastest set that is correct for several users; safe: names and "
                    + "attributes are cached for 1 s, every open and close is a request; fast: default with "
                    + "writeback_cache and no_opendir; data: default with passthrough, for root"),

    ALLOW_OTHER(Group.ACCESS, both(OFF),
            "users other than the mounting user have access; an ordinary user needs `user_allow_other` in "
                    + "/etc/fuse.conf"),
    DEFAULT_PERMISSIONS(Group.ACCESS, each("on, but off with root_only", "on, but off for root without allow_other"),
            "the kernel checks permissions, from its cache; with nodefault_permissions MemFS checks them, "
                    + "with the caller's groups and capabilities from /proc",
            "with nodefault_permissions: speed where users other than root have access: timeouts are 0 and "
                    + "larger ones are refused, no_open, no_create and no_opendir are switched off"),
    SUID(Group.ACCESS, both(OFF),
            "setuid and setgid bits count, and file capabilities; only for root, to whom mount(8) gives it unless nosuid is given"),
    DEV(Group.ACCESS, both(OFF),
            "device files are devices; only for root, to whom mount(8) gives it unless nodev is given"),
    EXEC(Group.ACCESS, both(ON), "programs may be executed"),
    ROOT_ONLY(Group.ACCESS, kernel(OFF),
            "for a mount by root without allow_other, to which other users have no access: the kernel "
                    + "doesn't check permissions, which spares a GETATTR of the directory for each name created, "
                    + "removed or renamed there; no_open, no_create and no_opendir stay. MemFS checks what it is asked "
                    + "for",
            "not for mounts that are exported: an NFS or 9p server acts for its users as root with another "
                    + "fsuid, and with no_open nobody checks open(2). A process of root without CAP_DAC_OVERRIDE can "
                    + "open any file, pass any directory that the kernel has cached and execute what anybody may "
                    + "execute; access(2) and chdir(2) are requests; no ACLs"),
    XATTR(Group.ACCESS, since(Profile.SAFE).withJnr(ON),
            "extended attributes; with noxattr the kernel sends no request for security.capability before a write",
            "with noxattr: EOPNOTSUPP, so no file capabilities and no ACLs"),
    ACL(Group.ACCESS, kernel(OFF),
            "POSIX ACLs, as `setfacl` sets them and `cp -a`, `rsync -A` and `tar --acls` copy them: default "
                    + "ACLs are inherited, mode and mask stay consistent; needs xattr and default_permissions",
            "speed where users work in directories of others"),

    ENTRY_TIMEOUT(Group.CACHING, "SECONDS", timeouts(), "how long the kernel caches names"),
    ATTR_TIMEOUT(Group.CACHING, "SECONDS", each(Integer.toString(Profile.DEFAULT.timeout()), "0"),
            "how long the kernel caches attributes, except those of a regular file with setuid or setgid",
            "with jnr, above 0: the names of a hard-linked file show different attributes meanwhile"),
    DIR_ATTR_TIMEOUT(Group.CACHING, "SECONDS",
            jnr(JnrTransport.DIRECTORY_SECONDS
                    + ", or attr_timeout if that is given; 0 if MemFS checks permissions for users other than root"),
            "how long the kernel caches attributes of directories, and those of files with one name for 1 s "
                    + "at most; needs single_thread"),
    NEGATIVE_TIMEOUT(Group.CACHING, "SECONDS", timeouts(), "how long the kernel caches that a name does not exist"),
    KEEP_CACHE(Group.CACHING, since(Profile.DEFAULT),
            "cached file data is kept after close; the data is in memory twice, in MemFS and (clean, "
                    + "reclaimable) in the page cache"),
    AUTO_CACHE(Group.CACHING, jnr("on, unless kernel_cache is given"),
            "cached file data is kept after close while size and mtime are the same"),
    KERNEL_CACHE(Group.CACHING, jnr(OFF), "cached file data is always kept after close",
            "changes through another hard link are not seen"),
    ATIME(Group.CACHING, both(ON),
            "noatime is shown by the kernel, and changes nothing: MemFS stamps an access time as relatime does"),
    CACHE_DIR(Group.CACHING, since(Profile.DEFAULT), "the kernel caches listings of directories"),
    CACHE_SYMLINKS(Group.CACHING, since(Profile.DEFAULT),
            "the kernel caches targets of symbolic links, which never change"),
    READDIRPLUS(Group.CACHING, since(Profile.SAFE),
            "a listing returns the attributes of its entries, where the kernel expects that they will be used"),
    WRITEBACK_CACHE(Group.CACHING, since(Profile.FAST),
            "the kernel gathers small writes, and sets size and mtime itself",
            "ENOSPC is returned by close or fsync, not by write; time stamps are as coarse as the kernel's "
                    + "tick (1 to 10 ms); what has not been written back is lost if the server dies"),

    NO_OPEN(Group.REQUESTS, since(Profile.DEFAULT),
            "files are opened without a request; needs default_permissions or root_only"),
    NO_CREATE(Group.REQUESTS, since(Profile.DEFAULT),
            "files are created by MKNOD, so that no RELEASE follows; needs no_open"),
    NO_FLUSH(Group.REQUESTS, since(Profile.DEFAULT),
            "close and fsync send no request: memory has nowhere to flush to; the write-back cache is still "
                    + "written by them"),
    NO_OPENDIR(Group.REQUESTS, since(Profile.FAST),
            "directories are opened without a request; needs default_permissions or root_only",
            "a listing has no snapshot: names created or removed meanwhile may or may not be in it, as POSIX allows"),
    PASSTHROUGH(Group.REQUESTS, since(Profile.DATA),
            "for mounts by root (Linux 6.9 or later): the kernel reads, writes and maps the data of open files by itself, in files "
                    + "of a tmpfs that belongs to this mount; where it can't, the mount is as with profile=default",
            "excludes writeback_cache, no_open, no_create and handle_killpriv_v2; with xattr a GETXATTR comes before each "
                    + "write, so xattr is off. See [passthrough.md](passthrough.md)"),
    HANDLE_KILLPRIV_V2(Group.REQUESTS, since(Profile.SAFE),
            "MemFS clears setuid and setgid on a write, so that the kernel needs no GETXATTR of "
                    + "security.capability before each; it sends one after it has received new attributes of the file, "
                    + "with writeback_cache once a file"),
    HARD_REMOVE(Group.REQUESTS, jnr(OFF), "a file that is open is removed, not renamed to a hidden name",
            "a file that was unlinked while open can no longer be used"),

    MAX_WRITE(Group.SERVING, "SIZE", each("1m", "128k"),
            "most bytes of one READ or WRITE, from 4k to the default, and at least a page of the kernel (64 "
                    + "KiB on some ARM and POWER); each worker has two buffers of this size"),
    MAX_READ(Group.SERVING, "SIZE", both("no limit"), "most bytes of one READ, from 4k on; max_write is another limit"),
    BIG_WRITES(Group.SERVING, jnr(ON), "a WRITE may have more than 4 KiB"),
    WORKERS(Group.SERVING, "N",
            kernel("one per core, " + KernelTransport.LEAST_DEFAULT_WORKERS + " to "
                    + KernelTransport.MOST_DEFAULT_WORKERS),
            "threads that serve requests, up to " + KernelOptions.MAX_WORKERS
                    + ": one reads them, others help if requests pile up; more are started while all are busy with long "
                    + "requests"),
    IO_URING(Group.SERVING, "WHEN", kernel("auto"),
            "whether requests come over io_uring (Linux 6.14 or later, where `/sys/module/fuse/parameters/enable_uring` is "
                    + "Y), served by one thread bound to each core, so that a request wakes no other core. auto: if the kernel "
                    + "grants it; on: the mount fails otherwise; off: never"),
    SINGLE_THREAD(Group.SERVING, jnr(ON),
            "one thread serves all requests; with nosingle_thread libfuse chooses how many do",
            "with nosingle_thread: speed; attributes are cached as attr_timeout says"),
    PARALLEL_DIROPS(Group.SERVING, since(Profile.SAFE),
            "lookups and listings of one directory may run at the same time"),
    CLONE_FD(Group.SERVING, kernel(OFF),
            "each worker reads from a descriptor of its own; two more descriptors a worker");

    /** A table of the document and a part of {@code --help}. */
    public enum Group {
        GENERAL("General"),
        ACCESS("Access"),
        CACHING("Caching"),
        REQUESTS("Fewer requests"),
        SERVING("Serving");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public List<MountOption> options() {
            return Arrays.stream(MountOption.values()).filter(option -> option.group == this).toList();
        }
    }

    private final Group group;
    private final String syntax;
    private final OptionDefault absent;
    private final String meaning;
    private final String breaks;

    /** A flag that breaks nothing. */
    MountOption(Group group, OptionDefault absent, String meaning) {
        this(group, "", absent, meaning, "");
    }

    MountOption(Group group, OptionDefault absent, String meaning, String breaks) {
        this(group, "", absent, meaning, breaks);
    }

    MountOption(Group group, String syntax, OptionDefault absent, String meaning) {
        this(group, syntax, absent, meaning, "");
    }

    MountOption(Group group, String syntax, OptionDefault absent, String meaning, String breaks) {
        this.group = group;
        this.syntax = syntax;
        this.absent = absent;
        this.meaning = meaning;
        this.breaks = breaks;
    }

    private static OptionDefault timeouts() {
        return both(Integer.toString(Profile.DEFAULT.timeout()));
    }

    static MountOption of(Feature feature) {
        return valueOf(feature.name());
    }

    static Optional<MountOption> find(String name) {
        return Arrays.stream(values()).filter(option -> option.toString().equals(name)).findFirst();
    }

    /** All names, in alphabetical order. */
    static List<String> names() {
        return Arrays.stream(values()).map(MountOption::toString).sorted().toList();
    }

    /** Whether it is on or off, {@code xattr} and {@code noxattr}, and has no value. */
    public boolean isFlag() {
        return syntax.isEmpty();
    }

    public boolean isOf(Transport transport) {
        return absent.of(transport) != null;
    }

    /** The default of a transport; null where that has no such option. */
    public String absent(Transport transport) {
        return absent.of(transport);
    }

    /** Whether a feature is on by default in a profile. */
    boolean isOnIn(Profile profile) {
        return absent.since() != null && profile.includes(absent.since())
                && !(profile == Profile.DATA && isOffWithPassthrough());
    }

    /** Whether passthrough excludes it, or would be slow with it. */
    boolean isOffWithPassthrough() {
        return this == XATTR || isExcludedByPassthrough();
    }

    /**
     * Passthrough needs an OPEN or CREATE request for each open, and excludes the write-back cache. The server receives no WRITE,
     * so the kernel must clear setuid and setgid; fs/fuse/passthrough.c.
     */
    boolean isExcludedByPassthrough() {
        return this == NO_OPEN || this == NO_CREATE || this == WRITEBACK_CACHE || this == HANDLE_KILLPRIV_V2;
    }

    /** As it is written on the command line. */
    public String usage() {
        return isFlag() ? toString() : this + "=" + syntax;
    }

    /** The default of the kernel transport with those of the other profiles; null where that has no such option. */
    public String kernelDefaults() {
        if (!isOf(Transport.KERNEL)) {
            return null;
        }
        boolean offWithData = isOnIn(Profile.DEFAULT) && !isOnIn(Profile.DATA);
        return absent.kernel() + absent.exception() + (offWithData ? ", data: off" : "");
    }

    public String meaning() {
        return meaning;
    }

    /** What no longer works as on a local file system; empty for nothing. */
    public String breaks() {
        return breaks;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
