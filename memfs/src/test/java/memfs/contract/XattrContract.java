package memfs.contract;

import static memfs.posix.Errno.E2BIG;
import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.EEXIST;
import static memfs.posix.Errno.EINVAL;
import static memfs.posix.Errno.ENODATA;
import static memfs.posix.Errno.EOPNOTSUPP;
import static memfs.posix.Errno.EPERM;
import static memfs.posix.Errno.ERANGE;
import static memfs.posix.Mode.S_IFIFO;
import static memfs.posix.OpenFlags.XATTR_CREATE;
import static memfs.posix.OpenFlags.XATTR_REPLACE;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.getxattr;
import static memfs.testing.Posix.link;
import static memfs.testing.Posix.listxattr;
import static memfs.testing.Posix.lstat;
import static memfs.testing.Posix.mknod;
import static memfs.testing.Posix.removexattr;
import static memfs.testing.Posix.rename;
import static memfs.testing.Posix.setxattr;
import static memfs.testing.Posix.symlink;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import memfs.posix.Stat;
import memfs.testing.As;

/** setxattr(2), getxattr(2), listxattr(2) and removexattr(2). */
abstract class XattrContract extends Contract {
    private static final byte[] VALUE = {1, 0, -1, 65};

    @Test
    @ExceptWithoutXattrs
    void keepsAValue() {
        String path = emptyFile("f");
        setxattr(path, "user.name", VALUE, 0);
        assertThat(getxattr(path, "user.name")).isEqualTo(VALUE);
        setxattr(path, "user.name", new byte[0], 0);
        assertThat(getxattr(path, "user.name")).isEmpty();
    }

    @Test
    @ExceptWithoutXattrs
    void worksOnDirectories() {
        setxattr(dir, "user.name", VALUE, 0);
        assertThat(getxattr(dir, "user.name")).isEqualTo(VALUE);
    }

    @Test
    @ExceptWithoutXattrs
    void mayOnlyCreate() {
        String path = emptyFile("f");
        setxattr(path, "user.name", VALUE, XATTR_CREATE);
        assertErrno(EEXIST, () -> setxattr(path, "user.name", VALUE, XATTR_CREATE));
    }

    @Test
    @ExceptWithoutXattrs
    void mayOnlyReplace() {
        String path = emptyFile("f");
        assertErrno(ENODATA, () -> setxattr(path, "user.name", VALUE, XATTR_REPLACE));
        setxattr(path, "user.name", VALUE, 0);
        setxattr(path, "user.name", bytes("new"), XATTR_REPLACE);
        assertThat(text(getxattr(path, "user.name"))).isEqualTo("new");
    }

    @Test
    @ExceptWithoutXattrs
    void listsItsNames() {
        String path = emptyFile("f");
        assertThat(listxattr(path)).isEmpty();
        setxattr(path, "user.a", VALUE, 0);
        setxattr(path, "user.b", VALUE, 0);
        assertThat(listxattr(path)).containsExactly("user.a", "user.b");
    }

    @Test
    @ExceptWithoutXattrs
    void removes() {
        String path = emptyFile("f");
        setxattr(path, "user.a", VALUE, 0);
        removexattr(path, "user.a");
        assertErrno(ENODATA, () -> getxattr(path, "user.a"));
        assertErrno(ENODATA, () -> removexattr(path, "user.a"));
        assertThat(listxattr(path)).isEmpty();
    }

    @Test
    @ExceptWithoutXattrs
    void tellsTheLengthAndWantsRoomForIt() {
        String path = emptyFile("f");
        setxattr(path, "user.name", VALUE, 0);
        assertThat(getxattr(path, "user.name", 0)).hasSize(4);
        assertErrno(ERANGE, () -> getxattr(path, "user.name", 3));
    }

    @Test
    @ExceptWithoutXattrs
    void takesLargeValues() {
        String path = emptyFile("f");
        byte[] large = new byte[32_768];
        new Random(45).nextBytes(large);
        setxattr(path, "user.large", large, 0);
        assertThat(getxattr(path, "user.large")).isEqualTo(large);
        assertErrno(E2BIG, () -> setxattr(path, "user.larger", new byte[65_537], 0));
    }

    @Test
    @ExceptWithoutXattrs
    void takesNamesOf255Bytes() {
        String path = emptyFile("f");
        String name = "user." + "n".repeat(250);
        setxattr(path, name, VALUE, 0);
        assertThat(getxattr(path, name)).isEqualTo(VALUE);
        assertErrno(ERANGE, () -> setxattr(path, name + "n", VALUE, 0));
    }

    /** They are no paths. */
    @Test
    @ExceptWithoutXattrs
    void takesNamesWithASlash() {
        String path = emptyFile("f");
        List<String> names = List.of("security./x/", "trusted./", "user..", "user./", "user.a/../b", "user.a/b");
        for (String name : names) {
            setxattr(path, name, bytes(name), 0);
        }
        assertThat(listxattr(path)).containsExactlyElementsOf(names);
        assertErrno(ENODATA, () -> getxattr(path, "user.a"));
        for (String name : names) {
            assertThat(text(getxattr(path, name))).isEqualTo(name);
            removexattr(path, name);
        }
        assertThat(listxattr(path)).isEmpty();
        assertErrno(EOPNOTSUPP, () -> setxattr(path, "/", VALUE, 0));
        assertErrno(EOPNOTSUPP, () -> getxattr(path, "memfs/size"));
    }

    @Test
    @ExceptWithoutXattrs
    void takesNamesOfAnyBytes() {
        String path = emptyFile("f");
        String name = "user.\u00ff\u0080 \n\u0001";
        setxattr(path, name, VALUE, 0);
        assertThat(getxattr(path, name)).isEqualTo(VALUE);
        assertThat(listxattr(path)).containsExactly(name);
    }

    @Test
    @ExceptWithoutXattrs
    void refusesNamesOfNothing() {
        String path = emptyFile("f");
        for (String name : List.of("user.", "trusted.", "security.")) {
            assertErrno(EINVAL, () -> setxattr(path, name, VALUE, 0));
            assertErrno(EINVAL, () -> getxattr(path, name));
            assertErrno(EINVAL, () -> removexattr(path, name));
        }
        assertErrno(ERANGE, () -> setxattr(path, "", VALUE, 0));
        assertErrno(EOPNOTSUPP, () -> setxattr(path, "user", VALUE, 0));
        assertErrno(EOPNOTSUPP, () -> removexattr(path, "system.name"));
    }

    @Test
    @ExceptWithoutXattrs
    void takesValuesOf64Kibibytes() {
        String path = emptyFile("f");
        byte[] largest = new byte[65_536];
        new Random(46).nextBytes(largest);
        setxattr(path, "user.largest", largest, 0);
        assertThat(getxattr(path, "user.largest")).isEqualTo(largest);
        assertErrno(ERANGE, () -> getxattr(path, "user.largest", 65_535));
    }

    /** XATTR_LIST_MAX bounds the list, not the attributes. */
    @Test
    @ExceptWithoutXattrs
    void takesMoreThanAListHolds() {
        String path = emptyFile("f");
        for (int i = 0; i < 256; i++) {
            setxattr(path, longName(i), VALUE, 0);
        }
        assertThat(listxattr(path)).hasSize(256);
        setxattr(path, longName(256), VALUE, 0);
        assertErrno(E2BIG, () -> listxattr(path));
        assertThat(getxattr(path, longName(256))).isEqualTo(VALUE);
        removexattr(path, longName(0));
        assertThat(listxattr(path)).hasSize(256).doesNotContain(longName(0));
    }

    private static String longName(int number) {
        return "user." + "%0250d".formatted(number);
    }

    @Test
    @ExceptWithoutXattrs
    void stampsCtimeOnly() {
        String path = emptyFile("f");
        age(path);
        assertBumps(Stat::ctime, path, () -> setxattr(path, "user.name", VALUE, 0));
        assertThat(lstat(path).mtime()).isEqualTo(LONG_AGO);
    }

    @Test
    @ExceptWithoutXattrs
    void isSharedByHardLinksAndSurvivesARename() {
        String path = emptyFile("f");
        link(path, at("g"));
        setxattr(path, "user.name", VALUE, 0);
        assertThat(getxattr(at("g"), "user.name")).isEqualTo(VALUE);
        rename(path, at("h"));
        assertThat(getxattr(at("h"), "user.name")).isEqualTo(VALUE);
    }

    @Test
    void hasOnlyTheKnownNamespaces() {
        String path = emptyFile("f");
        assertErrno(EOPNOTSUPP, () -> setxattr(path, "unknown.name", VALUE, 0));
        assertErrno(EOPNOTSUPP, () -> setxattr(path, "plain", VALUE, 0));
        assertErrno(EOPNOTSUPP, () -> getxattr(path, "unknown.name"));
    }

    @Test
    void ofUsersIsForFilesAndDirectoriesOnly() {
        symlink("x", at("link"));
        mknod(at("fifo"), S_IFIFO | 0666, 0);
        assertErrno(EPERM, () -> setxattr(at("link"), "user.name", VALUE, 0));
        assertErrno(EPERM, () -> setxattr(at("fifo"), "user.name", VALUE, 0));
    }

    @ExceptForRootOnly
    @Test
    @ExceptWithoutXattrs
    void trustedIsForRootOnly() {
        String path = emptyFile("f");
        chmod(path, 0666);
        assertErrno(EPERM, () -> As.user(1234, 5678).run(() -> setxattr(path, "trusted.name", VALUE, 0)));
        setxattr(path, "trusted.name", VALUE, 0);
        assertThat(getxattr(path, "trusted.name")).isEqualTo(VALUE);
        assertErrno(ENODATA, () -> As.user(1234, 5678).run(() -> getxattr(path, "trusted.name")));
        assertThat(As.user(1234, 5678).call(() -> listxattr(path))).isEmpty();
    }

    @Test
    @ExceptWithoutXattrs
    void needsWritePermission() {
        String path = emptyFile("f");
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> setxattr(path, "user.name", VALUE, 0)));
        chmod(path, 0200);
        setxattr(path, "user.name", VALUE, 0);
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> getxattr(path, "user.name")));
    }
}
