package memfs.contract;

import static memfs.posix.Errno.EBADF;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.EISDIR;
import static memfs.posix.Errno.ELOOP;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.Mode.S_IFREG;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_DIRECTORY;
import static memfs.posix.OpenFlags.O_NOFOLLOW;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_TRUNC;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.fstat;
import static memfs.testing.Posix.ftruncate;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.Posix;

/** open(2) of what is there, or is not. */
abstract class OpenContract extends Contract {
    @Test
    void ofAMissingFileFails() {
        assertErrno(ENOENT, () -> open(at("f"), O_RDONLY));
        assertErrno(ENOENT, () -> open("", O_RDONLY));
        assertErrno(ENOENT, () -> open(at("missing/f"), O_CREAT | O_RDWR, 0644));
    }

    @Test
    void belowAFileFails() {
        String file = emptyFile("f");
        assertErrno(ENOTDIR, () -> open(file + "/x", O_RDONLY));
        assertErrno(ENOTDIR, () -> open(file + "/x", O_CREAT | O_RDWR, 0644));
    }

    @Test
    void ofADirectoryForWritingFails() {
        assertErrno(EISDIR, () -> open(dir, O_WRONLY));
        assertErrno(EISDIR, () -> open(dir, O_RDWR));
    }

    @Test
    void ofADirectoryForReadingWorksButGivesNoBytes() {
        int fd = open(dir, O_RDONLY);
        assertErrno(EISDIR, () -> pread(fd, 1, 0));
    }

    @Test
    void asADirectoryFailsForAFile() {
        String file = emptyFile("f");
        assertErrno(ENOTDIR, () -> open(file, O_RDONLY | O_DIRECTORY));
    }

    @Test
    void withoutFollowingFailsForALink() {
        symlink("f", at("link"));
        assertErrno(ELOOP, () -> open(at("link"), O_RDONLY | O_NOFOLLOW));
    }

    @Test
    void followsALink() {
        file("f", "target");
        symlink("f", at("link"));
        assertThat(content(at("link"))).isEqualTo("target");
    }

    @Test
    void throughADanglingLinkCreatesTheTarget() {
        symlink("f", at("link"));
        open(at("link"), O_CREAT | O_RDWR, 0600);
        assertThat(type(at("f"))).isEqualTo(S_IFREG);
    }

    @Test
    void truncatesButKeepsTheInode() {
        String path = file("f", "old");
        long ino = lstat(path).ino();
        chmod(path, 0600);
        int fd = open(path, O_RDWR | O_TRUNC | O_CREAT, 0777);
        Stat stat = fstat(fd);
        assertThat(stat.size()).isZero();
        assertThat(stat.ino()).isEqualTo(ino);
        assertThat(permissions(path)).isEqualTo(0600);
    }

    @Test
    void thatTruncatesStampsMtimeAndCtime() {
        String path = file("f", "old");
        age(path);
        assertBumps(Stat::ctime, path, () -> open(path, O_WRONLY | O_TRUNC));
        assertThat(lstat(path).mtime()).isGreaterThan(LONG_AGO);
    }

    @Test
    void withoutTruncatingKeepsTimesAndContent() {
        String path = file("f", "old");
        age(path);
        close(open(path, O_RDWR));
        assertThat(lstat(path).mtime()).isEqualTo(LONG_AGO);
        assertThat(content(path)).isEqualTo("old");
    }

    @Test
    void forReadingForbidsWrites() {
        int fd = open(emptyFile("f"), O_RDONLY);
        assertErrno(EBADF, () -> write(fd, "x"));
        assertErrno(EINVAL, () -> ftruncate(fd, 1));
    }

    @Test
    void forWritingForbidsReads() {
        int fd = open(file("f", "secret"), O_WRONLY);
        assertErrno(EBADF, () -> pread(fd, 1, 0));
    }

    @Test
    void givesEachDescriptorItsOwnOffset() {
        String path = file("f", "0123456789");
        int first = open(path, O_RDONLY);
        int second = open(path, O_RDONLY);
        assertThat(text(Posix.read(first, 4))).isEqualTo("0123");
        assertThat(text(Posix.read(second, 2))).isEqualTo("01");
        assertThat(text(Posix.read(first, 4))).isEqualTo("4567");
    }

    @Test
    void withASlashAfterAFileFails() {
        String path = emptyFile("f");
        assertErrno(ENOTDIR, () -> open(path + "/", O_RDONLY));
        assertErrno(EISDIR, () -> open(at("new/"), O_CREAT | O_RDWR, 0644));
    }

    @Test
    void ofManyFilesAtOnceWorks() {
        List<Integer> fds = IntStream.range(0, 200).mapToObj(i -> create(at("f" + i))).toList();
        fds.forEach(fd -> pwrite(fd, "mine" + fd, 0));
        fds.forEach(fd -> assertThat(pread(fd, 100, 0)).isEqualTo("mine" + fd));
    }
}
