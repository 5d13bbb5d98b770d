package memfs.mount;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import memfs.kernel.Feature;
import memfs.kernel.IoUringUse;
import memfs.kernel.KernelOptions;
import memfs.kernel.KernelSession;
import memfs.kernel.Negotiated;
import memfs.kernel.backing.Backings;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.store.FileSystem;
import memfs.sys.Libc;
import memfs.sys.MountAttributes;
import memfs.sys.WallClock;

/** The kernel transport. */
record KernelTransport(Profile profile, boolean rootOnly, KernelOptions options) implements TransportOptions {
    private static final Logger LOG = System.getLogger(KernelTransport.class.getName());

    private static final int MIN_WRITE = 4 << 10;
    static final int LEAST_DEFAULT_WORKERS = 2;
    static final int MOST_DEFAULT_WORKERS = 16;

    /** They skip the request in which the store would check permissions; the store doesn't check ACLs. */
    private static final Set<Feature> NEED_KERNEL_CHECKS = EnumSet.of(Feature.NO_OPEN, Feature.NO_CREATE,
            Feature.NO_OPENDIR, Feature.WRITEBACK_CACHE, Feature.ACL);

    static KernelTransport of(String name, RawOptions raw) {
        Profile profile = Profile.of(raw.value(MountOption.PROFILE, MountOption.PROFILE.absent(Transport.KERNEL)));
        boolean allowOther = raw.flag(MountOption.ALLOW_OTHER, Transport.KERNEL);
        boolean onlyRoot = !allowOther && Libc.geteuid() == 0;
        boolean rootOnly = raw.flag(MountOption.ROOT_ONLY, Transport.KERNEL);
        boolean kernelChecks = raw.flag(MountOption.DEFAULT_PERMISSIONS, !rootOnly);
        requireRootOnly(rootOnly, onlyRoot, kernelChecks);
        // MemFS can't check an access that the kernel serves from its cache.
        boolean mayCache = kernelChecks || onlyRoot;
        double timeout = mayCache ? profile.timeout() : 0;
        boolean passthrough = raw.flag(MountOption.PASSTHROUGH, MountOption.PASSTHROUGH.isOnIn(profile));
        refuseWithPassthrough(passthrough, raw);
        return new KernelTransport(profile, rootOnly,
                new KernelOptions(name, raw.flag(MountOption.RO, Transport.KERNEL), allowOther, kernelChecks,
                        features(profile, kernelChecks, rootOnly, passthrough, raw),
                        features(profile, kernelChecks, rootOnly, false, raw),
                        timeout(MountOption.ENTRY_TIMEOUT, timeout, mayCache, raw),
                        timeout(MountOption.ATTR_TIMEOUT, timeout, mayCache, raw),
                        timeout(MountOption.NEGATIVE_TIMEOUT, timeout, mayCache, raw),
                        raw.size(MountOption.MAX_WRITE, Transport.KERNEL, MIN_WRITE, "the kernel takes 4k to 1m"),
                        workers(raw), ioUring(raw), TransportOptions.attributes(raw)));
    }

    private static void requireRootOnly(boolean rootOnly, boolean onlyRoot, boolean kernelChecks) {
        if (rootOnly && !onlyRoot) {
            throw new OptionException("root_only is for mounts by root that no other user has access to; leave it out"
                    + (Libc.geteuid() == 0 ? ", or allow_other" : ""));
        }
        if (rootOnly && kernelChecks) {
            throw new OptionException("with root_only the kernel doesn't check permissions; leave out root_only or"
                    + " default_permissions");
        }
    }

    private static void refuseWithPassthrough(boolean passthrough, RawOptions raw) {
        if (!passthrough) {
            return;
        }
        for (MountOption option : raw.given()) {
            if (option.isExcludedByPassthrough() && raw.flag(option, false)) {
                throw new OptionException(
                        "passthrough excludes " + option + "; leave out " + option + ", or give nopassthrough");
            }
        }
        String content = raw.value(MountOption.CONTENT, MountOption.CONTENT.absent(Transport.KERNEL));
        if (!content.equals(MountOption.CONTENT.absent(Transport.KERNEL))) {
            throw new OptionException("passthrough excludes content=" + content
                    + ", since the kernel keeps the data; leave that out, or give nopassthrough");
        }
    }

    private static Set<Feature> features(Profile profile, boolean kernelChecks, boolean rootOnly, boolean passthrough,
            RawOptions raw) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (feature == Feature.PASSTHROUGH) {
                if (passthrough) {
                    features.add(feature);
                }
                continue;
            }
            MountOption option = MountOption.of(feature);
            boolean possible = kernelChecks || !NEED_KERNEL_CHECKS.contains(feature)
                    || rootOnly && feature != Feature.ACL;
            boolean absent = isOnIn(profile, option) && !(passthrough && option.isOffWithPassthrough());
            if (raw.flag(option, absent && possible)) {
                refuseUnless(possible, feature, "default_permissions");
                features.add(feature);
            }
        }
        removeUnless(features, Feature.NO_CREATE, Feature.NO_OPEN, raw);
        removeUnless(features, Feature.ACL, Feature.XATTR, raw);
        return features;
    }

    /** What is off in profile=data for passthrough is as in the default profile without that. */
    private static boolean isOnIn(Profile profile, MountOption option) {
        return option.isOnIn(profile == Profile.DATA ? Profile.DEFAULT : profile);
    }

    /** Removes a feature without the one that it needs; an error where it was given by its name. */
    private static void removeUnless(Set<Feature> features, Feature feature, Feature needed, RawOptions raw) {
        if (features.contains(feature) && !features.contains(needed)) {
            refuseUnless(!raw.has(MountOption.of(feature)), feature, needed.toString());
            features.remove(feature);
        }
    }

    private static void refuseUnless(boolean met, Feature feature, String needed) {
        if (!met) {
            throw new OptionException(
                    "mount option " + feature + " needs " + needed + "; give both of them, or leave " + feature
                            + " out");
        }
    }

    private static double timeout(MountOption option, double absent, boolean mayCache, RawOptions raw) {
        double seconds = raw.seconds(option, absent);
        if (seconds > 0 && !mayCache) {
            throw new OptionException("with nodefault_permissions the kernel may not cache what MemFS must check for "
                    + "other users; leave out " + option + ", or give default_permissions");
        }
        return seconds;
    }

    private static int workers(RawOptions raw) {
        int cores = Runtime.getRuntime().availableProcessors();
        int workers = raw.number(MountOption.WORKERS, Math.clamp(cores, LEAST_DEFAULT_WORKERS, MOST_DEFAULT_WORKERS),
                10, KernelOptions.MAX_WORKERS);
        if (workers == 0) {
            throw new OptionException(
                    "workers=0 leaves no thread to serve requests; give a number from 1 to "
                            + KernelOptions.MAX_WORKERS);
        }
        return workers;
    }

    private static IoUringUse ioUring(RawOptions raw) {
        String use = raw.value(MountOption.IO_URING, MountOption.IO_URING.absent(Transport.KERNEL));
        return switch (use) {
            case "auto" -> IoUringUse.AUTO;
            case "on" -> IoUringUse.ON;
            case "off" -> IoUringUse.OFF;
            default -> throw new OptionException("io_uring=" + use + " is not known; give auto, on or off");
        };
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

    @Override
    public boolean acls() {
        return options.features().contains(Feature.ACL);
    }

    /** The kernel stamps what it caches; with two clocks a file made later could be the older one, which breaks make. */
    @Override
    public WallClock clock() {
        boolean cached = options.features().contains(Feature.WRITEBACK_CACHE)
                || options.withoutPassthrough().contains(Feature.WRITEBACK_CACHE);
        return cached ? WallClock.COARSE : WallClock.EXACT;
    }

    @Override
    public void checkPrerequisites() throws MountException {
        Prerequisites.check(options.allowOther(), "fusermount3", "fusermount");
    }

    @Override
    public Optional<Backings> backings(long sizeLimit) {
        if (!options.features().contains(Feature.PASSTHROUGH)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Backings.create(sizeLimit));
        } catch (ErrnoException e) {
            LOG.log(Level.WARNING, "passthrough can''t be had ({0}): {1}; continuing as with profile=default",
                    e.errno(),
                    e.errno() == Errno.EPERM
                            ? "it is for root alone, with CAP_SYS_ADMIN"
                            : "the system gives no tmpfs for it");
            return Optional.empty();
        }
    }

    @Override
    public Session start(FileSystem fileSystem, Path mountPoint, Statistics statistics, Optional<Backings> backings)
            throws MountException {
        WarmUp.OF_PROCESS.complete();
        try {
            KernelSession session = KernelSession.start(fileSystem, mountPoint, options,
                    statistics == Statistics.WRITERS, backings);
            Negotiated negotiated = session.negotiated();
            Set<Feature> unknown = EnumSet.noneOf(Feature.class);
            unknown.addAll(negotiated.missing());
            if (backings.isEmpty()) {
                unknown.remove(Feature.PASSTHROUGH);
            }
            if (!unknown.isEmpty()) {
                LOG.log(Level.WARNING, "this kernel (FUSE {0}) doesn''t know {1}; continuing without",
                        negotiated.protocol(), String.join(", ", names(unknown)));
            }
            return new Session(session.connection(), session.ended(), negotiated(negotiated), settings(negotiated),
                    session::messages,
                    session::writers);
        } catch (IOException e) {
            throw new MountException("nothing was mounted: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> negotiated(Negotiated negotiated) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("profile", profile.toString());
        settings.put("protocol", negotiated.protocol());
        settings.put("max_write", negotiated.maxWrite());
        settings.put("max_readahead", negotiated.maxReadahead());
        return settings;
    }

    /** What is in force, by the names of the options. */
    Map<String, Object> settings(Negotiated negotiated) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("attr_timeout", options.attrTimeout());
        settings.put("entry_timeout", options.entryTimeout());
        settings.put("negative_timeout", options.negativeTimeout());
        settings.put("allow_other", options.allowOther());
        settings.put("default_permissions", options.defaultPermissions());
        settings.put("root_only", rootOnly);
        for (Feature feature : Feature.values()) {
            settings.put(feature.toString(), negotiated.features().contains(feature));
        }
        settings.put("io_uring", negotiated.overIoUring());
        settings.put("workers", options.workers());
        settings.put("flags", negotiated.flags());
        settings.put("missing", names(negotiated.missing()));
        return settings;
    }

    private static List<String> names(Collection<Feature> features) {
        return features.stream().map(Feature::toString).sorted().collect(Collectors.toList());
    }
}
