package memfs.store.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.store.ContentKind;
import memfs.store.content.control.ContiguousContent;
import memfs.store.content.control.NullContent;

/** Contents under test, with a source of memory that can refuse: the one place that knows how they are made. */
final class Contents implements AutoCloseable {
    private static final long PIECE = 3 * 4096 + 100;

    final BlockPool pool;
    private final TestPages pages = new TestPages();

    Contents(long capacityBytes) {
        pool = new SlabPool(pages, capacityBytes);
    }

    FileContent create(ContentKind kind) {
        return switch (kind) {
            case PAGED -> new PagedContent(pool);
            case CONTIGUOUS -> new ContiguousContent(pool, pages);
            case NULL -> new NullContent();
        };
    }

    /** Sets the length, and frees what that cut off; false where memory was refused. */
    static boolean truncate(FileContent content, long size) {
        return isGranted(() -> content.truncate(size).free());
    }

    static void punch(FileContent content, long offset, long length) {
        content.punch(offset, length).free();
    }

    /** Allocates piece by piece, as a file does; false, and all of it undone, where memory was refused. */
    static boolean allocate(FileContent content, long offset, long length) {
        List<FileContent.Growth> growths = new ArrayList<>();
        boolean granted = isGranted(() -> {
            growths.add(content.growth(offset, length));
            for (long done = 0; done < length; done += PIECE) {
                growths.getFirst().allocate(offset + done, Math.min(PIECE, length - done));
            }
        });
        while (!granted && !growths.isEmpty() && growths.getFirst().undo()) {
            // Until nothing is left to undo.
        }
        return granted;
    }

    private static boolean isGranted(Runnable change) {
        try {
            change.run();
            return true;
        } catch (ErrnoException e) {
            assertThat(e.errno()).isEqualTo(Errno.ENOSPC);
            return false;
        }
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
