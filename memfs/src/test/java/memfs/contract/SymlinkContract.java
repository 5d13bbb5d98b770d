package memfs.contract;

import static memfs.posix.Errno.EEXIST;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ELOOP;
import static memfs.posix.Errno.ENAMETOOLONG;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Mode.S_IFLNK;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.readlink;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.stat;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.As;

/** symlink(2) and readlink(2). */
abstract class SymlinkContract extends Contract {
    @Test
    void keepsItsTarget() {
        symlink("some/where else", at("link"));
        assertThat(readlink(at("link"))).isEqualTo("some/where else");
        Stat stat = lstat(at("link"));
        assertThat(stat.mode()).isEqualTo(S_IFLNK | 0777);
        assertThat(stat.size()).isEqualTo("some/where else".length());
        assertThat(stat.nlink()).isEqualTo(1);
    }

    @Test
    void mayDangle() {
        symlink("nowhere", at("link"));
        assertErrno(ENOENT, () -> stat(at("link")));
        assertThat(exists(at("link"))).isTrue();
    }

    @Test
    void leadsToDirectories() {
        directory("d");
        file("d/f", "found");
        symlink("d", at("link"));
        assertThat(content(at("link/f"))).isEqualTo("found");
    }

    @Test
    void mayBeAbsolute() {
        symlink(file("f", "found"), at("link"));
        assertThat(content(at("link"))).isEqualTo("found");
    }

    @Test
    void loopsFail() {
        symlink("b", at("a"));
        symlink("a", at("b"));
        symlink("self", at("self"));
        assertErrno(ELOOP, () -> stat(at("a")));
        assertErrno(ELOOP, () -> open(at("self"), O_RDONLY));
    }

    @Test
    void takesTargetsUpTo4095Bytes() {
        String longest = "t".repeat(4095);
        symlink(longest, at("link"));
        assertThat(readlink(at("link"))).isEqualTo(longest);
        assertThat(lstat(at("link")).size()).isEqualTo(4095);
        assertErrno(ENAMETOOLONG, () -> symlink(longest + "t", at("longer")));
    }

    @Test
    void takesAnyBytesForATarget() {
        symlink("\u00ff\u0080\n", at("link"));
        assertThat(readlink(at("link"))).isEqualTo("\u00ff\u0080\n");
    }

    @Test
    void fails() {
        String path = emptyFile("f");
        assertErrno(EEXIST, () -> symlink("x", path));
        assertErrno(ENOENT, () -> symlink("x", at("missing/link")));
        assertErrno(ENOENT, () -> symlink("", at("empty")));
        assertErrno(EINVAL, () -> readlink(path));
        assertErrno(EINVAL, () -> readlink(dir));
        assertErrno(ENOENT, () -> readlink(at("missing")));
    }

    @Test
    void stampsTheDirectory() {
        assertBumps(Stat::mtime, dir, () -> symlink("x", at("link")));
    }

    @Test
    void isReplacedWhole() {
        symlink("old", at("link"));
        assertThat(readlink(at("link"))).isEqualTo("old");
        symlink("newer", at("temporary"));
        rename(at("temporary"), at("link"));
        assertThat(readlink(at("link"))).isEqualTo("newer");
    }

    @ExceptForRootOnly
    @Test
    void belongsToItsMaker() {
        As.user(1234, 5678).run(() -> symlink("x", at("link")));
        assertThat(lstat(at("link")).uid()).isEqualTo(1234);
        assertThat(lstat(at("link")).gid()).isEqualTo(5678);
    }
}
