package memfs.store.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

import memfs.mount.MappedPages;
import memfs.store.PageSource;

/** Memory of the operating system that counts what is mapped and given back, and refuses on demand. */
final class TestPages implements PageSource {
    long mapped;
    long released;
    boolean refusing;
    boolean keeping;
    int pageBytes = MappedPages.INSTANCE.pageBytes();

    @Override
    public int pageBytes() {
        return pageBytes;
    }

    @Override
    public MemorySegment map(long bytes) {
        if (refusing) {
            throw new OutOfMemoryError("refused by the test");
        }
        mapped += bytes;
        return MappedPages.INSTANCE.map(bytes);
    }

    @Override
    public boolean release(MemorySegment pages) {
        if (keeping) {
            return false;
        }
        assertThat(pages.address() % pageBytes).isZero();
        assertThat(pages.byteSize() % pageBytes).isZero();
        released += pages.byteSize();
        return MappedPages.INSTANCE.release(pages);
    }

    @Override
    public void unmap(MemorySegment segment) {
        mapped -= segment.byteSize();
        MappedPages.INSTANCE.unmap(segment);
    }
}
