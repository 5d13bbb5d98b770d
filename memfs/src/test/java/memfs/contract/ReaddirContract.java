package memfs.contract;

import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.Mode.S_IFIFO;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.SEEK_SET;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.getdents;
import static memfs.testing.Posix.lseek;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mknod;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.testing.As;
import memfs.testing.Posix.Entry;

/** getdents64(2): the listing of a directory, also while it changes. */
abstract class ReaddirContract extends Contract {
    private static List<Entry> list(int fd, int bufferSize) {
        List<Entry> all = new ArrayList<>();
        for (List<Entry> some = getdents(fd, bufferSize); !some.isEmpty(); some = getdents(fd, bufferSize)) {
            all.addAll(some);
        }
        return all;
    }

    private List<String> names() {
        return list(open(dir, O_RDONLY), 1 << 15).stream().map(Entry::name).toList();
    }

    private void fill(int count) {
        IntStream.range(0, count).forEach(i -> mkfile(at("entry-" + i), 0600));
    }

    @Test
    void givesDotAndDotDotFirst() {
        emptyFile("f");
        assertThat(names().subList(0, 2)).containsExactly(".", "..");
        assertThat(names()).hasSize(3);
    }

    @Test
    void givesTypeAndInodeOfEach() {
        emptyFile("f");
        directory("d");
        symlink("x", at("l"));
        mknod(at("p"), S_IFIFO | 0600, 0);
        for (Entry entry : list(open(dir, O_RDONLY), 4096)) {
            Stat stat = lstat(at(entry.name()));
            assertThat(entry.ino()).isEqualTo(stat.ino());
            assertThat(entry.type()).isEqualTo(Mode.direntType(stat.mode()));
        }
    }

    @Test
    void givesEveryOneOf10000Once() {
        fill(10_000);
        assertThat(names()).hasSize(10_002).doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhileHalfIsDeleted() {
        fill(10_000);
        int fd = open(dir, O_RDONLY);
        List<String> found = new ArrayList<>();
        for (List<Entry> some = getdents(fd, 1024); !some.isEmpty(); some = getdents(fd, 1024)) {
            some.stream().map(Entry::name).forEach(found::add);
            some.stream().map(Entry::name).filter(name -> name.matches("entry-.*[02468]"))
                    .forEach(name -> unlink(at(name)));
        }
        assertThat(found).doesNotHaveDuplicates().hasSize(10_002);
        assertThat(names()).hasSize(5_002);
    }

    @Test
    void neverMissesWhatStaysWhileOthersComeAndGo() {
        fill(500);
        int fd = open(dir, O_RDONLY);
        List<String> found = new ArrayList<>();
        int turn = 0;
        for (List<Entry> some = getdents(fd, 512); !some.isEmpty() && turn < 500; some = getdents(fd, 512)) {
            some.forEach(entry -> found.add(entry.name()));
            mkfile(at("new-" + turn), 0600);
            unlink(at("new-" + turn++));
        }
        assertThat(found).doesNotHaveDuplicates()
                .containsAll(IntStream.range(0, 500).mapToObj(i -> "entry-" + i).toList());
    }

    @Test
    void goesOnFromACookie() {
        fill(100);
        int fd = open(dir, O_RDONLY);
        List<Entry> all = list(fd, 4096);
        lseek(fd, all.get(49).cookie(), SEEK_SET);
        assertThat(list(fd, 4096).stream().map(Entry::name)).isEqualTo(all.stream().skip(50).map(Entry::name).toList());
    }

    @Test
    void seesWhatIsNewAfterARewind() {
        int fd = open(dir, O_RDONLY);
        assertThat(list(fd, 4096)).hasSize(2);
        emptyFile("f");
        lseek(fd, 0, SEEK_SET);
        assertThat(list(fd, 4096)).hasSize(3);
    }

    @Test
    void failsOnAFile() {
        int fd = create(at("f"));
        assertErrno(ENOTDIR, () -> getdents(fd, 4096));
    }

    @ExceptForRootOnly
    @Test
    void needsReadPermission() {
        chmod(dir, 0711);
        emptyFile("f");
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> open(dir, O_RDONLY)));
        As.user(1234, 5678).run(() -> lstat(at("f")));
        assertThat(exists(at("f"))).isTrue();
    }
}
