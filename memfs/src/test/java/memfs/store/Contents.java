package memfs.store;

/** Contents under test, with a source of memory that can refuse: the one place that knows how they are made. */
final class Contents implements AutoCloseable {
    final BlockPool pool;
    private final TestPages pages = new TestPages();

    Contents(long capacityBytes) {
        pool = new SlabPool(pages, capacityBytes);
    }

    FileContent create(ContentKind kind) {
        return kind.create(pool, pages);
    }

    /** Whether the operating system has no more memory to give, from now on. */
    void refuse(boolean refuse) {
        pages.refusing = refuse;
    }

    /** Bytes that were mapped and not unmapped. */
    long mappedBytes() {
        return pages.mapped;
    }

    @Override
    public void close() {
        pool.close();
    }
}
