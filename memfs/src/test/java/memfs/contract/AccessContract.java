package memfs.contract;

import static memfs.posix.Errno.EACCES;
import static memfs.posix.Errno.ENOENT;
import static memfs.posix.Errno.ENOTDIR;
import static memfs.posix.Mode.R_OK;
import static memfs.posix.Mode.W_OK;
import static memfs.posix.Mode.X_OK;
import static memfs.testing.Posix.access;
import static memfs.testing.Posix.chmod;
import static memfs.testing.Posix.chown;
import static memfs.testing.Posix.eaccess;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.testing.As;
import memfs.testing.Requirements;

/** access(2) and faccessat(2). */
abstract class AccessContract extends Contract {
    @ExceptForRootOnly
    @Test
    void tellsWhatTheOwnerMay() {
        String path = emptyFile("f");
        chown(path, 1234, 5678);
        chmod(path, 0400);
        As.user(1234, 5678).run(() -> access(path, R_OK));
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> access(path, W_OK)));
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> eaccess(path, R_OK | X_OK)));
    }

    @ExceptForRootOnly
    @Test
    void tellsWhatTheGroupMay() {
        String path = emptyFile("f");
        chown(path, 1, 999);
        chmod(path, 0060);
        As.user(1234, 5678, 999).run(() -> access(path, R_OK | W_OK));
        As.user(1234, 999).run(() -> eaccess(path, R_OK | W_OK));
        assertErrno(EACCES, () -> As.user(1234, 5678).run(() -> access(path, R_OK)));
    }

    @Test
    void letsRootDoAllButExecuteWhatNobodyMay() {
        Requirements.root();
        String path = emptyFile("f");
        chmod(path, 0);
        access(path, R_OK | W_OK);
        assertErrno(EACCES, () -> access(path, X_OK));
        chmod(path, 0010);
        access(path, X_OK);
        assertThat(permissions(path)).isEqualTo(0010);
    }

    @Test
    void asksWhetherItIsThere() {
        access(emptyFile("f"), 0);
        assertErrno(ENOENT, () -> access(at("missing"), 0));
        assertErrno(ENOTDIR, () -> access(at("f/x"), 0));
    }
}
