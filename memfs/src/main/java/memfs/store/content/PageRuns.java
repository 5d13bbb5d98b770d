package memfs.store.content;

import java.lang.foreign.MemorySegment;

import memfs.store.PageSource;
import org.agrona.collections.IntArrayList;

/** Pages of one region that are to be released, those side by side as one run: one call for each run. */
final class PageRuns {
    private final int pageBytes;
    /** Pairs of a run's first page and the page after its last, as numbers within the region. */
    private final IntArrayList bounds = new IntArrayList();

    PageRuns(int pageBytes) {
        this.pageBytes = pageBytes;
    }

    /** Adds a page behind all the others. */
    void add(int page) {
        int last = bounds.size() - 1;
        if (last > 0 && bounds.getInt(last) == page) {
            bounds.setInt(last, page + 1);
        } else {
            bounds.addInt(page);
            bounds.addInt(page + 1);
        }
    }

    int count() {
        return bounds.size() / 2;
    }

    int first(int run) {
        return bounds.getInt(2 * run);
    }

    int end(int run) {
        return bounds.getInt(2 * run + 1);
    }

    /** Releases run by run up to the first that the operating system refuses; returns how many it accepted. */
    int release(PageSource pages, MemorySegment region) {
        int run = 0;
        while (run < count() && pages.release(bytes(region, run))) {
            run++;
        }
        return run;
    }

    private MemorySegment bytes(MemorySegment region, int run) {
        return region.asSlice((long) first(run) * pageBytes, (long) (end(run) - first(run)) * pageBytes);
    }
}
