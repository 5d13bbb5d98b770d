package memfs.contract;

import static memfs.posix.Errno.EEXIST;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Mode.S_IFCHR;
import static memfs.posix.Mode.S_IFDIR;
import static memfs.posix.OpenFlags.RENAME_EXCHANGE;
import static memfs.posix.OpenFlags.RENAME_NOREPLACE;
import static memfs.posix.OpenFlags.RENAME_WHITEOUT;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.renameat2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.testing.Requirements;

/** renameat2(2) with flags. */
abstract class RenameFlagsContract extends Contract {
    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no rename flags", shows = "renameat2: EINVAL")
    void noReplaceMovesToAFreeName() {
        renameat2(file("a", "a"), at("b"), RENAME_NOREPLACE);
        assertThat(content(at("b"))).isEqualTo("a");
        assertThat(exists(at("a"))).isFalse();
    }

    @Test
    void noReplaceFailsForATakenName() {
        file("b", "b");
        assertErrno(EEXIST, () -> renameat2(file("a", "a"), at("b"), RENAME_NOREPLACE));
        assertThat(content(at("a")) + content(at("b"))).isEqualTo("ab");
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no rename flags", shows = "renameat2: EINVAL")
    void exchangeSwapsTwoFiles() {
        renameat2(file("a", "a"), file("b", "b"), RENAME_EXCHANGE);
        assertThat(content(at("a")) + content(at("b"))).isEqualTo("ba");
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no rename flags", shows = "renameat2: EINVAL")
    void exchangeSwapsAFileAndADirectory() {
        directory("parent");
        directory("parent/d");
        renameat2(file("f", "f"), at("parent/d"), RENAME_EXCHANGE);
        assertThat(type(at("f"))).isEqualTo(S_IFDIR);
        assertThat(content(at("parent/d"))).isEqualTo("f");
        assertThat(lstat(at("parent")).nlink()).isEqualTo(2);
    }

    @Test
    void exchangeNeedsBoth() {
        assertErrno(ENOENT, () -> renameat2(emptyFile("a"), at("b"), RENAME_EXCHANGE));
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 has no rename flags", shows = "renameat2: EINVAL")
    void whiteoutLeavesADeviceBehind() {
        Requirements.root();
        renameat2(file("a", "a"), at("b"), RENAME_WHITEOUT);
        assertThat(type(at("a"))).isEqualTo(S_IFCHR);
        assertThat(lstat(at("a")).rdev()).isZero();
        assertThat(content(at("b"))).isEqualTo("a");
    }

    @Test
    void unknownAndContradictoryOnesFail() {
        String path = emptyFile("a");
        assertErrno(EINVAL, () -> renameat2(path, at("b"), 64));
        assertErrno(EINVAL, () -> renameat2(path, at("b"), RENAME_NOREPLACE | RENAME_EXCHANGE));
    }
}
