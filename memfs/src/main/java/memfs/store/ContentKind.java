package memfs.store;

/** How regular files keep their bytes: the study compares kinds, the rest of the store doesn't know which it is. */
public enum ContentKind {
    /** Off-heap pages; an append costs what it appends, a hole takes nothing. */
    PAGED {
        @Override
        FileContent create(BlockPool pool) {
            return new PagedContent(pool);
        }
    };

    abstract FileContent create(BlockPool pool);
}
