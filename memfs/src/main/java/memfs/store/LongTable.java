package memfs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.agrona.collections.Long2ObjectHashMap;

/** A concurrent map from long ids, striped so that users of different ids seldom meet; no boxing. */
final class LongTable<V> {
    private static final int STRIPES = 16;

    private final Stripe<V>[] stripes = newStripes();

    private static final class Stripe<V> {
        private final Long2ObjectHashMap<V> values = new Long2ObjectHashMap<>();

        synchronized V get(long id) {
            return values.get(id);
        }

        synchronized void put(long id, V value) {
            values.put(id, value);
        }

        synchronized V remove(long id) {
            return values.remove(id);
        }

        synchronized int size() {
            return values.size();
        }

        synchronized List<V> removeAll() {
            List<V> all = new ArrayList<>(values.values());
            values.clear();
            return all;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> Stripe<V>[] newStripes() {
        Stripe<V>[] result = new Stripe[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            result[i] = new Stripe<>();
        }
        return result;
    }

    private Stripe<V> stripe(long id) {
        return stripes[(int) id & (STRIPES - 1)];
    }

    /** The value, or null. */
    V get(long id) {
        return stripe(id).get(id);
    }

    void put(long id, V value) {
        stripe(id).put(id, value);
    }

    V remove(long id) {
        return stripe(id).remove(id);
    }

    long size() {
        long size = 0;
        for (Stripe<V> stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    /** Removes every value, handing each to the action, which may take other locks. */
    void drain(Consumer<V> action) {
        for (Stripe<V> stripe : stripes) {
            stripe.removeAll().forEach(action);
        }
    }
}
