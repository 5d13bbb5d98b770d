package memfs.contract;

import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.EISDIR;
import static memfs.posix.Errno.ENAMETOOLONG;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.Errno.ENOTEMPTY;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.getdents;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.readlink;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.stat;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.Posix.Entry;

/** rename(2) and renameat2(2). */
abstract class RenameContract extends Contract {
    @Test
    void movesAFileToANewName() {
        String from = file("a", "content");
        long ino = lstat(from).ino();
        rename(from, at("b"));
        assertThat(exists(from)).isFalse();
        assertThat(content(at("b"))).isEqualTo("content");
        assertThat(lstat(at("b")).ino()).isEqualTo(ino);
    }

    @Test
    void movesAFileToAnotherDirectory() {
        rename(file("a", "content"), directory("d") + "/b");
        assertThat(exists(at("a"))).isFalse();
        assertThat(content(at("d/b"))).isEqualTo("content");
    }

    @Test
    void replacesAFile() {
        file("b", "old");
        rename(file("a", "new"), at("b"));
        assertThat(content(at("b"))).isEqualTo("new");
        assertThat(exists(at("a"))).isFalse();
    }

    @Test
    void overAnOpenFileLeavesTheOldOneToItsReader() {
        int old = open(file("b", "old"), O_RDWR);
        rename(file("a", "new"), at("b"));
        assertThat(pread(old, 10, 0)).isEqualTo("old");
        assertThat(fstat(old).nlink()).isZero();
        pwrite(old, "OLD", 0);
        assertThat(pread(old, 10, 0)).isEqualTo("OLD");
        assertThat(content(at("b"))).isEqualTo("new");
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 forgets the path of a replaced file that nobody has open, and fails itself who is on the way to it", shows = "ENOENT")
    void isOneStepForWhoeverOpensTheName() {
        int rounds = 2000;
        file("target", "0");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= rounds; i++) {
                rename(file("fresh", "" + i), at("target"));
            }
        });
        try {
            readUntil(writer);
        } finally {
            writer.join();
        }
        assertThat(content(at("target"))).isEqualTo("" + rounds);
    }

    /** Reads and stats the name over and over: never missing, never empty, never older than before. */
    private void readUntil(CompletableFuture<Void> end) {
        int last = 0;
        while (!end.isDone()) {
            int found = Integer.parseInt(content(at("target")));
            assertThat(found).isGreaterThanOrEqualTo(last);
            last = found;
            assertThat(lstat(at("target")).size()).isPositive();
        }
    }

    @Test
    void toANameThatLibfuseUsesKeepsTheFile() {
        String name = ".fuse_hidden00000001ffffffff";
        rename(file("a", "content"), at(name));
        assertThat(content(at(name))).isEqualTo("content");
        assertThat(getdents(open(dir, O_RDONLY), 4096)).extracting(Entry::name).contains(name);
    }

    @Test
    void ofAnOpenFileKeepsItOpen() {
        int fd = open(file("a", "abc"), O_RDWR);
        rename(at("a"), at("b"));
        pwrite(fd, "xyz", 0);
        assertThat(content(at("b"))).isEqualTo("xyz");
        assertThat(fstat(fd).nlink()).isEqualTo(1);
    }

    @Test
    void overALinkToAnotherFileTakesOneLink() {
        String other = file("b", "other");
        link(other, at("c"));
        rename(file("a", "a"), other);
        assertThat(lstat(at("c")).nlink()).isEqualTo(1);
        assertThat(content(at("c"))).isEqualTo("other");
    }

    @Test
    void betweenTwoNamesOfOneInodeDoesNothing() {
        String path = file("a", "same");
        link(path, at("b"));
        rename(path, at("b"));
        assertThat(exists(path)).isTrue();
        assertThat(lstat(path).nlink()).isEqualTo(2);
    }

    @Test
    void ontoItselfDoesNothing() {
        String path = file("a", "same");
        rename(path, path);
        assertThat(content(path)).isEqualTo("same");
    }

    @Test
    void movesADirectoryWithWhatIsInIt() {
        directory("d");
        directory("d/sub");
        file("d/sub/f", "deep");
        rename(at("d"), at("e"));
        assertThat(content(at("e/sub/f"))).isEqualTo("deep");
        assertThat(exists(at("d/sub/f"))).isFalse();
    }

    @Test
    void ofADirectoryLeavesItsPathToAnother() {
        directory("d");
        directory("d/sub");
        file("d/sub/f", "old");
        rename(at("d"), at("e"));
        directory("d");
        directory("d/sub");
        assertThat(exists(at("d/sub/f"))).isFalse();
        file("d/sub/f", "new");
        assertThat(content(at("e/sub/f"))).isEqualTo("old");
        assertThat(content(at("d/sub/f"))).isEqualTo("new");
    }

    @Test
    void ofADirectoryKeepsTheFilesInItOpen() {
        directory("d");
        int fd = open(file("d/f", "abc"), O_RDWR);
        rename(at("d"), at("e"));
        pwrite(fd, "xyz", 0);
        assertThat(content(at("e/f"))).isEqualTo("xyz");
        assertThat(fstat(fd).size()).isEqualTo(3);
    }

    @Test
    void replacesAnEmptyDirectory() {
        directory("full");
        emptyFile("full/f");
        directory("empty");
        rename(at("full"), at("empty"));
        assertThat(exists(at("empty/f"))).isTrue();
        assertThat(exists(at("full"))).isFalse();
    }

    @Test
    void overAFullDirectoryFails() {
        directory("a");
        directory("b");
        emptyFile("b/f");
        assertErrno(ENOTEMPTY, () -> rename(at("a"), at("b")));
        assertThat(exists(at("a"))).isTrue();
    }

    @Test
    void ofADirectoryIntoItselfFails() {
        directory("a");
        directory("a/b");
        assertErrno(EINVAL, () -> rename(at("a"), at("a/c")));
        assertErrno(EINVAL, () -> rename(at("a"), at("a/b/c")));
    }

    @Test
    void ontoAnAncestorFails() {
        directory("a");
        directory("a/b");
        assertErrno(ENOTEMPTY, () -> rename(at("a/b"), at("a")));
    }

    @Test
    void ofAFileOverADirectoryFails() {
        assertErrno(EISDIR, () -> rename(emptyFile("f"), directory("d")));
    }

    @Test
    void ofADirectoryOverAFileFails() {
        assertErrno(ENOTDIR, () -> rename(directory("d"), emptyFile("f")));
    }

    @Test
    void ofWhatIsMissingFails() {
        assertErrno(ENOENT, () -> rename(at("a"), at("b")));
        assertErrno(ENOENT, () -> rename(emptyFile("f"), at("missing/f")));
        assertErrno(ENAMETOOLONG, () -> rename(at("f"), at("n".repeat(256))));
    }

    @Test
    void movesALinkItself() {
        symlink("nowhere", at("link"));
        rename(at("link"), at("moved"));
        assertThat(readlink(at("moved"))).isEqualTo("nowhere");
    }

    @Test
    void ofADirectoryMovesItsLinkCount() {
        directory("from");
        directory("to");
        directory("from/d");
        assertThat(lstat(at("from")).nlink()).isEqualTo(3);
        rename(at("from/d"), at("to/d"));
        assertThat(lstat(at("from")).nlink()).isEqualTo(2);
        assertThat(lstat(at("to")).nlink()).isEqualTo(3);
        assertThat(stat(at("to/d/..")).ino()).isEqualTo(lstat(at("to")).ino());
    }

    @Test
    void stampsBothDirectories() {
        directory("to");
        emptyFile("a");
        age(at("to"));
        age(dir);
        rename(at("a"), at("to/a"));
        assertThat(lstat(dir).mtime()).isGreaterThan(LONG_AGO);
        assertThat(lstat(at("to")).mtime()).isGreaterThan(LONG_AGO);
    }

    @Test
    void stampsTheFilesCtime() {
        String path = emptyFile("a");
        link(path, at("other"));
        assertBumps(Stat::ctime, at("other"), () -> rename(path, at("b")));
    }

    @Test
    void keepsTheFilesMtime() {
        String path = file("a", "a");
        age(path);
        rename(path, at("b"));
        assertThat(lstat(at("b")).mtime()).isEqualTo(LONG_AGO);
    }
}
