package workload.memory;

/** What is held in memory, in bytes; the names of its values in files. */
public enum Quantity {
    /** The server's resident set and its parts, proc(5). */
    RSS("rss"), RSS_ANON("rss_anon"), RSS_FILE("rss_file"), RSS_SHMEM("rss_shmem"),
    /** Of the server's Java heap. */
    HEAP_USED("heap_used"), HEAP_COMMITTED("heap_committed"),
    /** Of the server's blocks: in use, and taken from the system. */
    OFF_HEAP_LIVE("off_heap_live"), OFF_HEAP_RESERVED("off_heap_reserved"),
    /** Of a tmpfs: what statvfs(3) counts as used. */
    HELD("fs_held"),
    /** Of the kernel, for all that run on it: its own objects, inodes and dentries among them; /proc/meminfo. */
    SLAB_RECLAIMABLE("slab_reclaimable"), SLAB_UNRECLAIMABLE("slab_unreclaimable");

    private final String column;

    Quantity(String column) {
        this.column = column;
    }

    @Override
    public String toString() {
        return column;
    }
}
