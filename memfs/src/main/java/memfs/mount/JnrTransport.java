package memfs.mount;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import memfs.jnr.ConnectionInfo;
import memfs.jnr.JnrOptions;
import memfs.jnr.JnrSession;
import memfs.kernel.backing.Backings;
import memfs.store.FileSystem;
import memfs.sys.Libc;
import memfs.sys.MountAttributes;
import memfs.sys.WallClock;

/**
 * The jnr transport.
 *
 * <p>
 * The defaults put correctness before speed. libfuse 2 gives each name of a hard-linked file an inode of its own, so
 * cached attributes could be stale: {@code attr_timeout=0}. Directories have one name, and names change only through
 * this mount, so the kernel may cache both for long. With {@code auto_cache} file data stays cached while size and mtime are the same.
 */
record JnrTransport(JnrOptions options) implements TransportOptions {
    private static final int MIN_WRITE = 4 << 10;
    static final int DIRECTORY_SECONDS = 3600;

    static JnrTransport of(String name, RawOptions raw) {
        refuseContradictions(raw);
        boolean allowOther = flag(MountOption.ALLOW_OTHER, raw);
        boolean kernelCache = flag(MountOption.KERNEL_CACHE, raw);
        boolean onlyRoot = !allowOther && Libc.geteuid() == 0;
        boolean kernelChecks = raw.flag(MountOption.DEFAULT_PERMISSIONS, !onlyRoot);
        double attrTimeout = raw.seconds(MountOption.ATTR_TIMEOUT, Transport.JNR);
        // MemFS can't check an access that the kernel serves from its cache.
        double directoryTimeout = kernelChecks || onlyRoot ? DIRECTORY_SECONDS : 0;
        return new JnrTransport(new JnrOptions(name, flag(MountOption.RO, raw), allowOther, kernelChecks, attrTimeout,
                raw.seconds(MountOption.DIR_ATTR_TIMEOUT,
                        raw.has(MountOption.ATTR_TIMEOUT) ? attrTimeout : directoryTimeout),
                raw.seconds(MountOption.ENTRY_TIMEOUT, Transport.JNR),
                raw.seconds(MountOption.NEGATIVE_TIMEOUT, Transport.JNR),
                raw.size(MountOption.MAX_WRITE, Transport.JNR, MIN_WRITE, "libfuse 2 takes 4k to 128k"),
                flag(MountOption.BIG_WRITES, raw), kernelCache, raw.flag(MountOption.AUTO_CACHE, !kernelCache),
                flag(MountOption.HARD_REMOVE, raw), flag(MountOption.SINGLE_THREAD, raw),
                flag(MountOption.XATTR, raw), TransportOptions.attributes(raw)));
    }

    private static boolean flag(MountOption option, RawOptions raw) {
        return raw.flag(option, Transport.JNR);
    }

    private static void refuseContradictions(RawOptions raw) {
        if (flag(MountOption.KERNEL_CACHE, raw) && raw.flag(MountOption.AUTO_CACHE, false)) {
            throw new OptionException("mount options kernel_cache and auto_cache exclude each other; give one of them");
        }
        if (raw.has(MountOption.DIR_ATTR_TIMEOUT) && !flag(MountOption.SINGLE_THREAD, raw)) {
            throw new OptionException(
                    "dir_attr_timeout needs a single thread; leave out nosingle_thread, or give attr_timeout");
        }
    }

    @Override
    public MountAttributes attributes() {
        return options.attributes();
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public boolean kernelChecks() {
        return options.defaultPermissions();
    }

    /** libfuse 2 doesn't know FUSE_POSIX_ACL. */
    @Override
    public boolean acls() {
        return false;
    }

    @Override
    public WallClock clock() {
        return WallClock.EXACT;
    }

    @Override
    public void checkPrerequisites() throws MountException {
        Prerequisites.check(options.allowOther(), "fusermount");
    }

    /** libfuse 2 doesn't know FUSE_PASSTHROUGH. */
    @Override
    public Optional<Backings> backings(long sizeLimit) {
        return Optional.empty();
    }

    @Override
    public Session start(FileSystem fileSystem, Path mountPoint, Statistics statistics, Optional<Backings> backings)
            throws MountException {
        try {
            JnrSession session = JnrSession.start(fileSystem, mountPoint, options);
            return new Session(session.connection(), session.ended().thenApply(_ -> null),
                    negotiated(session.negotiated()),
                    settings(session.negotiated()), Map::of, Optional::empty);
        } catch (UnsatisfiedLinkError e) {
            throw new MountException(Prerequisites.NO_LIBFUSE, e);
        } catch (IOException e) {
            throw new MountException("nothing was mounted at " + mountPoint + ", " + e.getMessage()
                    + "; the reason is in the lines above", e);
        }
    }

    private static Map<String, Object> negotiated(ConnectionInfo negotiated) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("protocol", negotiated.protocol());
        settings.put("max_write", negotiated.maxWrite());
        settings.put("max_readahead", negotiated.maxReadahead());
        settings.put("async_read", negotiated.asyncRead());
        return settings;
    }

    private Map<String, Object> settings(ConnectionInfo negotiated) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("big_writes", options.bigWrites());
        settings.put("attr_timeout", options.attrTimeout());
        settings.put("entry_timeout", options.entryTimeout());
        settings.put("negative_timeout", options.negativeTimeout());
        settings.put("allow_other", options.allowOther());
        settings.put("default_permissions", options.defaultPermissions());
        settings.put("xattr", options.xattr());
        settings.put("kernel_cache", options.kernelCache());
        settings.put("auto_cache", options.autoCache());
        settings.put("hard_remove", options.hardRemove());
        settings.put("threads", options.singleThread() ? "1" : "chosen by libfuse");
        settings.put("dir_attr_timeout", negotiated.directoryTimeout());
        settings.put("one_name_attr_timeout", negotiated.fileTimeout());
        return settings;
    }
}
