package memfs.store.content;

import org.agrona.collections.LongArrayList;

/**
 * Which block holds each page of a file: a tree whose nodes are blocks of the pool too, so that neither a long file nor a
 * sparse one takes heap.
 *
 * <p>
 * A node is an array of numbers of blocks, 512 at most (2 MiB of file on the lowest level), and only as long as its last
 * entry needs. The root of height 0 is the block of page 0 itself: a file of one page has no node.
 */
final class PageIndex {
    /** Result of {@link #nextPresent} where no page follows. */
    static final long NO_PAGE = -1;
    /** A page number after all others. */
    static final long END = Long.MAX_VALUE;

    private static final long NONE = BlockPool.NONE;
    private static final int ENTRY_SHIFT = 3;
    private static final int FAN_SHIFT = BlockPool.PAGE_SHIFT - ENTRY_SHIFT;
    private static final int FAN_MASK = (1 << FAN_SHIFT) - 1;

    private final BlockPool pool;
    private long root = NONE;
    /** Levels of nodes. */
    private int height;

    PageIndex(BlockPool pool) {
        this.pool = pool;
    }

    boolean isEmpty() {
        return root == NONE;
    }

    /** The block of a page number, or {@link BlockPool#NONE}. */
    long get(long page) {
        return page >>> FAN_SHIFT * height == 0 ? descend(page, 0) : NONE;
    }

    /** What the tree has on a level for a page that it reaches to: a node, or on level 0 the page's block. */
    private long descend(long page, int level) {
        long at = root;
        for (int above = height; above > level && at != NONE; above--) {
            at = entry(at, slot(page, above));
        }
        return at;
    }

    /** Records a page's block, or replaces it; returns false and changes nothing if no node can be allocated. */
    boolean put(long page, long block) {
        while (page >>> FAN_SHIFT * height != 0) {
            if (!raise()) {
                return false;
            }
        }
        long parent = NONE;
        int parentSlot = 0;
        long at = root;
        for (int level = height; level > 0; level--) {
            int slot = slot(page, level);
            long roomy = withRoom(at, slot);
            if (roomy == NONE) {
                return false;
            }
            if (roomy != at) {
                link(parent, parentSlot, roomy);
            }
            parent = roomy;
            parentSlot = slot;
            at = entry(roomy, slot);
        }
        link(parent, parentSlot, block);
        return true;
    }

    private boolean raise() {
        if (root != NONE) {
            long top = withRoom(NONE, 0);
            if (top == NONE) {
                return false;
            }
            pool.putLong(top, 0, root);
            root = top;
        }
        height++;
        return true;
    }

    private void link(long parent, int slot, long child) {
        if (parent == NONE) {
            root = child;
        } else {
            pool.putLong(parent, slot << ENTRY_SHIFT, child);
        }
    }

    /** The node, or a larger one in its place, with room for a slot; NONE where there is no memory for it. */
    private long withRoom(long node, int slot) {
        int held = node == NONE ? 0 : BlockPool.capacity(node);
        int needed = slot + 1 << ENTRY_SHIFT;
        if (needed <= held) {
            return node;
        }
        int bytes = Math.min(BlockPool.PAGE_SIZE, Math.max(needed, held + held / 2));
        long roomy = node == NONE ? pool.allocate(bytes) : pool.reallocate(node, bytes);
        if (roomy != NONE) {
            pool.zero(roomy, held, BlockPool.capacity(roomy) - held);
        }
        return roomy;
    }

    private long entry(long node, int slot) {
        return slot < entries(node) ? pool.getLong(node, slot << ENTRY_SHIFT) : NONE;
    }

    private static int entries(long node) {
        return BlockPool.capacity(node) >>> ENTRY_SHIFT;
    }

    /** A cut of the blocks from one page number up to another, exclusive, that is still to be made. */
    Cut cutOf(long from, long to) {
        return new Cut(from, to);
    }

    /** Branches of the tree that are detached from it, so that no other thread reaches them. */
    final class Cut {
        private final long from;
        private final long to;
        /** Pairs of a node, or a page's block, and its level. */
        private final LongArrayList branches = new LongArrayList();
        private long bytesFreed;

        private Cut(long from, long to) {
            this.from = from;
            this.to = to;
        }

        /** Detaches the blocks: whole branches at once, so that the time doesn't depend on the length of the file. */
        Cut make() {
            if (root != NONE && from < to && from >>> FAN_SHIFT * height == 0) {
                root = below(root, height, 0);
                height = root == NONE ? 0 : height;
            }
            return this;
        }

        /** What is left of a node, or a page's block, whose first page is {@code base}: itself, or NONE. */
        private long below(long node, int level, long base) {
            if (from <= base && to - base >= 1L << FAN_SHIFT * level) {
                take(node, level);
                return NONE;
            }
            int shift = FAN_SHIFT * (level - 1);
            int first = (int) (Math.max(0, from - base) >>> shift);
            int last = (int) Math.min(entries(node) - 1L, to - 1 - base >>> shift);
            for (int slot = first; slot <= last; slot++) {
                long child = entry(node, slot);
                if (child != NONE && below(child, level - 1, base + ((long) slot << shift)) == NONE) {
                    pool.putLong(node, slot << ENTRY_SHIFT, NONE);
                }
            }
            if (!PageIndex.this.isEmpty(node)) {
                return node;
            }
            pool.free(node);
            return NONE;
        }

        private void take(long node, int level) {
            try {
                branches.ensureCapacity(branches.size() + 2);
                branches.addLong(node);
                branches.addLong(level);
            } catch (OutOfMemoryError _) {
                // Freed at once instead: removing must not fail halfway.
                bytesFreed += freeBranch(node, level);
            }
        }

        /** Frees them; returns how many bytes the pages' blocks had. */
        long free() {
            for (int i = 0; i < branches.size(); i += 2) {
                bytesFreed += freeBranch(branches.getLong(i), (int) branches.getLong(i + 1));
                if (branches.getLong(i + 1) > 0 && i + 2 < branches.size()) {
                    yieldThePool();
                }
            }
            return bytesFreed;
        }
    }

    /** Frees all blocks; needs no heap. */
    void free() {
        if (root != NONE) {
            freeBranch(root, height);
        }
        root = NONE;
        height = 0;
    }

    /** A monitor isn't fair: a thread that frees branch by branch could keep all others out of the pool. */
    private static void yieldThePool() {
        Thread.yield();
    }

    private long freeBranch(long node, int level) {
        if (level == 1) {
            return pool.freeWithListed(node);
        }
        long bytes = level == 0 ? BlockPool.capacity(node) : 0;
        for (int slot = 0; level > 0 && slot < entries(node); slot++) {
            long child = entry(node, slot);
            if (child != NONE) {
                bytes += freeBranch(child, level - 1);
                yieldThePool();
            }
        }
        pool.free(node);
        return bytes;
    }

    private boolean isEmpty(long node) {
        for (int slot = 0; slot < entries(node); slot++) {
            if (entry(node, slot) != NONE) {
                return false;
            }
        }
        return true;
    }

    /** The first page number from {@code from} on that has a block, or {@link #NO_PAGE}. */
    long nextPresent(long from) {
        return from >>> FAN_SHIFT * height == 0 ? nextPresent(root, height, 0, from) : NO_PAGE;
    }

    private long nextPresent(long node, int level, long base, long from) {
        if (node == NONE || level == 0) {
            return node == NONE ? NO_PAGE : base;
        }
        int shift = FAN_SHIFT * (level - 1);
        for (int slot = (int) (Math.max(0, from - base) >>> shift); slot < entries(node); slot++) {
            long found = nextPresent(entry(node, slot), level - 1, base + ((long) slot << shift), from);
            if (found != NO_PAGE) {
                return found;
            }
        }
        return NO_PAGE;
    }

    /** The first page number from {@code from} on that has no block; a result from {@code to} on means none before. */
    long nextAbsent(long from, long to) {
        long page = from;
        while (height > 0 && page < to && page >>> FAN_SHIFT * height == 0) {
            long lowest = descend(page, 1);
            do {
                if (lowest == NONE || entry(lowest, slot(page, 1)) == NONE) {
                    return page;
                }
                page++;
            } while (slot(page, 1) != 0);
        }
        return height == 0 && page == 0 && root != NONE ? 1 : page;
    }

    private static int slot(long page, int level) {
        return (int) (page >>> FAN_SHIFT * (level - 1)) & FAN_MASK;
    }
}
