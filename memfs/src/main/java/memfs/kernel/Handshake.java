package memfs.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.ReplyWriter;
import memfs.kernel.protocol.RequestReader;

/**
 * INIT: what the kernel offers, what the options request, and what is in force.
 */
final class Handshake {
    /** Names of the flags by their bits, as in {@link Negotiated#flags()}; from 32 on those of flags2. */
    static final List<String> FLAGS = List.of("async_read", "posix_locks", "file_ops", "atomic_o_trunc",
            "export_support",
            "big_writes",
            "dont_mask", "splice_write", "splice_move", "splice_read", "flock_locks", "has_ioctl_dir",
            "auto_inval_data", "do_readdirplus", "readdirplus_auto", "async_dio", "writeback_cache",
            "no_open_support", "parallel_dirops", "handle_killpriv", "posix_acl", "abort_error", "max_pages",
            "cache_symlinks", "no_opendir_support", "explicit_inval_data", "map_alignment", "submounts",
            "handle_killpriv_v2", "setxattr_ext", "init_ext", "init_reserved", "security_ctx", "has_inode_dax",
            "create_supp_group", "has_expire_only", "direct_io_allow_mmap", "passthrough", "no_export_support",
            "has_resend", "allow_idmap", "over_io_uring", "request_timeout");

    /**
     * Requested whatever the options are; docs/kernel-transport.md has the reason for each flag, requested or not.
     *
     * <p>
     * Not ASYNC_DIO: when an asynchronous direct write ends, the kernel doesn't drop the pages that others have read
     * meanwhile (fuse_aio_complete() in fs/fuse/file.c), and buffered reads return old bytes from then on.
     */
    private static final long ALWAYS = Abi.ASYNC_READ | Abi.EXPORT_SUPPORT | Abi.BIG_WRITES | Abi.MAX_PAGES
            | Abi.INIT_EXT;

    /** Most requests in the background (read-ahead, write-back), and how many are congestion; max_background, congestion_threshold. */
    private static final int MAX_BACKGROUND = 64;
    private static final int CONGESTION = 48;
    /** Time stamps are exact to the nanosecond. */
    private static final int TIME_GRANULARITY = 1;
    /** max_stack_depth with passthrough: this file system counts as one that stands on another; FILESYSTEM_MAX_STACK_DEPTH is 2. */
    private static final int STACK_DEPTH = 1;
    /** request_timeout and what is unused behind it, bytes. */
    private static final int REST = 24;
    private static final int LOW = 32;

    /** FUSE_DEFAULT_MAX_PAGES_PER_REQ in fs/fuse/fuse_i.h. */
    private static final int PAGES_WITHOUT_MAX_PAGES = 32;

    private final KernelOptions options;
    private final int pageBytes;
    private final boolean ring;
    private final boolean backings;

    /**
     * @param pageBytes
     *            in a page of the kernel: max_pages counts them
     * @param ring
     *            whether requests can come over io_uring
     * @param backings
     *            whether there are files for passthrough
     */
    Handshake(KernelOptions options, int pageBytes, boolean ring, boolean backings) {
        this.backings = backings;
        this.options = options;
        this.pageBytes = pageBytes;
        this.ring = ring;
    }

    /** What the kernel offers. */
    private record Offer(int minor, int maxReadahead, long flags) {
        boolean has(long wanted) {
            return (flags & wanted) == wanted;
        }
    }

    /**
     * Replies to INIT.
     *
     * @return what is negotiated, or null where the kernel's major version is newer: it sends INIT again with ours
     * @throws UnsupportedProtocolException
     *             the kernel is older than what is served
     */
    Negotiated negotiate(RequestReader request, ReplyWriter reply) {
        int major = request.fetchInt();
        int minor = request.fetchInt();
        if (major > Abi.MAJOR) {
            putVersion(reply, Abi.NEWEST_MINOR);
            return null;
        }
        if (major < Abi.MAJOR || minor < Abi.OLDEST_MINOR) {
            throw new UnsupportedProtocolException(major, minor);
        }
        Offer offer = new Offer(minor, request.fetchInt(), fetchFlags(request, minor));
        return accept(reply, offer);
    }

    private static long fetchFlags(RequestReader request, int minor) {
        long flags = Integer.toUnsignedLong(request.fetchInt());
        boolean extended = minor >= Abi.FLAGS2_MINOR && (flags & Abi.INIT_EXT) != 0;
        return extended ? flags | (long) request.fetchInt() << LOW : flags;
    }

    private Negotiated accept(ReplyWriter reply, Offer offer) {
        Set<Feature> missing = EnumSet.noneOf(Feature.class);
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : requested(offer, missing)) {
            (offer.has(feature.flags()) ? features : missing).add(feature);
        }
        if (!features.contains(Feature.NO_OPEN) && features.remove(Feature.NO_CREATE)) {
            missing.add(Feature.NO_CREATE);
        }
        long flags = (flags(features) | (ring ? Abi.OVER_IO_URING : 0)) & offer.flags;
        int maxWrite = offer.has(Abi.MAX_PAGES)
                ? options.maxWrite()
                : Math.min(options.maxWrite(), PAGES_WITHOUT_MAX_PAGES * pageBytes);
        int minor = Math.min(offer.minor, Abi.NEWEST_MINOR);
        put(reply, minor, offer.maxReadahead, flags, maxWrite);
        return new Negotiated(Abi.MAJOR + "." + minor, names(flags), features, missing, maxWrite, offer.maxReadahead);
    }

    /** Without passthrough another set of features is the best. */
    private Set<Feature> requested(Offer offer, Set<Feature> missing) {
        if (!options.has(Feature.PASSTHROUGH) || backings && offer.has(Feature.PASSTHROUGH.flags())) {
            return options.features();
        }
        missing.add(Feature.PASSTHROUGH);
        return options.withoutPassthrough();
    }

    private static long flags(Set<Feature> features) {
        long flags = ALWAYS;
        for (Feature feature : features) {
            flags |= feature.flags();
        }
        // Without an OPEN request there is none that could truncate.
        return features.contains(Feature.NO_OPEN) ? flags : flags | Abi.ATOMIC_O_TRUNC;
    }

    private static List<String> names(long flags) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < FLAGS.size(); bit++) {
            if ((flags >>> bit & 1) != 0) {
                names.add(FLAGS.get(bit));
            }
        }
        return List.copyOf(names);
    }

    private static void putVersion(ReplyWriter reply, int minor) {
        reply.putInt(Abi.MAJOR);
        reply.putInt(minor);
    }

    /** {@code struct fuse_init_out}. */
    private void put(ReplyWriter reply, int minor, int maxReadahead, long flags, int maxWrite) {
        putVersion(reply, minor);
        reply.putInt(maxReadahead);
        reply.putInt((int) flags);
        reply.putShort(MAX_BACKGROUND);
        reply.putShort(CONGESTION);
        reply.putInt(maxWrite);
        reply.putInt(TIME_GRANULARITY);
        // The longest READ in pages: no more than a reply's buffer holds, and at least one.
        reply.putShort(Math.max(1, maxWrite / pageBytes));
        reply.putShort(0);
        reply.putInt((int) (flags >>> LOW));
        reply.putInt((flags & Abi.PASSTHROUGH) == 0 ? 0 : STACK_DEPTH);
        reply.putZeros(REST);
    }
}
