package memfs.contract;

import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.O_WRONLY;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.chown;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mkdir;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.rmdir;
import static memfs.testing.Posix.symlink;
import static memfs.testing.Posix.unlink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.testing.As;
import memfs.testing.Requirements;

/** Who may do what: mode bits, groups, search, sticky and setgid directories. */
abstract class PermissionsContract extends Contract {
    @ExceptForRootOnly
    @Test
    void modeBitsHoldForOwnerGroupAndOthersInThisOrder() {
        String path = emptyFile("f");
        chown(path, 1234, 5678);
        chmod(path, 0046);
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> open(path, O_RDONLY)));
        assertErrno(EACCES, () -> As.user(1, 5678).run(() -> open(path, O_WRONLY)));
        As.user(1, 5678).run(() -> open(path, O_RDONLY));
        As.user(1, 1).run(() -> open(path, O_RDWR));
    }

    @ExceptForRootOnly
    @Test
    void supplementaryGroupsCount() {
        String path = emptyFile("f");
        chown(path, 1, 999);
        chmod(path, 0060);
        As.user(1234, 5678, 998, 999).run(() -> open(path, O_RDWR));
        assertErrno(EACCES, () -> As.user(1234, 5678, 998).run(() -> open(path, O_RDWR)));
    }

    @Test
    void rootMayReadAndWriteAll() {
        Requirements.root();
        String path = file("f", "x");
        chmod(path, 0);
        assertThat(content(path)).isEqualTo("x");
    }

    @ExceptForRootOnly
    @Test
    void searchIsNeededOnEachDirectory() {
        directory("d");
        emptyFile("d/f");
        chmod(at("d"), 0766);
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> lstat(at("d/f"))));
        chmod(at("d"), 0711);
        As.user(1234, 5678).run(() -> lstat(at("d/f")));
    }

    @ExceptForRootOnly
    @Test
    void searchIsNeededAlsoForWhatIsCached() {
        directory("d");
        directory("d/e");
        chmod(at("d"), 0755);
        As user = As.user(1234, 5678);
        user.run(() -> lstat(at("d/e")));
        chmod(at("d"), 0700);
        assertErrno(EACCES, () -> user.run(() -> lstat(at("d/e"))));
    }

    @ExceptForRootOnly
    @Test
    void changesOfADirectoryNeedWriteAndSearch() {
        directory("d");
        emptyFile("d/f");
        As user = As.user(1234, 5678);
        assertErrno(EACCES, () -> user.run(() -> mkfile(at("d/new"), 0644)));
        assertErrno(EACCES, () -> user.run(() -> unlink(at("d/f"))));
        assertErrno(EACCES, () -> user.run(() -> rename(at("d/f"), at("d/g"))));
        assertErrno(EACCES, () -> user.run(() -> mkdir(at("d/sub"), 0755)));
        assertErrno(EACCES, () -> user.run(() -> symlink("x", at("d/l"))));
        assertErrno(EACCES, () -> user.run(() -> rename(at("d/f"), at("f"))));
        chmod(at("d"), 0777);
        user.run(() -> unlink(at("d/f")));
    }

    @ExceptForRootOnly
    @Test
    void stickyDirectoriesProtectOthersFiles() {
        String sticky = directory("d");
        chmod(sticky, 01777);
        emptyFile("d/f");
        directory("d/sub");
        As user = As.user(1234, 5678);
        user.run(() -> mkfile(at("d/mine"), 0644));
        assertErrno(EPERM, () -> user.run(() -> unlink(at("d/f"))));
        assertErrno(EPERM, () -> user.run(() -> rename(at("d/f"), at("d/g"))));
        assertErrno(EPERM, () -> user.run(() -> rename(at("d/mine"), at("d/f"))));
        assertErrno(EPERM, () -> user.run(() -> rmdir(at("d/sub"))));
        user.run(() -> rename(at("d/mine"), at("d/still mine")));
        user.run(() -> unlink(at("d/still mine")));
    }

    @ExceptForRootOnly
    @Test
    void stickyDirectoriesObeyTheirOwner() {
        String sticky = directory("d");
        emptyFile("d/f");
        chown(sticky, 1234, 5678);
        chmod(sticky, 01777);
        As.user(1234, 5678).run(() -> unlink(at("d/f")));
        assertThat(exists(at("d/f"))).isFalse();
    }

    @ExceptForRootOnly
    @Test
    void setgidDirectoriesPassOnTheirGroup() {
        String shared = directory("d");
        chown(shared, 0, 999);
        chmod(shared, 02777);
        As.user(1234, 5678).run(() -> mkfile(at("d/f"), 0644));
        As.user(1234, 5678).run(() -> mkdir(at("d/sub"), 0755));
        As.user(1234, 5678).run(() -> symlink("x", at("d/l")));
        assertThat(lstat(at("d/f")).gid()).isEqualTo(999);
        assertThat(lstat(at("d/l")).gid()).isEqualTo(999);
        assertThat(permissions(at("d/f"))).isEqualTo(0644);
        assertThat(lstat(at("d/sub")).gid()).isEqualTo(999);
        assertThat(permissions(at("d/sub"))).isEqualTo(02755);
    }

    @ExceptForRootOnly
    @Test
    void setgidOfAForeignGroupIsNotPassedOnToPrograms() {
        String shared = directory("d");
        chown(shared, 0, 999);
        chmod(shared, 02777);
        As.user(1234, 5678).run(() -> mkfile(at("d/program"), 02755));
        As.user(1234, 5678, 999).run(() -> mkfile(at("d/member"), 02755));
        assertThat(permissions(at("d/program"))).isEqualTo(0755);
        assertThat(permissions(at("d/member"))).isEqualTo(02755);
    }

    @ExceptForRootOnly
    @Test
    void aRevokedPermissionHoldsAtOnce() {
        String path = emptyFile("f");
        As user = As.user(1234, 5678);
        user.run(() -> open(path, O_RDONLY));
        chmod(path, 0600);
        assertErrno(EACCES, () -> user.run(() -> open(path, O_RDONLY)));
        chmod(path, 0604);
        user.run(() -> open(path, O_RDONLY));
    }

    @ExceptForRootOnly
    @Test
    void anOpenDescriptorKeepsItsRights() {
        String path = file("f", "content");
        chown(path, 1234, 5678);
        int fd = As.user(1234, 5678).call(() -> open(path, O_RDWR));
        chmod(path, 0);
        As.user(1234, 5678).run(() -> pwrite(fd, "CON", 0));
        assertThat(pread(fd, 10, 0)).isEqualTo("CONtent");
    }
}
