package memfs.store.content;

import memfs.posix.Errno;
import memfs.store.content.FileContent.Growth;
import org.agrona.collections.LongArrayList;

/** An allocation of pages, which remembers in little memory what it changed: runs of new pages, and pages that had a smaller block. */
final class PagedGrowth implements Growth {
    /** Pages that are freed at once; as many as a piece of an allocation has at the most. */
    private static final int UNDONE_PAGES = 256;

    private final PagedContent content;
    /** Pairs of a run's first page and the page after its last. */
    private final LongArrayList runs = new LongArrayList();
    /** Pairs of a page and the bytes that its block had. */
    private final LongArrayList grown = new LongArrayList();
    private int changesSeen;
    private boolean disturbed;

    PagedGrowth(PagedContent content) {
        this.content = content;
        this.changesSeen = content.changes();
    }

    @Override
    public void allocate(long offset, long length) {
        noteChange();
        long end = offset + length;
        for (long at = offset; at < end;) {
            int run = PagedContent.inOnePage(at, end);
            long page = PagedContent.page(at);
            int held = content.held(page);
            if (!content.back(at, run)) {
                throw Errno.ENOSPC.exception();
            }
            if (content.held(page) > held) {
                add(page, held);
            }
            at += run;
        }
    }

    private void noteChange() {
        disturbed |= content.changes() != changesSeen;
        changesSeen = content.countChange();
    }

    private void add(long page, int held) {
        if (held > 0) {
            grown.addLong(page);
            grown.addLong(held);
            return;
        }
        int last = runs.size() - 1;
        if (last > 0 && runs.getLong(last) == page) {
            runs.setLong(last, page + 1);
        } else {
            runs.addLong(page);
            runs.addLong(page + 1);
        }
    }

    @Override
    public boolean undo() {
        disturbed |= content.changes() != changesSeen;
        if (disturbed || runs.isEmpty() && grown.isEmpty()) {
            return false;
        }
        changesSeen = content.countChange();
        // A new page that one piece began and the next one completed is in both lists: it shrinks, then goes.
        if (grown.isEmpty()) {
            freeLast();
        } else {
            shrinkLast();
        }
        return true;
    }

    private void freeLast() {
        int last = runs.size() - 1;
        long end = runs.getLong(last);
        long start = Math.max(runs.getLong(last - 1), end - UNDONE_PAGES);
        content.cut(start, end).free();
        runs.setLong(last, start);
        if (start == runs.getLong(last - 1)) {
            runs.removeAt(last);
            runs.removeAt(last - 1);
        }
    }

    private void shrinkLast() {
        int last = grown.size() - 1;
        content.shrink(grown.getLong(last - 1), (int) grown.getLong(last));
        grown.removeAt(last);
        grown.removeAt(last - 1);
    }
}
