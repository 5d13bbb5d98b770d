package memfs.store.dentries;

import memfs.store.Name;

/**
 * The dentries of a large directory by the hashes of their names: a tree with tables of bounded size as its leaves. A full one
 * forks by the next bits of the hashes, and a fork with few dentries becomes one table again, so no change moves more
 * dentries than a table has.
 */
abstract sealed class NameTable {
    /** Most dentries of a table, but where the hashes have no more bits. */
    private static final int MOST = 1024;
    /** A fork with fewer becomes a table. */
    private static final int FEWEST = MOST / 4;
    /** Bits of the hash that choose a branch of a fork. */
    private static final int FAN_SHIFT = 4;

    /** So many bits of the hashes, the lowest ones, have chosen the way to here. */
    final int shift;
    int size;

    NameTable(int shift) {
        this.shift = shift;
    }

    static NameTable of(Dentry[] dentries) {
        Table table = new Table(0, dentries.length);
        table.addAll(dentries);
        return table;
    }

    /**
     * The dentry of a name, or null. Static, since C1 leaves the call of a final method whose class isn't loaded yet to an
     * inline cache: once a table has become a fork, that would miss at each call, which takes a microsecond.
     */
    static Dentry find(NameTable table, Name name) {
        int hash = name.hashCode();
        NameTable at = table;
        while (at instanceof Fork fork) {
            at = fork.branches[fork.branch(hash)];
        }
        return ((Table) at).find(name, hash);
    }

    /** Adds a dentry whose name isn't there; returns this or what takes its place. */
    abstract NameTable with(Dentry dentry);

    /** Removes a dentry that is there; returns this or what takes its place. */
    abstract NameTable without(Dentry dentry);

    private static final class Fork extends NameTable {
        private final NameTable[] branches = new NameTable[1 << FAN_SHIFT];

        Fork(Table table) {
            super(table.shift);
            for (int i = 0; i < branches.length; i++) {
                branches[i] = new Table(shift + FAN_SHIFT, table.size / branches.length);
            }
            for (Dentry dentry : table.places) {
                if (dentry != null) {
                    with(dentry);
                }
            }
        }

        private int branch(int hash) {
            return hash >>> shift & branches.length - 1;
        }

        @Override
        NameTable with(Dentry dentry) {
            int branch = branch(dentry.hashCode());
            branches[branch] = branches[branch].with(dentry);
            size++;
            return this;
        }

        @Override
        NameTable without(Dentry dentry) {
            int branch = branch(dentry.hashCode());
            branches[branch] = branches[branch].without(dentry);
            size--;
            return size < FEWEST ? joined() : this;
        }

        /** One table of all branches, where none of them is a fork and the heap has room for it, else this. */
        private NameTable joined() {
            try {
                Table joined = new Table(shift, size);
                for (NameTable branch : branches) {
                    if (!(branch instanceof Table table)) {
                        return this;
                    }
                    joined.addAll(table.places);
                }
                return joined;
            } catch (OutOfMemoryError _) {
                return this;
            }
        }
    }

    /** Open addressing with linear probing; between a quarter and two thirds full, but for the smallest. */
    private static final class Table extends NameTable {
        private static final int SHORTEST = 4;

        private Dentry[] places;

        /** With room for so many dentries and half as many. */
        Table(int shift, int dentries) {
            super(shift);
            places = newPlaces(dentries);
        }

        private static Dentry[] newPlaces(int dentries) {
            return new Dentry[Math.max(SHORTEST, dentries * 9 / 4)];
        }

        void addAll(Dentry[] dentries) {
            for (Dentry dentry : dentries) {
                if (dentry != null) {
                    add(dentry);
                }
            }
        }

        private void add(Dentry dentry) {
            int at = home(dentry.hashCode());
            while (places[at] != null) {
                at = after(at);
            }
            places[at] = dentry;
            size++;
        }

        /** By the highest bits of the hash, since forks take the lowest. */
        private int home(int hash) {
            return (int) (Integer.toUnsignedLong(hash) * places.length >>> Integer.SIZE);
        }

        private int after(int place) {
            return place + 1 == places.length ? 0 : place + 1;
        }

        /** How far a search goes from one place to another. */
        private int distance(int from, int to) {
            return to >= from ? to - from : to - from + places.length;
        }

        private Dentry find(Name name, int hash) {
            int at = home(hash);
            while (places[at] != null && (places[at].hashCode() != hash || !places[at].equals(name))) {
                at = after(at);
            }
            return places[at];
        }

        @Override
        NameTable with(Dentry dentry) {
            if (size >= MOST && shift < Integer.SIZE) {
                return new Fork(this).with(dentry);
            }
            if (3 * (size + 1) > 2 * places.length) {
                resize(size + 1);
            }
            add(dentry);
            return this;
        }

        @Override
        NameTable without(Dentry dentry) {
            int at = home(dentry.hashCode());
            while (places[at] != dentry) {
                at = after(at);
            }
            closeGap(at);
            size--;
            if (4 * size < places.length && places.length > SHORTEST) {
                shrink();
            }
            return this;
        }

        /** Shrinks the table if the heap has room for the smaller one; the removal succeeds in any case. */
        private void shrink() {
            try {
                resize(size);
            } catch (OutOfMemoryError _) {
                // A later removal tries again.
            }
        }

        /** Moves entries that a search from their home slot would no longer reach. */
        private void closeGap(int from) {
            int gap = from;
            for (int at = after(gap); places[at] != null; at = after(at)) {
                if (distance(home(places[at].hashCode()), at) >= distance(gap, at)) {
                    places[gap] = places[at];
                    gap = at;
                }
            }
            places[gap] = null;
        }

        private void resize(int dentries) {
            Dentry[] before = places;
            places = newPlaces(dentries);
            size = 0;
            addAll(before);
        }
    }
}
