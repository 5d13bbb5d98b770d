package memfs.store;

import java.lang.foreign.MemorySegment;

import memfs.mount.MappedPages;

/** Contents under test, with a source of memory that can refuse: the one place that knows how they are made. */
final class Contents implements AutoCloseable {
    final BlockPool pool;
    private boolean refusing;
    private long mapped;

    private final PageSource pages = new PageSource() {
        @Override
        public MemorySegment map(long bytes) {
            if (refusing) {
                throw new OutOfMemoryError("refused by the test");
            }
            mapped += bytes;
            return MappedPages.INSTANCE.map(bytes);
        }

        @Override
        public int pageBytes() {
            return MappedPages.INSTANCE.pageBytes();
        }

        @Override
        public boolean release(MemorySegment released) {
            return MappedPages.INSTANCE.release(released);
        }

        @Override
        public void unmap(MemorySegment segment) {
            mapped -= segment.byteSize();
            MappedPages.INSTANCE.unmap(segment);
        }
    };

    Contents(long capacityBytes) {
        pool = new SlabPool(pages, capacityBytes);
    }

    FileContent create(ContentKind kind) {
        return kind.create(pool, pages);
    }

    /** Whether the operating system has no more memory to give, from now on. */
    void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** Bytes that were mapped and not unmapped. */
    long mappedBytes() {
        return mapped;
    }

    @Override
    public void close() {
        pool.close();
    }
}
