package memfs.store.content;

import memfs.store.BackingFiles;

/**
 * The most bytes that a pool and the backing files beside it may have together.
 *
 * <p>
 * The operating system enforces the backing files' part by itself, so the limit is divided: the pool takes a share, in steps,
 * as it grows, and releases what it no longer needs. Guarded by the pool's monitor.
 */
final class SizeLimit {
    /** Steps are no larger than this part of the limit, nor than so many bytes. */
    private static final int STEP_SHARE_SHIFT = 8;
    private static final long MOST_STEP_BYTES = 1 << 20;

    /** Writing so much takes longer than until the kernel has said that a removed file is to be freed. */
    private static final int RESERVE_SHIFT = 3;
    private static final long LEAST_RESERVE = 1 << 30;

    /** Null where there are none: all is the pool's. */
    private final BackingFiles backings;
    private long total;
    private long share;
    /** Bytes of backing files that are about to be freed: they count no more, and others may have them. */
    private long leaving;
    /** The backing files' limit may be above their part. */
    private boolean raised;

    SizeLimit(BackingFiles backings, long total) {
        this.backings = backings;
        this.total = total;
        this.share = backings == null ? total : 0;
    }

    long total() {
        return total;
    }

    /** Whether the pool may have so many bytes. */
    boolean allows(long poolBytes) {
        return poolBytes <= share
                || backings != null && (take(poolBytes, step()) || take(poolBytes, BlockPool.PAGE_SIZE));
    }

    private long step() {
        return Math.clamp(total >> STEP_SHARE_SHIFT, BlockPool.PAGE_SIZE, MOST_STEP_BYTES);
    }

    private boolean take(long poolBytes, long step) {
        long wanted = poolBytes + step - 1 - (poolBytes + step - 1) % step;
        boolean granted = wanted <= total && limitBackings(total, wanted);
        if (granted) {
            share = wanted;
        }
        return granted;
    }

    private boolean limitBackings(long ofTotal, long ofPool) {
        return backings.limit(ofTotal - ofPool + leaving);
    }

    /** The pool has no more than so many bytes now. */
    void released(long poolBytes) {
        if (backings != null && share - poolBytes > 2 * step()) {
            take(poolBytes, step());
        }
    }

    /** Changes the limit; false, and nothing done, where more is used. */
    boolean resize(long newTotal, long poolBytes) {
        if (newTotal < poolBytes) {
            return false;
        }
        if (backings == null) {
            share = newTotal;
        } else {
            if (newTotal < poolBytes + backings.usedBytes() || !limitBackings(newTotal, poolBytes)) {
                return false;
            }
            share = poolBytes;
        }
        total = newTotal;
        return true;
    }

    /** Bytes of the backing files, without those that are about to be freed. */
    long backedBytes() {
        return backings == null ? 0 : Math.max(0, backings.usedBytes() - leaving);
    }

    /** So many bytes more (or less) of backing files are about to be freed. */
    void addLeaving(long bytes) {
        leaving += bytes;
        if (leaving > reserve() || isScarce()) {
            // Where more is used than that, the limit is lowered the next time.
            boolean set = limitBackings(total, share);
            raised = leaving > 0 || !set;
        }
    }

    /** Whether the backing files may soon need what is about to be freed. */
    boolean isScarce() {
        return raised || total - share - backings.usedBytes() < reserve();
    }

    /** With so many bytes left it doesn't matter yet whether some more are free, which costs system calls. */
    private long reserve() {
        return Math.max(total >> RESERVE_SHIFT, LEAST_RESERVE);
    }
}
