package memfs.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The names of one directory, guarded by the tree lock: found by hash, listed in the order of their cookies.
 *
 * <p>
 * A cookie is given once and never again, so a listing goes on rightly whatever was created and removed since. Removed
 * dentries stay in the list until they are half of it.
 */
final class Dentries {
    /** Cookies before this one mean "." and "..". */
    private static final long FIRST_COOKIE = 3;

    private static final int SMALLEST_LIST = 8;

    private final Map<Name, Dentry> byName = new HashMap<>(SMALLEST_LIST);
    private Dentry[] byCookie = new Dentry[SMALLEST_LIST];
    private int listed;
    private long nextCookie = FIRST_COOKIE;

    /** One name and where it leads; null where it is removed. */
    static final class Dentry {
        private final Name name;
        private final long cookie;
        private Inode inode;

        private Dentry(Name name, long cookie, Inode inode) {
            this.name = name;
            this.cookie = cookie;
            this.inode = inode;
        }

        Name name() {
            return name;
        }

        long cookie() {
            return cookie;
        }

        Inode inode() {
            return inode;
        }
    }

    /** The inode of a name, or null. */
    Inode get(Name name) {
        Dentry dentry = byName.get(name);
        return dentry == null ? null : dentry.inode;
    }

    int size() {
        return byName.size();
    }

    /** The cookie given last. */
    long lastCookie() {
        return nextCookie - 1;
    }

    /** Points a name to an inode; a name that is there keeps its cookie. */
    void put(Name name, Inode inode) {
        Dentry present = byName.get(name);
        if (present != null) {
            present.inode = inode;
            return;
        }
        Dentry dentry = new Dentry(name, nextCookie++, inode);
        byName.put(name, dentry);
        if (listed == byCookie.length) {
            byCookie = Arrays.copyOf(byCookie, 2 * listed);
        }
        byCookie[listed++] = dentry;
    }

    void remove(Name name) {
        byName.remove(name).inode = null;
        if (listed > SMALLEST_LIST && byName.size() < listed / 2) {
            compact();
        }
    }

    private void compact() {
        Dentry[] kept = new Dentry[Math.max(SMALLEST_LIST, byName.size() + byName.size() / 2)];
        int count = 0;
        for (int i = 0; i < listed; i++) {
            if (byCookie[i].inode != null) {
                kept[count++] = byCookie[i];
            }
        }
        byCookie = kept;
        listed = count;
    }

    /** Hands on the dentries with cookies over {@code after}, up to {@code last}, until the visitor says false. */
    void list(long after, long last, Predicate<Dentry> visitor) {
        for (int i = firstAfter(after); i < listed && byCookie[i].cookie <= last; i++) {
            if (byCookie[i].inode != null && !visitor.test(byCookie[i])) {
                return;
            }
        }
    }

    private int firstAfter(long cookie) {
        int low = 0;
        int high = listed;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byCookie[middle].cookie <= cookie) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
