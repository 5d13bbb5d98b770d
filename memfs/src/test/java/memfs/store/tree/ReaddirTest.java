package memfs.store.tree;

import static memfs.store.tree.StoreFixture.BOB;
import static memfs.store.tree.StoreFixture.ROOT;
import static memfs.store.tree.StoreFixture.name;
import static memfs.testing.Errnos.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.store.FileSystem;
import memfs.store.OpenDirectory;

class ReaddirTest {
    private final StoreFixture store = new StoreFixture();
    private final FileSystem fs = store.fs;
    private final List<String> seen = new ArrayList<>();
    private OpenDirectory fh;
    private long cookie;

    @BeforeEach
    void openRoot() {
        for (int i = 0; i < 100; i++) {
            store.file(ROOT, "f" + i);
        }
        fh = fs.opendir(Caller.ROOT, ROOT);
    }

    @AfterEach
    void nothingIsLeft() {
        fs.releasedir(fh);
        store.close();
    }

    /** Takes the next entries, as one getdents call does. */
    private int readSome(int most) {
        int before = seen.size();
        fs.readdir(fh, cookie, (name, _, _, next) -> {
            if (seen.size() - before == most) {
                return false;
            }
            seen.add(name.toString());
            cookie = next;
            return true;
        });
        return seen.size() - before;
    }

    private void readRest(int most) {
        while (readSome(most) > 0) {
            assertThat(seen.size()).as("the listing ends").isLessThan(1000);
        }
    }

    @Test
    void dotsComeFirstAndEveryEntryOnce() {
        readRest(7);

        assertThat(seen.subList(0, 2)).containsExactly(".", "..");
        assertThat(seen).hasSize(102).doesNotHaveDuplicates();
    }

    @Test
    void removingWhatWasListedSkipsNothing() {
        readSome(2);
        while (readSome(9) > 0) {
            List<String> batch = List.copyOf(seen.subList(Math.max(2, seen.size() - 9), seen.size()));
            batch.stream().filter(n -> store.find(ROOT, n) != null)
                    .forEach(n -> fs.unlink(Caller.ROOT, ROOT, name(n)));
        }

        assertThat(seen).hasSize(102).doesNotHaveDuplicates();
        assertThat(store.list(ROOT)).isEmpty();
    }

    @Test
    void removedEntriesAheadAreNotListed() {
        readSome(50);
        for (int i = 0; i < 100; i += 2) {
            fs.unlink(Caller.ROOT, ROOT, name("f" + i));
        }
        int before = seen.size();
        readRest(5);

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.subList(before, seen.size())).allMatch(n -> Integer.parseInt(n.substring(1)) % 2 == 1);
        assertThat(seen.stream().filter(n -> n.matches("f\\d*[13579]"))).hasSize(50);
    }

    @Test
    void renamingEachEntryEnds() {
        readSome(2);
        while (readSome(1) > 0) {
            String last = seen.getLast();
            fs.rename(Caller.ROOT, ROOT, name(last), ROOT, name(last + "x"), 0);
        }

        assertThat(seen).hasSize(102);
    }

    @Test
    void rewindShowsWhatCameSince() {
        readRest(50);
        store.file(ROOT, "late");
        assertThat(readSome(10)).isZero();
        cookie = 0;
        seen.clear();
        readRest(50);

        assertThat(seen).hasSize(103).contains("late");
    }

    @Test
    void createdAgainIsANewEntry() {
        readRest(50);
        fs.unlink(Caller.ROOT, ROOT, name("f5"));
        store.file(ROOT, "f5");

        assertThat(store.list(ROOT)).hasSize(100).endsWith("f5");
    }

    @Test
    void opendirNeedsReadPermissionAndADirectory() {
        long closed = store.mkdir(Caller.ROOT, ROOT, "closed", 0711).ino();

        assertErrno(Errno.EACCES, () -> fs.opendir(BOB, closed));
        assertErrno(Errno.ENOTDIR, () -> fs.opendir(BOB, store.find(ROOT, "f1").ino()));
    }

    @Test
    void aDirectorysSizeFollowsItsEntries() {
        assertThat(store.stat(ROOT).size()).isEqualTo(102 * 20);
    }
}
