package memfs.contract;

import static memfs.posix.Errno.EEXIST;
import static memfs.posix.Errno.ENAMETOOLONG;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Mode.S_IFREG;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_DIRECTORY;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.AT_REMOVEDIR;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mkdirat;
import static memfs.testing.Posix.unlinkat;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.testing.As;

/** open(2) with O_CREAT: what a new file is, and what it may be called. */
abstract class CreateContract extends Contract {
    @Test
    void makesAnEmptyRegularFile() {
        Stat stat = fstat(create(at("f")));
        assertThat(stat.mode()).isEqualTo(S_IFREG | 0644);
        assertThat(stat.size()).isZero();
        assertThat(stat.blocks()).isZero();
        assertThat(stat.nlink()).isEqualTo(1);
        assertThat(lstat(at("f"))).isEqualTo(stat);
    }

    @Test
    void stampsAllTimesTheSame() {
        Stat parent = lstat(dir);
        Stat stat = fstat(create(at("f")));
        assertThat(stat.mtime()).isGreaterThanOrEqualTo(parent.mtime());
        assertThat(stat.ctime()).isEqualTo(stat.mtime());
        assertThat(stat.atime()).isEqualTo(stat.mtime());
    }

    @Test
    void neverStampsALaterFileOlder() {
        List<Timestamp> times = IntStream.range(0, 200).mapToObj(i -> lstat(emptyFile("f" + i)).mtime()).toList();
        assertThat(times).isSorted();
    }

    @Test
    void takesPathsOfAnyLengthStepByStep() {
        String name = "n".repeat(200);
        int depth = 40;
        int[] folders = new int[depth + 1];
        folders[0] = open(dir, O_RDONLY);
        for (int i = 0; i < depth; i++) {
            mkdirat(folders[i], name, 0755);
            folders[i + 1] = openat(folders[i], name, O_RDONLY | O_DIRECTORY, 0);
        }
        int fd = openat(folders[depth], "f", O_CREAT | O_RDWR, 0644);
        write(fd, "8000 bytes down");
        assertThat(pread(openat(folders[depth], "f", O_RDONLY, 0), 100, 0)).isEqualTo("8000 bytes down");
        unlinkat(folders[depth], "f", 0);
        for (int i = depth - 1; i >= 0; i--) {
            unlinkat(folders[i], name, AT_REMOVEDIR);
        }
    }

    @Test
    void stampsTheDirectory() {
        assertBumps(Stat::mtime, dir, () -> emptyFile("f"));
        assertBumps(Stat::ctime, dir, () -> emptyFile("g"));
    }

    @Test
    void exclusivelyFailsForWhatIsThere() {
        String path = emptyFile("f");
        symlink("nowhere", at("dangling"));
        assertErrno(EEXIST, () -> create(path));
        assertErrno(EEXIST, () -> create(at("dangling")));
        assertErrno(EEXIST, () -> create(directory("d")));
    }

    @Test
    void obeysTheUmask() {
        As.umask(027).run(() -> mkfile(at("node"), 0666));
        As.umask(077).run(() -> open(at("file"), O_CREAT | O_RDWR, 0666));
        assertThat(permissions(at("node"))).isEqualTo(0640);
        assertThat(permissions(at("file"))).isEqualTo(0600);
    }

    @Test
    void keepsTheSpecialBits() {
        open(at("f"), O_CREAT | O_RDWR, 07755);
        assertThat(permissions(at("f"))).isEqualTo(07755);
    }

    @ExceptForRootOnly
    @Test
    void givesTheFileToItsMaker() {
        As.user(1234, 5678).run(() -> open(at("f"), O_CREAT | O_RDWR, 0600));
        assertThat(lstat(at("f")).uid()).isEqualTo(1234);
        assertThat(lstat(at("f")).gid()).isEqualTo(5678);
    }

    @ExceptForRootOnly
    @Test
    void opensWhateverTheModeForbids() {
        int fd = As.user(1234, 5678).call(() -> open(at("f"), O_CREAT | O_RDWR, 0));
        write(fd, "mine");
        assertThat(permissions(at("f"))).isZero();
        assertThat(pread(fd, 10, 0)).isEqualTo("mine");
    }

    @Test
    void takesNamesOf255Bytes() {
        String name = "n".repeat(255);
        assertThat(content(file(name, "long"))).isEqualTo("long");
        assertErrno(ENAMETOOLONG, () -> create(at(name + "n")));
        assertErrno(ENAMETOOLONG, () -> lstat(at(name + "n")));
    }

    @Test
    void takesPathsUpTo4095Bytes() {
        String longest = dir + "/.".repeat((4095 - dir.length() - 2) / 2) + "/f";
        create(longest);
        assertThat(exists(longest)).isTrue();
        assertErrno(ENAMETOOLONG, () -> lstat(dir + "/.".repeat(2048) + "/f"));
    }

    @Test
    void takesAnyBytesForAName() {
        List<String> names = List.of("\u00ff\u00fe\u0080", "\u00c3\u00a4", "new\nline", "a b\t", "\\", "*?\"'", "...",
                "-rf", "\u0001\u007f");
        names.forEach(name -> file(name, name));
        names.forEach(name -> assertThat(content(at(name))).isEqualTo(name));
    }

    @Test
    void tellsUpperFromLowerCase() {
        file("name", "lower");
        file("NAME", "upper");
        assertThat(content(at("name"))).isEqualTo("lower");
        assertThat(content(at("NAME"))).isEqualTo("upper");
    }

    @Test
    void inARemovedDirectoryFails() {
        int fd = open(directory("d"), O_RDONLY);
        rmdir(at("d"));
        assertErrno(ENOENT, () -> openat(fd, "f", O_CREAT | O_RDWR, 0644));
    }

    @Test
    void relativeToADirectoryWorks() {
        int fd = open(directory("d"), O_RDONLY);
        pwrite(openat(fd, "f", O_CREAT | O_RDWR, 0644), "inside", 0);
        assertThat(content(at("d/f"))).isEqualTo("inside");
    }

    @Test
    void afterAFailedLookupIsSeenAtOnce() {
        assertErrno(ENOENT, () -> lstat(at("f")));
        emptyFile("f");
        assertThat(exists(at("f"))).isTrue();
        unlink(at("f"));
        assertErrno(ENOENT, () -> lstat(at("f")));
    }
}
