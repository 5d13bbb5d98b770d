package memfs.contract;

import static memfs.posix.Errno.EEXIST;
import static memfs.posix.Errno.ENAMETOOLONG;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.readlink;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.truncate;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;

/** link(2): two names, one file. */
abstract class LinkContract extends Contract {
    @Test
    void sharesInodeAndContent() {
        String path = file("a", "shared");
        link(path, at("b"));
        assertThat(content(at("b"))).isEqualTo("shared");
        assertThat(lstat(at("b"))).isEqualTo(lstat(path));
        assertThat(lstat(path).nlink()).isEqualTo(2);
    }

    @Test
    void dataWrittenThroughOneNameIsSeenThroughTheOther() {
        String path = file("a", "old content");
        link(path, at("b"));
        assertThat(content(at("b"))).isEqualTo("old content");
        pwrite(open(path, O_WRONLY), "new", 0);
        assertThat(content(at("b"))).isEqualTo("new content");
        truncate(at("b"), 3);
        assertThat(content(path)).isEqualTo("new");
    }

    @Test
    void dataWrittenThroughOneNameIsSeenThroughAnOpenOther() {
        String path = file("a", "old");
        link(path, at("b"));
        int other = open(at("b"), O_RDONLY);
        assertThat(pread(other, 100, 0)).isEqualTo("old");
        int fd = open(path, O_WRONLY);
        pwrite(fd, "now longer", 0);
        assertThat(fstat(other).size()).isEqualTo(10);
        assertThat(pread(other, 100, 0)).isEqualTo("now longer");
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has an inode, and so a page cache, for each name", shows = "was: \"ol\"")
    void bytesReplacedThroughOneNameAreSeenThroughAnOpenOther() {
        String path = file("a", "old");
        link(path, at("b"));
        int other = open(at("b"), O_RDONLY);
        assertThat(pread(other, 2, 0)).isEqualTo("ol");
        pwrite(open(path, O_WRONLY), "new", 0);
        assertThat(pread(other, 2, 0)).isEqualTo("ne");
    }

    @Test
    void attributesSetThroughOneNameAreSeenThroughTheOther() {
        String path = emptyFile("a");
        link(path, at("b"));
        assertThat(permissions(at("b"))).isEqualTo(0644);
        chmod(path, 0600);
        assertThat(permissions(at("b"))).isEqualTo(0600);
        age(at("b"));
        assertThat(lstat(path).mtime()).isEqualTo(LONG_AGO);
    }

    @Test
    void outlivesTheFirstName() {
        String path = file("a", "kept");
        link(path, at("b"));
        assertThat(lstat(at("b")).nlink()).isEqualTo(2);
        unlink(path);
        assertThat(content(at("b"))).isEqualTo("kept");
        assertThat(lstat(at("b")).nlink()).isEqualTo(1);
    }

    @Test
    void stampsCtimeOfFileAndTimesOfDirectory() {
        String path = emptyFile("a");
        directory("d");
        assertBumps(Stat::ctime, path, () -> link(path, at("b")));
        assertBumps(Stat::mtime, at("d"), () -> link(path, at("d/c")));
        assertKeeps(Stat::mtime, path, () -> link(path, at("e")));
    }

    @Test
    void fails() {
        String path = emptyFile("a");
        assertErrno(EEXIST, () -> link(path, path));
        assertErrno(ENOENT, () -> link(at("missing"), at("b")));
        assertErrno(ENOENT, () -> link(path, at("missing/b")));
        assertErrno(ENOTDIR, () -> link(path, path + "/b"));
        assertErrno(EPERM, () -> link(dir, at("d")));
        assertErrno(ENAMETOOLONG, () -> link(path, at("n".repeat(256))));
    }

    @Test
    void ofASymbolicLinkLinksTheLink() {
        symlink("nowhere", at("a"));
        link(at("a"), at("b"));
        assertThat(readlink(at("b"))).isEqualTo("nowhere");
        assertThat(lstat(at("a")).nlink()).isEqualTo(2);
    }

    @Test
    void thousandNamesAreCounted() {
        String path = emptyFile("a");
        IntStream.range(0, 1000).forEach(i -> link(path, at("link" + i)));
        assertThat(lstat(path).nlink()).isEqualTo(1001);
    }

    @Test
    void whatIsAppendedThroughTheNewNameIsReadThroughADescriptorOfTheOld() {
        int fd = open(file("a", "old"), O_RDWR);
        fstat(fd);
        link(at("a"), at("b"));
        int other = open(at("b"), O_RDWR);
        pwrite(other, "new", 3);
        assertThat(pread(fd, 16, 0)).isEqualTo("oldnew");
        assertThat(fstat(fd).size()).isEqualTo(6);
    }

    @Test
    void aCachedFileCountsItsNewNameAtOnce() {
        String a = file("a", "abc");
        lstat(a);
        lstat(a);
        link(a, at("b"));
        assertThat(lstat(a).nlink()).isEqualTo(2);
        unlink(at("b"));
        assertThat(lstat(a).nlink()).isEqualTo(1);
    }
}
