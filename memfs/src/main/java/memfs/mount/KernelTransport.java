package memfs.mount;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import memfs.kernel.Feature;
import memfs.kernel.KernelOptions;
import memfs.kernel.KernelSession;
import memfs.kernel.Negotiated;
import memfs.store.FileSystem;
import memfs.sys.Libc;
import memfs.sys.WallClock;

/** The kernel transport; what each option means and breaks is in docs/mount-options.md. */
record KernelTransport(Profile profile, KernelOptions options) implements TransportOptions {
    static final OptionNames NAMES = new OptionNames(flags(),
            Set.of("profile", "attr_timeout", "entry_timeout", "negative_timeout", "max_write", "workers"));

    private static final Logger LOG = System.getLogger(KernelTransport.class.getName());

    private static final int MAX_WRITE = 1 << 20;
    private static final int MIN_WRITE = 4 << 10;
    private static final int MIN_WORKERS_BY_ITSELF = 2;
    private static final int MAX_WORKERS_BY_ITSELF = 16;
    private static final int MAX_WORKERS = 128;

    /** They skip the message in which the store would check permissions; the store doesn't check ACLs. */
    private static final Set<Feature> NEED_KERNEL_CHECKS = EnumSet.of(Feature.NO_OPEN, Feature.NO_CREATE,
            Feature.NO_OPENDIR, Feature.WRITEBACK_CACHE, Feature.ACL);

    private static Set<String> flags() {
        Set<String> flags = new TreeSet<>(List.of("allow_other", "default_permissions"));
        Arrays.stream(Feature.values()).map(Feature::toString).forEach(flags::add);
        return flags;
    }

    static KernelTransport of(String name, RawOptions raw) {
        Profile profile = Profile.of(raw.value("profile", Profile.DEFAULT.toString()));
        boolean allowOther = raw.flag("allow_other", false);
        boolean kernelChecks = raw.flag("default_permissions", true);
        boolean onlyRoot = !allowOther && Libc.geteuid() == 0;
        // What the kernel answers from its cache, MemFS can't check.
        boolean mayCache = kernelChecks || onlyRoot;
        double timeout = mayCache ? profile.timeout() : 0;
        return new KernelTransport(profile, new KernelOptions(name, raw.flag("ro", false), allowOther, kernelChecks,
                features(profile, kernelChecks, raw), timeout("entry_timeout", timeout, mayCache, raw),
                timeout("attr_timeout", timeout, mayCache, raw), timeout("negative_timeout", timeout, mayCache, raw),
                raw.size("max_write", MIN_WRITE, MAX_WRITE, "the kernel takes 4k to 1m"), workers(raw)));
    }

    private static Set<Feature> features(Profile profile, boolean kernelChecks, RawOptions raw) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            boolean possible = kernelChecks || !NEED_KERNEL_CHECKS.contains(feature);
            if (raw.flag(feature.toString(), profile.has(feature) && possible)) {
                refuseUnless(possible, feature, "default_permissions");
                features.add(feature);
            }
        }
        leaveOutUnless(features, Feature.NO_CREATE, Feature.NO_OPEN, raw);
        leaveOutUnless(features, Feature.ACL, Feature.XATTR, raw);
        return features;
    }

    /** What a feature can't go without; where it was asked for by its name it is refused. */
    private static void leaveOutUnless(Set<Feature> features, Feature feature, Feature needed, RawOptions raw) {
        if (features.contains(feature) && !features.contains(needed)) {
            refuseUnless(!raw.has(feature.toString()), feature, needed.toString());
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

    private static double timeout(String name, double absent, boolean mayCache, RawOptions raw) {
        double seconds = raw.seconds(name, absent);
        if (seconds > 0 && !mayCache) {
            throw new OptionException("with nodefault_permissions nothing may be cached that other users are to be "
                    + "checked for; leave out " + name + ", or give default_permissions");
        }
        return seconds;
    }

    private static int workers(RawOptions raw) {
        int cores = Runtime.getRuntime().availableProcessors();
        int workers = raw.number("workers", Math.clamp(cores, MIN_WORKERS_BY_ITSELF, MAX_WORKERS_BY_ITSELF), 10,
                MAX_WORKERS);
        if (workers == 0) {
            throw new OptionException("with workers=0 nobody would serve; give a number from 1 to " + MAX_WORKERS);
        }
        return workers;
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
        return options.features().contains(Feature.WRITEBACK_CACHE) ? WallClock.COARSE : WallClock.EXACT;
    }

    @Override
    public void checkPrerequisites() throws MountException {
        Prerequisites.check(options.allowOther(), "fusermount3", "fusermount");
    }

    @Override
    public Session start(FileSystem fileSystem, Path mountPoint, Statistics statistics) throws MountException {
        try {
            KernelSession session = KernelSession.start(fileSystem, mountPoint, options,
                    statistics == Statistics.WRITERS);
            Negotiated negotiated = session.negotiated();
            if (!negotiated.missing().isEmpty()) {
                LOG.log(Level.WARNING, "this kernel (FUSE {0}) doesn''t know {1}; going on without",
                        negotiated.protocol(), String.join(", ", names(negotiated.missing())));
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
        for (Feature feature : Feature.values()) {
            settings.put(feature.toString(), negotiated.features().contains(feature));
        }
        settings.put("workers", options.workers());
        settings.put("flags", negotiated.flags());
        settings.put("missing", names(negotiated.missing()));
        return settings;
    }

    private static List<String> names(Collection<Feature> features) {
        return features.stream().map(Feature::toString).sorted().collect(Collectors.toList());
    }
}
