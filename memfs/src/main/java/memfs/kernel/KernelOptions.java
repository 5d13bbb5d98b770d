package memfs.kernel;

import java.util.Set;
import java.util.stream.Collectors;

import memfs.kernel.queue.WorkerPool;
import memfs.sys.MountAttributes;

/**
 * How the kernel transport mounts, and what it requests in the handshake.
 *
 * @param name
 *            the mount's source, as df shows it
 * @param allowOther
 *            other users than the one who mounts may enter
 * @param defaultPermissions
 *            the kernel checks permissions, else the store does
 * @param features
 *            requested; what the kernel doesn't know is skipped with a warning
 * @param withoutPassthrough
 *            requested in their place where there is no {@link Feature#PASSTHROUGH}
 * @param entryTimeout
 *            seconds that the kernel caches names
 * @param attrTimeout
 *            seconds that it caches attributes
 * @param negativeTimeout
 *            seconds that it caches negative entries
 * @param maxWrite
 *            most bytes of one READ or WRITE, 4 KiB to 1 MiB; of a kernel with larger pages one page at least
 * @param workers
 *            threads that serve requests, 1 to {@link #MAX_WORKERS}; more are started while all are busy with long ones
 * @param ioUring
 *            whether requests come over io_uring
 * @param attributes
 *            of the mount, whatever its file system
 */
public record KernelOptions(String name, boolean readOnly, boolean allowOther, boolean defaultPermissions,
        Set<Feature> features, Set<Feature> withoutPassthrough, double entryTimeout, double attrTimeout,
        double negativeTimeout, int maxWrite, int workers, IoUringUse ioUring,
        MountAttributes attributes) {
    /** Most workers that can be asked for. */
    public static final int MAX_WORKERS = WorkerPool.MAX_WORKERS;

    /** Without passthrough. */
    public KernelOptions(String name, boolean readOnly, boolean allowOther, boolean defaultPermissions,
            Set<Feature> features, double entryTimeout, double attrTimeout, double negativeTimeout, int maxWrite,
            int workers, IoUringUse ioUring, MountAttributes attributes) {
        this(name, readOnly, allowOther, defaultPermissions, features, features, entryTimeout, attrTimeout,
                negativeTimeout, maxWrite, workers, ioUring, attributes);
    }

    /** Without passthrough and io_uring, and with the attributes of a mount that asks for nothing. */
    public KernelOptions(String name, boolean readOnly, boolean allowOther, boolean defaultPermissions,
            Set<Feature> features, double entryTimeout, double attrTimeout, double negativeTimeout, int maxWrite,
            int workers) {
        this(name, readOnly, allowOther, defaultPermissions, features, entryTimeout, attrTimeout, negativeTimeout,
                maxWrite,
                workers, IoUringUse.OFF, MountAttributes.DEFAULT);
    }

    public KernelOptions {
        features = Set.copyOf(features);
        withoutPassthrough = withoutPassthrough.stream().filter(feature -> feature != Feature.PASSTHROUGH)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }
}
