package memfs.store;

import java.util.function.Predicate;

/**
 * The names of one directory, guarded by the tree lock: found by hash, listed in the order of their cookies.
 *
 * <p>
 * A cookie is given once and never again, so a listing goes on rightly whatever was created and removed since. Removed
 * dentries stay where they are until they are a quarter of the list, of a short one half.
 */
final class Dentries {
    /** Cookies before this one mean "." and "..". */
    private static final long FIRST_COOKIE = 3;

    private static final Dentry[] NOTHING = {};
    private static final int SMALLEST_LIST = 4;
    /** The longest list that is searched from end to end, and has no table. */
    private static final int LONGEST_SCAN = 8;

    private Dentry[] byCookie = NOTHING;
    /** Open addressing with linear probing, at most half full; a power of two long, or empty. */
    private Dentry[] byHash = NOTHING;
    private int listed;
    private int live;
    private long nextCookie = FIRST_COOKIE;

    /** The inode of a name, or null. */
    Inode get(Name name) {
        Dentry dentry = find(name);
        return dentry == null ? null : dentry.inode();
    }

    private Dentry find(Name name) {
        if (byHash.length == 0) {
            return scan(name);
        }
        for (int at = name.hashCode() & (byHash.length - 1); byHash[at] != null; at = after(at)) {
            if (isLive(byHash[at], name)) {
                return byHash[at];
            }
        }
        return null;
    }

    private Dentry scan(Name name) {
        for (int i = 0; i < listed; i++) {
            if (isLive(byCookie[i], name)) {
                return byCookie[i];
            }
        }
        return null;
    }

    private static boolean isLive(Dentry dentry, Name name) {
        return dentry.equals(name) && !dentry.isRemoved();
    }

    private int after(int place) {
        return (place + 1) & (byHash.length - 1);
    }

    int size() {
        return live;
    }

    /** The cookie given last. */
    long lastCookie() {
        return nextCookie - 1;
    }

    /** Points a name to an inode; a name that is there keeps its cookie. */
    void put(Name name, Inode inode) {
        Dentry present = find(name);
        if (present != null) {
            present.leadTo(inode);
            return;
        }
        Dentry added = new Dentry(name, nextCookie, inode);
        if (listed == byCookie.length) {
            rebuild(live + 1);
        }
        append(added);
        nextCookie++;
        live++;
    }

    void remove(Name name) {
        find(name).remove();
        live--;
        if (listed - live > (listed > LONGEST_SCAN ? listed / 4 : live)) {
            shrink();
        }
    }

    /** Where the heap has room for that: what is removed is removed. */
    private void shrink() {
        try {
            rebuild(live);
        } catch (OutOfMemoryError _) {
            // A later removal tries again.
        }
    }

    private void append(Dentry dentry) {
        byCookie[listed++] = dentry;
        if (byHash.length > 0) {
            int at = dentry.hashCode() & (byHash.length - 1);
            while (byHash[at] != null) {
                at = after(at);
            }
            byHash[at] = dentry;
        }
    }

    /** Drops what is removed, and makes list and table as large as so many dentries and a little more need. */
    private void rebuild(int dentries) {
        Dentry[] before = byCookie;
        int length = listed;
        int capacity = dentries == 0 ? 0 : Math.max(SMALLEST_LIST, powerOfTwoFrom(dentries + dentries / 8));
        Dentry[] list = capacity == 0 ? NOTHING : new Dentry[capacity];
        Dentry[] table = capacity <= LONGEST_SCAN ? NOTHING : new Dentry[2 * capacity];
        // Nothing has changed where the heap has no room for one of them.
        byCookie = list;
        byHash = table;
        listed = 0;
        for (int i = 0; i < length; i++) {
            if (!before[i].isRemoved()) {
                append(before[i]);
            }
        }
    }

    private static int powerOfTwoFrom(int count) {
        return Integer.highestOneBit(2 * count - 1);
    }

    /** Hands on the dentries with cookies over {@code after}, up to {@code last}, until the visitor says false. */
    void list(long after, long last, Predicate<Dentry> visitor) {
        for (int i = firstAfter(after); i < listed && byCookie[i].cookie() <= last; i++) {
            if (!byCookie[i].isRemoved() && !visitor.test(byCookie[i])) {
                return;
            }
        }
    }

    private int firstAfter(long cookie) {
        int low = 0;
        int high = listed;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byCookie[middle].cookie() <= cookie) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
