package memfs.store;

import static memfs.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import memfs.posix.Mode;

class DentriesTest {
    private static final Inode SOME = inode(1);

    private final Dentries dentries = new Dentries();

    private static Inode inode(long ino) {
        return new SpecialFile(new Inode.Birth(ino, Mode.S_IFIFO, 0, 0, 0), 0);
    }

    private List<Dentry> list(long after) {
        List<Dentry> found = new ArrayList<>();
        dentries.list(after, dentries.lastCookie(), found::add);
        return found;
    }

    /** As many names as come and go decide how large the directory gets, from a scanned one to a table of thousands. */
    @RepeatedTest(8)
    void isAMapInTheOrderOfCreation(RepetitionInfo repetition) {
        int names = 3 << repetition.getCurrentRepetition();
        var random = new Random(names);
        Map<Name, Inode> model = new LinkedHashMap<>();
        for (int step = 0; step < 20 * names; step++) {
            // Waves: mostly creating, then mostly removing.
            boolean create = random.nextInt(10) < (step / (5 * names) % 2 == 0 ? 8 : 2);
            Name name = name("n" + random.nextInt(names));
            if (create) {
                Inode inode = inode(step);
                dentries.put(name, inode);
                model.put(name, inode);
            } else if (model.remove(name) != null) {
                dentries.remove(name);
            }
            assertThat(dentries.get(name)).isSameAs(model.get(name));
            assertThat(dentries.size()).isEqualTo(model.size());
        }

        List<Dentry> listed = list(0);
        assertThat(listed.toArray()).containsExactly(model.keySet().toArray());
        assertThat(listed).extracting(Dentry::inode).containsExactlyElementsOf(model.values());
        for (int i = 0; i < names; i++) {
            assertThat(dentries.get(name("n" + i))).isSameAs(model.get(name("n" + i)));
        }
    }

    @Test
    void aListingGoesOnAfterMostNamesAreGone() {
        for (int i = 0; i < 1000; i++) {
            dentries.put(name("n" + i), SOME);
        }
        long half = list(0).get(499).cookie();
        for (int i = 0; i < 1000; i++) {
            if (i % 10 != 0) {
                dentries.remove(name("n" + i));
            }
        }
        dentries.put(name("new"), SOME);

        assertThat(list(half)).hasSize(51).first().isEqualTo(name("n500"));
        assertThat(list(half)).last().isEqualTo(name("new"));
        assertThat(list(0)).hasSize(101).isSortedAccordingTo((a, b) -> Long.compare(a.cookie(), b.cookie()));
    }

    @Test
    void cookiesAreNeverGivenTwice() {
        dentries.put(name("a"), SOME);
        long first = list(0).getFirst().cookie();
        dentries.put(name("a"), inode(2));
        assertThat(list(0).getFirst().cookie()).isEqualTo(first);
        dentries.remove(name("a"));
        dentries.put(name("a"), SOME);

        assertThat(first).isGreaterThan(2);
        assertThat(list(0)).singleElement().extracting(Dentry::cookie).isEqualTo(first + 1);
    }

    @Test
    void aListingEndsWhereTheVisitorSaysSo() {
        List<Dentry> found = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            dentries.put(name("n" + i), SOME);
        }
        dentries.list(0, dentries.lastCookie(), dentry -> {
            found.add(dentry);
            return found.size() < 3;
        });

        assertThat(found).hasSize(3);
    }
}
