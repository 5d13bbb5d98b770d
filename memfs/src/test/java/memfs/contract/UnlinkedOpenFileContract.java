package memfs.contract;

import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Mode.S_IFREG;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.testing.Posix.AT_FDCWD;
import static memfs.testing.Posix.AT_SYMLINK_FOLLOW;
import static memfs.testing.Posix.fchmod;
import static memfs.testing.Posix.fchown;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.ftruncate;
import static memfs.testing.Posix.futimens;
import static memfs.testing.Posix.getdents;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.linkat;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.Posix.Entry;
import memfs.testing.Requirements;

/** A file that has lost its last name works on until its last close. */
abstract class UnlinkedOpenFileContract extends Contract {
    private int unlinked(String content) {
        int fd = open(file("f", content), O_RDWR);
        unlink(at("f"));
        return fd;
    }

    @Test
    void canBeRead() {
        int fd = unlinked("content");
        assertThat(pread(fd, 100, 0)).isEqualTo("content");
    }

    @Test
    void canBeWritten() {
        int fd = unlinked("");
        pwrite(fd, "x".repeat(20_000), 5);
        assertThat(pread(fd, 30_000, 0)).isEqualTo("\0".repeat(5) + "x".repeat(20_000));
    }

    @Test
    void canBeAskedForItsAttributes() {
        Stat stat = fstat(unlinked("content"));
        assertThat(stat.nlink()).isZero();
        assertThat(stat.size()).isEqualTo(7);
        assertThat(stat.mode()).isEqualTo(S_IFREG | 0644);
    }

    @Test
    void canBeChanged() {
        int fd = unlinked("content");
        ftruncate(fd, 3);
        fchmod(fd, 0600);
        futimens(fd, LONG_AGO, LONG_AGO);
        Stat stat = fstat(fd);
        assertThat(stat.size()).isEqualTo(3);
        assertThat(stat.mode()).isEqualTo(S_IFREG | 0600);
        assertThat(stat.mtime()).isEqualTo(LONG_AGO);
    }

    @Test
    void canBeGivenAway() {
        Requirements.root();
        int fd = unlinked("content");
        fchown(fd, 1234, 5678);
        assertThat(fstat(fd).uid()).isEqualTo(1234);
    }

    @Test
    void isNotListedAndLetsItsDirectoryGo() {
        directory("d");
        int fd = open(file("d/f", "content"), O_RDWR);
        unlink(at("d/f"));
        assertThat(getdents(open(at("d"), O_RDONLY), 4096)).extracting(Entry::name).containsOnly(".", "..");
        rmdir(at("d"));
        pwrite(fd, "CON", 0);
        assertThat(pread(fd, 100, 0)).isEqualTo("CONtent");
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 asks by a path that is gone with the directory", shows = "statx: ENOENT")
    void canBeAskedForItsAttributesAfterItsDirectoryIsGone() {
        directory("d");
        int fd = open(file("d/f", "content"), O_RDWR);
        unlink(at("d/f"));
        rmdir(at("d"));
        assertThat(fstat(fd).size()).isEqualTo(7);
    }

    @Test
    void canBeCutAndGrownAfterItsDirectoryIsGone() {
        directory("d");
        int fd = open(file("d/f", "content"), O_RDWR);
        unlink(at("d/f"));
        rmdir(at("d"));
        ftruncate(fd, 3);
        pwrite(fd, "more", 5000);
        assertThat(pread(fd, 5, 0)).isEqualTo("con\0\0");
        assertThat(pread(fd, 100, 5000)).isEqualTo("more");
    }

    @Test
    void wasPerhapsRenamedBefore() {
        int fd = open(file("f", "content"), O_RDWR);
        rename(at("f"), at("g"));
        unlink(at("g"));
        assertThat(fstat(fd).nlink()).isZero();
        assertThat(pread(fd, 100, 0)).isEqualTo("content");
    }

    @Test
    void withAnotherNameLeftGoesOnUnderThat() {
        int fd = open(file("f", "content"), O_RDWR);
        link(at("f"), at("g"));
        unlink(at("f"));
        pwrite(fd, "CON", 0);
        assertThat(fstat(fd).nlink()).isEqualTo(1);
        assertThat(content(at("g"))).isEqualTo("CONtent");
    }

    @Test
    void openedByTwoNamesIsStillOneFile() {
        int one = open(file("f", "content"), O_RDWR);
        link(at("f"), at("g"));
        int other = open(at("g"), O_RDWR);
        unlink(at("f"));
        unlink(at("g"));
        pwrite(one, "CON", 0);
        assertThat(pread(other, 100, 0)).isEqualTo("CONtent");
        assertThat(fstat(other).nlink()).isZero();
    }

    @Test
    void makesRoomForADirectoryOfItsName() {
        int fd = unlinked("content");
        directory("f");
        emptyFile("f/inside");
        assertThat(pread(fd, 100, 0)).isEqualTo("content");
    }

    @Test
    void leavesItsNameToAnother() {
        int old = unlinked("old");
        int fresh = open(file("f", "new"), O_RDWR);
        assertThat(pread(old, 10, 0) + pread(fresh, 10, 0)).isEqualTo("oldnew");
        assertThat(fstat(old).ino()).isNotEqualTo(fstat(fresh).ino());
        unlink(at("f"));
        assertThat(pread(old, 10, 0) + pread(fresh, 10, 0)).isEqualTo("oldnew");
    }

    @Test
    void servesSeveralDescriptors() {
        int one = open(file("f", "abc"), O_RDWR);
        int other = open(at("f"), O_RDWR);
        unlink(at("f"));
        close(one);
        pwrite(other, "xyz", 0);
        assertThat(pread(other, 10, 0)).isEqualTo("xyz");
    }

    @Test
    void canBeOpenedAgainThroughProc() {
        int fd = unlinked("content");
        assertThat(content("/proc/self/fd/" + fd)).isEqualTo("content");
    }

    @Test
    void getsNoNewName() {
        int fd = unlinked("content");
        String name = "/proc/self/fd/" + fd;
        assertErrno(ENOENT, () -> linkat(AT_FDCWD, name, AT_FDCWD, at("again"), AT_SYMLINK_FOLLOW));
    }
}
