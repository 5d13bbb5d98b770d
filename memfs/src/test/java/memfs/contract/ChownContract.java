package memfs.contract;

import static memfs.posix.Errno.EPERM;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.chown;
import static memfs.testing.Posix.fchown;
import static memfs.testing.Posix.lchown;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.As;
import memfs.testing.Requirements;

/** chown(2), fchown(2) and lchown(2). */
abstract class ChownContract extends Contract {
    @Test
    void setsOwnerAndGroup() {
        Requirements.root();
        String path = emptyFile("f");
        chown(path, 1234, 5678);
        assertThat(lstat(path).uid()).isEqualTo(1234);
        assertThat(lstat(path).gid()).isEqualTo(5678);
    }

    @Test
    void leavesAloneWhatIsMinusOne() {
        Requirements.root();
        String path = emptyFile("f");
        chown(path, 1234, -1);
        chown(path, -1, 5678);
        chown(path, -1, -1);
        assertThat(lstat(path).uid()).isEqualTo(1234);
        assertThat(lstat(path).gid()).isEqualTo(5678);
    }

    @Test
    void takesLargeIds() {
        Requirements.root();
        String path = emptyFile("f");
        fchown(create(at("g")), -3, -4);
        chown(path, 0x7fff_fffe, 65_534);
        assertThat(lstat(path).uid()).isEqualTo(0x7fff_fffe);
        assertThat(lstat(at("g")).uid()).isEqualTo(-3);
        assertThat(lstat(at("g")).gid()).isEqualTo(-4);
    }

    @Test
    void ofALinkChangesTheLinkAlone() {
        Requirements.root();
        String path = emptyFile("f");
        symlink("f", at("link"));
        lchown(at("link"), 1234, 5678);
        assertThat(lstat(at("link")).uid()).isEqualTo(1234);
        assertThat(lstat(path).uid()).isZero();
    }

    @Test
    void stampsCtimeOnly() {
        Requirements.root();
        String path = emptyFile("f");
        age(path);
        assertBumps(Stat::ctime, path, () -> chown(path, 1, 1));
        assertThat(lstat(path).mtime()).isEqualTo(LONG_AGO);
    }

    @Test
    void clearsSetuidAndSetgidOfAProgram() {
        Requirements.root();
        String path = emptyFile("f");
        chmod(path, 06755);
        chown(path, 1234, 5678);
        assertThat(permissions(path)).isEqualTo(0755);
    }

    @Test
    void keepsSetgidWithoutGroupExecute() {
        Requirements.root();
        String path = emptyFile("f");
        chmod(path, 02644);
        chown(path, 1234, 5678);
        assertThat(permissions(path)).isEqualTo(02644);
    }

    @ExceptForRootOnly
    @Test
    void byAnOrdinaryUserFails() {
        String path = emptyFile("f");
        chown(path, 1234, 5678);
        assertErrno(EPERM, () -> As.user(1234, 5678).run(() -> chown(path, 4321, -1)));
        assertErrno(EPERM, () -> As.user(1234, 5678).run(() -> chown(path, -1, 4321)));
        assertErrno(EPERM, () -> As.user(4321, 5678).run(() -> chown(path, -1, 5678)));
    }

    @ExceptForRootOnly
    @Test
    void toOneOfOnesOwnGroupsWorks() {
        String path = emptyFile("f");
        chown(path, 1234, 5678);
        As.user(1234, 5678, 999).run(() -> chown(path, -1, 999));
        assertThat(lstat(path).gid()).isEqualTo(999);
    }
}
