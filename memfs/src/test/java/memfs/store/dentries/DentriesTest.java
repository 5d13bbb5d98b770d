package memfs.store.dentries;

import static memfs.testing.Allocation.bytesOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.posix.Mode;
import memfs.store.Name;
import memfs.store.NamesWithHash;
import memfs.testing.Allocation;

class DentriesTest {
    private static final LinkedInode SOME = inode(1);

    private final Dentries dentries = new Dentries();

    private record Fifo(long ino, int mode) implements LinkedInode {}

    private static LinkedInode inode(long ino) {
        return new Fifo(ino, Mode.S_IFIFO);
    }

    private List<Dentry> list(long after) {
        List<Dentry> found = new ArrayList<>();
        dentries.list(after, dentries.lastCookie(), found::add);
        return found;
    }

    private static Name[] names(int count) {
        return IntStream.range(0, count).mapToObj(i -> Name.of("n" + i)).toArray(Name[]::new);
    }

    private void putAll(Name[] names) {
        for (Name name : names) {
            dentries.put(name, SOME);
        }
    }

    /** As many names as come and go decide how large the directory gets, from a scanned one to a tree of tables. */
    @RepeatedTest(12)
    void isAMapInTheOrderOfCreation(RepetitionInfo repetition) {
        comeAndGo(names(3 << repetition.getCurrentRepetition()));
    }

    /** Names that share bits of their hashes, or all of them: no user can choose such, but chance may. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7, 0xF00000, 0xFFFF, 0xFFFF0000, 0x80000000})
    void findsNamesWhoseHashesMeet(int differing) {
        var random = new Random(differing);
        comeAndGo(IntStream.range(0, 1500)
                .mapToObj(i -> NamesWithHash.of("n" + i, random.nextInt() & differing))
                .toArray(Name[]::new));
    }

    private void comeAndGo(Name[] names) {
        var random = new Random(names.length);
        Map<Name, LinkedInode> model = new LinkedHashMap<>();
        Map<Name, Long> cookies = new HashMap<>();
        for (int step = 0; step < 20 * names.length; step++) {
            // Waves: mostly creating, then mostly removing.
            boolean create = random.nextInt(10) < (step / (5 * names.length) % 2 == 0 ? 8 : 2);
            Name name = names[random.nextInt(names.length)];
            if (create) {
                LinkedInode inode = inode(step);
                dentries.put(name, inode);
                if (model.put(name, inode) == null) {
                    cookies.put(name, dentries.lastCookie());
                }
            } else if (model.remove(name) != null) {
                dentries.remove(name);
            }
            assertSame(model.get(name), dentries.get(name));
            assertEquals(model.size(), dentries.size());
            if (step % (2 * names.length) == 0) {
                assertListed(model, cookies);
            }
        }
        assertListed(model, cookies);
        for (Name name : names) {
            assertSame(model.get(name), dentries.get(name));
        }
    }

    private void assertListed(Map<Name, LinkedInode> model, Map<Name, Long> cookies) {
        List<Dentry> listed = list(0);
        assertThat(listed.toArray()).containsExactly(model.keySet().toArray());
        assertThat(listed).extracting(Dentry::inode).containsExactlyElementsOf(model.values());
        assertThat(listed).extracting(Dentry::cookie)
                .containsExactlyElementsOf(model.keySet().stream().map(cookies::get).toList());
    }

    private enum Order {
        FORWARD, BACKWARD, RANDOM;

        void apply(List<Name> names) {
            switch (this) {
                case FORWARD -> {
                }
                case BACKWARD -> Collections.reverse(names);
                case RANDOM -> Collections.shuffle(names, new Random(1));
            }
        }
    }

    /** All requests wait while a directory is changed, so none may change much of a large one: tables, or lists. */
    @ParameterizedTest
    @EnumSource
    void noChangeOfAMillionNamesIsALongOne(Order order) {
        Name[] names = names(1_000_000);
        long most = 0;
        for (Name name : names) {
            most = Math.max(most, bytesOnce(() -> dentries.put(name, SOME)));
        }
        List<Name> removed = new ArrayList<>(List.of(names));
        order.apply(removed);
        for (Name name : removed.subList(0, 990_000)) {
            most = Math.max(most, bytesOnce(() -> dentries.remove(name)));
        }

        assertThat(most).isLessThan(48 << 10);
        Set<Name> left = new HashSet<>(removed.subList(990_000, 1_000_000));
        assertThat(list(0).toArray()).containsExactly(Stream.of(names).filter(left::contains).toArray());
        assertThat(names).allMatch(name -> left.contains(name) == (dentries.get(name) != null));
        left.forEach(dentries::remove);
        assertThat(dentries.size()).isZero();
        assertThat(list(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 9, 1_000, 100_000})
    void whoFindsNothingAllocatesNothing(int names) {
        putAll(names(names));
        Name missing = Name.of("missing");

        assertThat(Allocation.bytesEach(() -> dentries.get(missing))).isZero();
    }

    /** What is there all the time is listed once, whatever else comes and goes between the pieces of a listing. */
    @ParameterizedTest
    @ValueSource(ints = {6, 100, 10_000})
    void aListingInPiecesMissesNothing(int count) {
        Name[] names = names(count);
        putAll(names);
        var random = new Random(count);
        List<Name> listed = new ArrayList<>();
        long last = dentries.lastCookie();
        AtomicLong after = new AtomicLong();
        for (long before = -1; before != after.get();) {
            before = after.get();
            long end = listed.size() + 1 + random.nextInt(1 + count / 20);
            dentries.list(before, last, dentry -> {
                listed.add(dentry);
                after.set(dentry.cookie());
                return listed.size() < end;
            });
            for (int i = 0; i < count / 5; i++) {
                // Two of three come and go.
                int changed = 3 * random.nextInt(count / 3) + 1 + random.nextInt(2);
                if (dentries.get(names[changed]) == null) {
                    dentries.put(names[changed], SOME);
                } else {
                    dentries.remove(names[changed]);
                }
            }
        }

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed.stream().filter(name -> Integer.parseInt(name.toString().substring(1)) % 3 == 0).toArray())
                .containsExactly(IntStream.range(0, count).filter(i -> i % 3 == 0).mapToObj(i -> names[i]).toArray());
    }

    @Test
    void aListingGoesOnAfterMostNamesAreGone() {
        putAll(names(1000));
        long half = list(0).get(499).cookie();
        for (int i = 0; i < 1000; i++) {
            if (i % 10 != 0) {
                dentries.remove(Name.of("n" + i));
            }
        }
        dentries.put(Name.of("new"), SOME);

        assertThat(list(half)).hasSize(51).first().isEqualTo(Name.of("n500"));
        assertThat(list(half)).last().isEqualTo(Name.of("new"));
        assertThat(list(0)).hasSize(101).isSortedAccordingTo((a, b) -> Long.compare(a.cookie(), b.cookie()));
    }

    @Test
    void cookiesAreNeverGivenTwice() {
        dentries.put(Name.of("a"), SOME);
        long first = list(0).getFirst().cookie();
        dentries.put(Name.of("a"), inode(2));
        assertThat(list(0).getFirst().cookie()).isEqualTo(first);
        dentries.remove(Name.of("a"));
        dentries.put(Name.of("a"), SOME);

        assertThat(first).isGreaterThan(2);
        assertThat(list(0)).singleElement().extracting(Dentry::cookie).isEqualTo(first + 1);
    }

    @Test
    void aListingEndsWhereTheVisitorSaysSo() {
        List<Dentry> found = new ArrayList<>();
        putAll(names(20));
        dentries.list(0, dentries.lastCookie(), dentry -> {
            found.add(dentry);
            return found.size() < 3;
        });

        assertThat(found).hasSize(3);
    }
}
