package memfs.store.dentries;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The dentries of a large directory in the order of their cookies, in chunks: a change moves those of one chunk or two, and
 * beside them references to chunks.
 */
final class CookieList {
    /** A chunk of this length grows no more. */
    private static final int LONG = 400;

    /** A packed array of packed arrays, none of which is empty. */
    private Dentry[][] chunks;

    /**
     * @param first
     *            as a packed array, which becomes the list's own
     */
    CookieList(Dentry[] first) {
        chunks = new Dentry[][]{first};
    }

    /** Adds a dentry with a cookie greater than all others. */
    void append(Dentry dentry) {
        int last = PackedArray.count(chunks) - 1;
        Dentry[] chunk = chunks[last];
        if (chunk.length >= LONG && chunk[chunk.length - 1] != null) {
            chunks = PackedArray.append(chunks, new Dentry[]{dentry});
        } else {
            chunks[last] = PackedArray.append(chunk, dentry);
        }
    }

    /** Removes one of at least two dentries. */
    void remove(Dentry dentry) {
        int at = chunkOf(dentry.cookie());
        chunks[at] = remove(chunks[at], dentry);
        joinNext(at);
        joinNext(at - 1);
    }

    /** Removes a dentry that is in a packed array. */
    static Dentry[] remove(Dentry[] dentries, Dentry removed) {
        // Cookies follow each other, but for those that were removed.
        int at = (int) Math.min(dentries.length - 1, removed.cookie() - dentries[0].cookie());
        while (dentries[at] != removed) {
            at--;
        }
        return PackedArray.remove(dentries, at);
    }

    /** Makes one chunk of two neighbours that aren't long together, or one of which is empty. */
    private void joinNext(int at) {
        if (at < 0 || at + 1 >= chunks.length || chunks[at + 1] == null) {
            return;
        }
        Dentry[] joined = joined(chunks[at], chunks[at + 1]);
        if (joined != null) {
            chunks[at] = joined;
            chunks = PackedArray.remove(chunks, at + 1);
        }
    }

    /** Both in one, or null where that would be long, or the heap has no room for it. */
    private static Dentry[] joined(Dentry[] own, Dentry[] next) {
        int ownCount = PackedArray.count(own);
        int nextCount = PackedArray.count(next);
        if (ownCount == 0 || nextCount == 0) {
            return ownCount == 0 ? next : own;
        }
        if (own.length + next.length >= LONG) {
            return null;
        }
        try {
            Dentry[] joined = Arrays.copyOf(own, ownCount + nextCount);
            System.arraycopy(next, 0, joined, ownCount, nextCount);
            return joined;
        } catch (OutOfMemoryError _) {
            return null;
        }
    }

    /** The last chunk that doesn't begin after a cookie, or the first one. */
    private int chunkOf(long cookie) {
        int low = 0;
        int high = PackedArray.count(chunks) - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks[middle][0].cookie() <= cookie) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** As {@link Dentries#list}. */
    void list(long after, long last, Predicate<Dentry> visitor) {
        int at = chunkOf(after);
        while (at < chunks.length && chunks[at] != null && list(chunks[at], after, last, visitor)) {
            at++;
        }
    }

    /** Lists a packed array; false where no more is to be listed. */
    static boolean list(Dentry[] dentries, long after, long last, Predicate<Dentry> visitor) {
        for (int i = firstAfter(dentries, after); i < dentries.length && dentries[i] != null; i++) {
            if (dentries[i].cookie() > last || !visitor.test(dentries[i])) {
                return false;
            }
        }
        return true;
    }

    private static int firstAfter(Dentry[] dentries, long cookie) {
        int low = 0;
        int high = PackedArray.count(dentries);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (dentries[middle].cookie() <= cookie) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
