package memfs.store.tree;

import java.util.function.UnaryOperator;

import memfs.store.BackingFile;
import memfs.store.ContentKind;
import memfs.store.PageSource;
import memfs.store.StoreOptions;
import memfs.store.content.BackedContent;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;
import memfs.store.content.PagedContent;
import memfs.store.content.control.ContiguousContent;
import memfs.store.content.control.NullContent;

/** Makes the data of the regular files of one file system, in the one kind of content that it has. */
final class FileDataFactory {
    private final ContentKind kind;
    private final BlockPool pool;
    private final PageSource pages;
    private final UnaryOperator<FileContent> wrapper;
    private final boolean backed;
    private final FileData empty;
    private final FileData gone;

    /**
     * @param wrapper
     *            applied to each content
     */
    FileDataFactory(StoreOptions options, BlockPool pool, UnaryOperator<FileContent> wrapper) {
        this.kind = options.content();
        this.pool = pool;
        this.pages = options.pages();
        this.wrapper = wrapper;
        this.backed = options.backings() != null;
        this.empty = create();
        this.gone = new FileData(this, content());
    }

    /** For one file that is not empty. */
    FileData create() {
        return new FileData(this, wrapper.apply(content()));
    }

    private FileContent content() {
        return switch (kind) {
            case PAGED -> new PagedContent(pool);
            case CONTIGUOUS -> new ContiguousContent(pool, pages);
            case NULL -> new NullContent();
        };
    }

    /** For one file, in a file of the operating system. */
    FileData backed(BackingFile file) {
        return new FileData(this, new BackedContent(file));
    }

    /** Of all empty files, so that one takes no memory for its data; nothing is ever written to it. */
    FileData empty() {
        return empty;
    }

    /** Of files that were freed: reads as empty, and can't be changed any more. */
    FileData gone() {
        return gone;
    }

    /** Whether the pool's end doesn't free all contents. */
    boolean hasMemoryBesidePool() {
        return backed || kind == ContentKind.CONTIGUOUS;
    }
}
