package memfs.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A concurrent table of objects that know their own id, striped so that users of different ids seldom meet: a reference
 * for each object and no keys, since a store has millions. It shrinks as it empties.
 */
public final class LongTable<V> {
    private static final int STRIPES = 256;
    private static final int SMALLEST = 8;
    /** 2^64 by the golden ratio: ids that follow each other come to lie far apart, and so don't pile up. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final ToLongFunction<V> idOf;
    private final List<Stripe> stripes = new ArrayList<>(STRIPES);

    public LongTable(ToLongFunction<V> idOf) {
        this.idOf = idOf;
        for (int i = 0; i < STRIPES; i++) {
            stripes.add(new Stripe());
        }
    }

    /** Open addressing with linear probing, at most two thirds full and, but for the smallest, at least a sixth. */
    private final class Stripe {
        private V[] places = newPlaces(SMALLEST);
        private int size;

        synchronized V get(long id) {
            return places[find(id)];
        }

        /** The place where the id is, or could be put. */
        private int find(long id) {
            int at = home(id);
            while (places[at] != null && idOf.applyAsLong(places[at]) != id) {
                at = after(at);
            }
            return at;
        }

        private int home(long id) {
            return (int) (id * SPREAD >>> Long.numberOfLeadingZeros(places.length) + 1);
        }

        private int after(int place) {
            return place + 1 & places.length - 1;
        }

        synchronized void add(V value) {
            if (3 * (size + 1) > 2 * places.length) {
                resize(2 * places.length);
            }
            places[find(idOf.applyAsLong(value))] = value;
            size++;
        }

        synchronized V remove(long id) {
            int at = find(id);
            V removed = places[at];
            if (removed != null) {
                size--;
                closeGap(at);
                if (6 * size < places.length && places.length > SMALLEST) {
                    shrink();
                }
            }
            return removed;
        }

        /** Shrinks the table if the heap has room for the smaller one; the removal succeeds in any case. */
        private void shrink() {
            try {
                resize(places.length / 2);
            } catch (OutOfMemoryError _) {
                // A later removal tries again.
            }
        }

        /** Moves entries that a search from their home slot would no longer reach. */
        private void closeGap(int from) {
            int gap = from;
            for (int at = after(gap); places[at] != null; at = after(at)) {
                int fromHome = at - home(idOf.applyAsLong(places[at])) & places.length - 1;
                int fromGap = at - gap & places.length - 1;
                if (fromHome >= fromGap) {
                    places[gap] = places[at];
                    gap = at;
                }
            }
            places[gap] = null;
        }

        private void resize(int length) {
            V[] before = places;
            places = newPlaces(length);
            for (V value : before) {
                if (value != null) {
                    places[find(idOf.applyAsLong(value))] = value;
                }
            }
        }

        synchronized int size() {
            return size;
        }

        synchronized boolean anyMatch(Predicate<V> condition) {
            return Arrays.stream(places).anyMatch(value -> value != null && condition.test(value));
        }

        synchronized List<V> removeAll() {
            List<V> all = Arrays.stream(places).filter(Objects::nonNull).toList();
            places = newPlaces(SMALLEST);
            size = 0;
            return all;
        }
    }

    @SuppressWarnings("unchecked")
    private V[] newPlaces(int length) {
        return (V[]) new Object[length];
    }

    private Stripe stripe(long id) {
        return stripes.get((int) id & STRIPES - 1);
    }

    /** The object, or null. */
    public V get(long id) {
        return stripe(id).get(id);
    }

    /** Adds an object whose id is new. */
    public void add(V value) {
        stripe(idOf.applyAsLong(value)).add(value);
    }

    public V remove(long id) {
        return stripe(id).remove(id);
    }

    public long size() {
        return stripes.stream().mapToLong(Stripe::size).sum();
    }

    /** Whether the condition, which must take no lock, holds for an object. */
    public boolean anyMatch(Predicate<V> condition) {
        return stripes.stream().anyMatch(stripe -> stripe.anyMatch(condition));
    }

    /** Removes every object, handing each to the action, which may take other locks. */
    public void drain(Consumer<V> action) {
        for (Stripe stripe : stripes) {
            stripe.removeAll().forEach(action);
        }
    }
}
