package memfs.contract;

import static memfs.posix.Errno.EEXIST;
import static memfs.posix.Errno.ENAMETOOLONG;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.Mode.S_IFDIR;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.getdents;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mkdir;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.stat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.As;
import memfs.testing.Posix.Entry;

/** mkdir(2). */
abstract class MkdirContract extends Contract {
    @Test
    void makesAnEmptyDirectory() {
        mkdir(at("d"), 0750);
        Stat stat = lstat(at("d"));
        assertThat(stat.mode()).isEqualTo(S_IFDIR | 0750);
        assertThat(stat.nlink()).isEqualTo(2);
        assertThat(getdents(open(at("d"), O_RDONLY), 4096)).extracting(Entry::name).containsExactly(".", "..");
    }

    @Test
    void countsInTheParent() {
        directory("d");
        directory("d/one");
        directory("d/two");
        emptyFile("d/file");
        assertThat(lstat(at("d")).nlink()).isEqualTo(4);
        rmdir(at("d/one"));
        assertThat(lstat(at("d")).nlink()).isEqualTo(3);
    }

    @Test
    void obeysTheUmask() {
        As.umask(027).run(() -> mkdir(at("d"), 0777));
        assertThat(permissions(at("d"))).isEqualTo(0750);
    }

    @Test
    void stampsTheParent() {
        assertBumps(Stat::mtime, dir, () -> directory("d"));
        assertBumps(Stat::ctime, dir, () -> directory("e"));
    }

    @ExceptForRootOnly
    @Test
    void givesTheDirectoryToItsMaker() {
        As.user(1234, 5678).run(() -> mkdir(at("d"), 0700));
        assertThat(lstat(at("d")).uid()).isEqualTo(1234);
        assertThat(lstat(at("d")).gid()).isEqualTo(5678);
    }

    @Test
    void fails() {
        String file = emptyFile("f");
        assertErrno(EEXIST, () -> mkdir(file, 0755));
        assertErrno(EEXIST, () -> mkdir(dir, 0755));
        assertErrno(ENOENT, () -> mkdir(at("missing/d"), 0755));
        assertErrno(ENOTDIR, () -> mkdir(file + "/d", 0755));
        assertErrno(ENAMETOOLONG, () -> mkdir(at("n".repeat(256)), 0755));
    }

    @Test
    void nestsDeeply() {
        String path = dir;
        for (int depth = 0; depth < 100; depth++) {
            path += "/d";
            mkdir(path, 0755);
        }
        mkfile(path + "/f", 0644);
        assertThat(exists(dir + "/d".repeat(100) + "/f")).isTrue();
        assertThat(stat(path + "/..".repeat(100)).ino()).isEqualTo(lstat(dir).ino());
    }
}
