package memfs.store.dentries;

import java.util.function.Predicate;

import memfs.store.Name;

/**
 * The names of one directory, guarded by the tree lock: found by hash, listed in the order of their cookies.
 *
 * <p>
 * A cookie is never used again, so a listing continues correctly whatever was created and removed since. Few names are an
 * array that is searched from end to end; many are in a table and a list, which change in pieces of bounded size: all other
 * requests wait while one changes a directory.
 */
public final class Dentries {
    /** Cookies before this one mean "." and "..". */
    private static final long FIRST_COOKIE = 3;
    /** Most names that are few. */
    private static final int LONGEST_SCAN = 8;
    /** Many names become few again at this number. */
    private static final int FEW_AGAIN = LONGEST_SCAN / 2;

    private static final Dentry[] NOTHING = {};

    /** In the order of their cookies. */
    private Dentry[] few = NOTHING;
    /** Null, as the next one, where names are few. */
    private NameTable byName;
    private CookieList byCookie;
    private int size;
    private long nextCookie = FIRST_COOKIE;

    /** The inode of a name, or null. */
    public LinkedInode get(Name name) {
        Dentry dentry = find(name);
        return dentry == null ? null : dentry.inode();
    }

    private Dentry find(Name name) {
        return isFew() ? scan(name) : NameTable.find(byName, name);
    }

    private boolean isFew() {
        return byName == null;
    }

    private Dentry scan(Name name) {
        for (int i = 0; i < size; i++) {
            if (few[i].equals(name)) {
                return few[i];
            }
        }
        return null;
    }

    public int size() {
        return size;
    }

    /** The last cookie in use. */
    public long lastCookie() {
        return nextCookie - 1;
    }

    /** Points a name to an inode; a name that is there keeps its cookie. */
    public void put(Name name, LinkedInode inode) {
        Dentry present = find(name);
        if (present != null) {
            present.link(inode);
            return;
        }
        if (isFew() && size == LONGEST_SCAN) {
            becomeMany();
        }
        Dentry dentry = new Dentry(name, nextCookie++, inode);
        if (isFew()) {
            few = PackedArray.append(few, dentry);
        } else {
            addToMany(dentry);
        }
        size++;
    }

    /** To both or, where the heap has no room for one of them, to none. */
    private void addToMany(Dentry dentry) {
        byCookie.append(dentry);
        try {
            byName = byName.with(dentry);
        } catch (OutOfMemoryError e) {
            byCookie.remove(dentry);
            throw e;
        }
    }

    /** Never fails for lack of heap: a structure that can't be shrunk stays as it is. */
    public void remove(Name name) {
        Dentry dentry = find(name);
        size--;
        if (size == 0) {
            few = NOTHING;
            byName = null;
            byCookie = null;
        } else if (isFew()) {
            few = CookieList.remove(few, dentry);
        } else {
            byName = byName.without(dentry);
            byCookie.remove(dentry);
            if (size <= FEW_AGAIN) {
                becomeFew();
            }
        }
    }

    private void becomeMany() {
        NameTable table = NameTable.of(few);
        byCookie = new CookieList(few);
        byName = table;
        few = NOTHING;
    }

    private void becomeFew() {
        try {
            byCookie.list(0, lastCookie(), dentry -> {
                few = PackedArray.append(few, dentry);
                return true;
            });
            byName = null;
            byCookie = null;
        } catch (OutOfMemoryError _) {
            few = NOTHING;
        }
    }

    /** Visits the dentries with cookies over {@code after}, up to {@code last}, until the visitor returns false. */
    public void list(long after, long last, Predicate<Dentry> visitor) {
        if (isFew()) {
            CookieList.list(few, after, last, visitor);
        } else {
            byCookie.list(after, last, visitor);
        }
    }
}
