package memfs.contract;

import static memfs.posix.Errno.EISDIR;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.AT_REMOVEDIR;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.statvfs;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static memfs.testing.Posix.unlinkat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;

/** unlink(2). */
abstract class UnlinkContract extends Contract {
    @Test
    void removesTheName() {
        unlink(emptyFile("f"));
        assertErrno(ENOENT, () -> lstat(at("f")));
        emptyFile("f");
    }

    @Test
    void stampsDirectoryAndFile() {
        String path = emptyFile("f");
        link(path, at("g"));
        assertBumps(Stat::ctime, at("g"), () -> unlink(path));
        assertBumps(Stat::mtime, dir, () -> unlink(at("g")));
    }

    @Test
    void removesALinkNotItsTarget() {
        String path = file("f", "kept");
        symlink("f", at("link"));
        unlink(at("link"));
        assertThat(content(path)).isEqualTo("kept");
    }

    @Test
    void fails() {
        String path = emptyFile("f");
        assertErrno(ENOENT, () -> unlink(at("missing")));
        assertErrno(ENOENT, () -> unlink(at("missing/f")));
        assertErrno(ENOTDIR, () -> unlink(path + "/x"));
        assertErrno(ENOTDIR, () -> unlink(path + "/"));
        assertErrno(EISDIR, () -> unlink(directory("d")));
    }

    @Test
    void relativeToADirectoryWorks() {
        int fd = open(directory("d"), O_RDONLY);
        emptyFile("d/f");
        directory("d/sub");
        assertErrno(EISDIR, () -> unlinkat(fd, "sub", 0));
        assertErrno(ENOTDIR, () -> unlinkat(fd, "f", AT_REMOVEDIR));
        unlinkat(fd, "f", 0);
        unlinkat(fd, "sub", AT_REMOVEDIR);
        rmdir(at("d"));
    }

    @Test
    void givesSpaceBack() {
        assumeTrue(isSmall(statvfs(dir)), "needs a file system of its own");
        long free = statvfs(dir).blocksFree();
        String path = file("f", "x".repeat(1 << 16));
        assertThat(statvfs(dir).blocksFree()).isLessThan(free);
        unlink(path);
        await("the space of the removed file", () -> statvfs(dir).blocksFree() == free);
    }
}
