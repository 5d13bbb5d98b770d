package memfs.contract;

import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ENODATA;
import static memfs.posix.Errno.EOPNOTSUPP;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.Mode.R_OK;
import static memfs.posix.Mode.S_IFIFO;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.XATTR_REPLACE;
import static memfs.testing.AclText.ACCESS;
import static memfs.testing.AclText.DEFAULT;
import static memfs.testing.Posix.O_TMPFILE;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.chown;
import static memfs.testing.Posix.getxattr;
import static memfs.testing.Posix.listxattr;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mkdir;
import static memfs.testing.Posix.mknod;
import static memfs.testing.Posix.removexattr;
import static memfs.testing.Posix.setxattr;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.testing.AclText;
import memfs.testing.As;
import memfs.testing.Posix;

/** POSIX access control lists as extended attributes; acl(5), fs/posix_acl.c. */
abstract class AclContract extends Contract {
    private static final As ALICE = new As(1234, 5678, 0);
    private static final As BOB = new As(1235, 5679, 0);
    private static final String ALLOWING_BOB = "u::rw-,u:1235:rw-,g::r--,m::rw-,o::---";
    private static final String INHERITED = "u::rwx,u:1235:rwx,g::r-x,m::rwx,o::---";

    private static void set(String path, String name, String acl) {
        setxattr(path, name, AclText.value(acl), 0);
    }

    private static String get(String path, String name) {
        return AclText.text(getxattr(path, name));
    }

    private String fileOfAlice(int mode) {
        String path = emptyFile("f");
        chown(path, ALICE.uid(), ALICE.gid());
        chmod(path, mode);
        return path;
    }

    @Test
    @ExceptWithoutAcls
    void setsTheModeWithIt() {
        String path = fileOfAlice(0600);
        assertErrno(ENODATA, () -> getxattr(path, ACCESS));
        set(path, ACCESS, ALLOWING_BOB);
        assertThat(permissions(path)).isEqualTo(0660);
        assertThat(get(path, ACCESS)).isEqualTo(ALLOWING_BOB);
        assertThat(listxattr(path)).containsExactly(ACCESS);
    }

    @Test
    @ExceptWithoutAcls
    void decidesWhoMayOpen() {
        String path = fileOfAlice(0600);
        assertErrno(EACCES, () -> BOB.run(() -> open(path, O_RDWR)));
        set(path, ACCESS, ALLOWING_BOB);
        BOB.run(() -> close(Posix.open(path, O_RDWR, 0)));
        assertErrno(EACCES, () -> As.user(4321, 8765).run(() -> open(path, O_RDONLY)));
        set(path, ACCESS, "u::rw-,u:1235:---,g::r--,m::rw-,o::rw-");
        assertErrno(EACCES, () -> BOB.run(() -> open(path, O_RDONLY)));
        As.user(4321, 8765).run(() -> close(Posix.open(path, O_RDWR, 0)));
    }

    @Test
    @ExceptWithoutAcls
    void decidesForNamedGroups() {
        String path = fileOfAlice(0600);
        set(path, ACCESS, "u::rw-,g::---,g:77:r--,m::rw-,o::---");
        As.user(4321, 8765, 77).run(() -> Posix.access(path, R_OK));
        assertErrno(EACCES, () -> As.user(4321, 8765, 78).run(() -> Posix.access(path, R_OK)));
        set(path, ACCESS, "u::rw-,g::---,g:78:r--,m::-w-,o::---");
        assertErrno(EACCES, () -> As.user(4321, 8765, 78).run(() -> Posix.access(path, R_OK)));
    }

    @Test
    @ExceptWithoutAcls
    void decidesWhoMayEnterADirectory() {
        String path = directory("d");
        chmod(path, 0700);
        emptyFile("d/f");
        assertErrno(EACCES, () -> BOB.run(() -> lstat(path + "/f")));
        set(path, ACCESS, "u::rwx,u:1235:--x,g::---,m::--x,o::---");
        BOB.run(() -> lstat(path + "/f"));
        removexattr(path, ACCESS);
        assertErrno(EACCES, () -> BOB.run(() -> lstat(path + "/f")));
    }

    @Test
    @ExceptWithoutAcls
    void followsTheMode() {
        String path = fileOfAlice(0600);
        set(path, ACCESS, ALLOWING_BOB);
        BOB.run(() -> Posix.access(path, R_OK));
        chmod(path, 04715);
        assertThat(get(path, ACCESS)).isEqualTo("u::rwx,u:1235:rw-,g::r--,m::--x,o::r-x");
        assertErrno(EACCES, () -> BOB.run(() -> Posix.access(path, R_OK)));
        chmod(path, 0640);
        assertThat(get(path, ACCESS)).isEqualTo("u::rw-,u:1235:rw-,g::r--,m::r--,o::---");
        BOB.run(() -> Posix.access(path, R_OK));
    }

    @Test
    @ExceptWithoutAcls
    void isNoneWhereTheModeSaysTheSame() {
        String path = fileOfAlice(0600);
        set(path, ACCESS, ALLOWING_BOB);
        set(path, ACCESS, "u::r--,g::-w-,o::--x");
        assertThat(permissions(path)).isEqualTo(0421);
        assertErrno(ENODATA, () -> getxattr(path, ACCESS));
        assertThat(listxattr(path)).isEmpty();
    }

    @Test
    @ExceptWithoutAcls
    void isRemovedByNameAndByAValueOfNothing() {
        String path = fileOfAlice(0600);
        set(path, ACCESS, ALLOWING_BOB);
        removexattr(path, ACCESS);
        assertThat(permissions(path)).isEqualTo(0660);
        assertErrno(EACCES, () -> BOB.run(() -> Posix.access(path, R_OK)));
        set(path, ACCESS, ALLOWING_BOB);
        setxattr(path, ACCESS, new byte[0], 0);
        set(path, ACCESS, "");
        removexattr(path, ACCESS);
        assertErrno(ENODATA, () -> getxattr(path, ACCESS));
        assertThat(permissions(path)).isEqualTo(0660);
    }

    @Test
    @ExceptWithoutAcls
    void isTheOwnersToSet() {
        String path = fileOfAlice(0666);
        set(path, ACCESS, ALLOWING_BOB);
        assertErrno(EPERM, () -> BOB.run(() -> set(path, ACCESS, ALLOWING_BOB)));
        assertErrno(EPERM, () -> BOB.run(() -> removexattr(path, ACCESS)));
        assertThat(BOB.call(() -> get(path, ACCESS))).isEqualTo(ALLOWING_BOB);
        ALICE.run(() -> set(path, ACCESS, "u::rw-,u:1235:r--,g::r--,m::r--,o::---"));
        assertThat(permissions(path)).isEqualTo(0640);
    }

    @Test
    @ExceptWithoutAcls
    void ofOthersThanMembersClearsSetgid() {
        String path = fileOfAlice(0755);
        chown(path, ALICE.uid(), BOB.gid());
        chmod(path, 02755);
        set(path, ACCESS, ALLOWING_BOB);
        assertThat(permissions(path)).isEqualTo(02660);
        ALICE.run(() -> set(path, ACCESS, ALLOWING_BOB));
        assertThat(permissions(path)).isEqualTo(0660);
        chmod(path, 02660);
        ALICE.run(() -> removexattr(path, ACCESS));
        assertThat(permissions(path)).isEqualTo(0660);
    }

    @Test
    @ExceptWithoutAcls
    void mustBeValid() {
        String path = fileOfAlice(0600);
        for (String acl : new String[]{"u::rw-", "g::r--,u::rw-,o::---", "u::rw-,u:1:r--,g::r--,o::---",
                "u::rw-,g::r--,o::---,m::r--", "u::rw-,u::rw-,g::r--,o::---"}) {
            assertErrno(EINVAL, () -> set(path, ACCESS, acl));
        }
        assertErrno(EOPNOTSUPP, () -> setxattr(path, ACCESS, new byte[]{1, 0, 0, 0}, 0));
        assertErrno(EINVAL, () -> setxattr(path, ACCESS, new byte[]{2, 0, 0, 0, 1}, 0));
        setxattr(path, ACCESS, AclText.value("u::rw-,u:7:r--,u:7:rw-,g::r--,m::r--,o::---"), XATTR_REPLACE);
        assertThat(permissions(path)).isEqualTo(0640);
    }

    @Test
    @ExceptWithoutAcls
    void ofADefaultIsForDirectoriesOnly() {
        String path = fileOfAlice(0600);
        assertErrno(EACCES, () -> set(path, DEFAULT, INHERITED));
        setxattr(path, DEFAULT, new byte[0], 0);
        assertErrno(ENODATA, () -> getxattr(path, DEFAULT));
        set(dir, DEFAULT, INHERITED);
        assertThat(permissions(dir)).isEqualTo(0777);
        assertThat(get(dir, DEFAULT)).isEqualTo(INHERITED);
        assertThat(listxattr(dir)).containsExactly(DEFAULT);
    }

    /** Symbolic links have none on any target. */
    @Test
    void isNotForSymbolicLinks() {
        symlink("x", at("link"));
        assertErrno(EOPNOTSUPP, () -> set(at("link"), ACCESS, ALLOWING_BOB));
        assertErrno(EOPNOTSUPP, () -> getxattr(at("link"), ACCESS));
    }

    @Test
    @ExceptWithoutAcls
    void isInheritedInPlaceOfTheUmask() {
        set(dir, DEFAULT, INHERITED);
        As.umask(0077).run(() -> close(Posix.open(at("f"), O_CREAT | O_RDWR, 0666)));
        As.umask(0077).run(() -> mkdir(at("d"), 0777));
        As.umask(0077).run(() -> mknod(at("fifo"), S_IFIFO | 0622, 0));
        assertThat(permissions(at("f"))).isEqualTo(0660);
        assertThat(get(at("f"), ACCESS)).isEqualTo("u::rw-,u:1235:rwx,g::r-x,m::rw-,o::---");
        assertErrno(ENODATA, () -> getxattr(at("f"), DEFAULT));
        assertThat(permissions(at("d"))).isEqualTo(0770);
        assertThat(get(at("d"), ACCESS)).isEqualTo(INHERITED);
        assertThat(get(at("d"), DEFAULT)).isEqualTo(INHERITED);
        assertThat(get(at("fifo"), ACCESS)).isEqualTo("u::rw-,u:1235:rwx,g::r-x,m::-w-,o::---");
        BOB.run(() -> close(Posix.open(at("f"), O_RDWR, 0)));
    }

    @Test
    @ExceptWithoutAcls
    void isInheritedByWhatHasNoNameYet() {
        set(dir, DEFAULT, INHERITED);
        int fd = kept(As.umask(0077).call(() -> Posix.open(dir, O_TMPFILE | O_RDWR, 0666)));
        assertThat(Mode.permissions(Posix.fstat(fd).mode())).isEqualTo(0660);
    }

    @Test
    @ExceptWithoutAcls
    void isInheritedWithSetgid() {
        chown(dir, 0, 77);
        chmod(dir, 02777);
        set(dir, DEFAULT, INHERITED);
        ALICE.run(() -> mkdir(at("d"), 0700));
        Stat made = lstat(at("d"));
        assertThat(made.gid()).isEqualTo(77);
        assertThat(Mode.permissions(made.mode())).isEqualTo(02700);
        assertThat(get(at("d"), ACCESS)).isEqualTo("u::rwx,u:1235:rwx,g::r-x,m::---,o::---");
    }

    /** Without a default list the umask holds, lists or not. */
    @Test
    void leavesTheUmaskToOtherDirectories() {
        As.umask(0027).run(() -> close(Posix.open(at("f"), O_CREAT | O_RDWR, 0666)));
        As.umask(0027).run(() -> mkdir(at("d"), 0777));
        As.umask(0027).run(() -> mknod(at("fifo"), S_IFIFO | 0666, 0));
        assertThat(permissions(at("f"))).isEqualTo(0640);
        assertThat(permissions(at("d"))).isEqualTo(0750);
        assertThat(permissions(at("fifo"))).isEqualTo(0640);
    }

    @Test
    @ExceptWithoutAcls
    void stampsCtimeOnly() {
        String path = fileOfAlice(0600);
        age(path);
        assertBumps(Stat::ctime, path, () -> set(path, ACCESS, ALLOWING_BOB));
        assertThat(lstat(path).mtime()).isEqualTo(LONG_AGO);
    }
}
