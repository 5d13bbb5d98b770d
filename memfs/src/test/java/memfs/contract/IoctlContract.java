package memfs.contract;

import static memfs.posix.Errno.ENOTTY;
import static memfs.posix.Errno.EOPNOTSUPP;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.testing.Posix.ioctl;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ioctl(2) on files and directories; numbers from {@code include/uapi/linux/fs.h}. */
abstract class IoctlContract extends Contract {
    private static final long GETFLAGS = 0x80086601L;
    private static final long SETFLAGS = 0x40086602L;
    private static final long FSGETXATTR = 0x801c581fL;
    private static final long FSSETXATTR = 0x401c5820L;
    private static final byte[] NO_FLAGS = new byte[4];
    private static final byte[] NO_EXTENDED_FLAGS = new byte[28];

    private List<Integer> fileAndDirectory() {
        return List.of(create(at("f")), open(directory("d"), O_RDONLY));
    }

    private static byte[] with(byte[] argument, int index, int value) {
        byte[] changed = argument.clone();
        changed[index] = (byte) value;
        return changed;
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 passes no ioctl of its own accord", shows = "ioctl: ENOTTY")
    void showsNoFlagsOfWhatIsNew() {
        for (int fd : fileAndDirectory()) {
            assertThat(ioctl(fd, GETFLAGS, with(NO_FLAGS, 0, 1))).isEqualTo(NO_FLAGS);
            assertThat(ioctl(fd, FSGETXATTR, with(NO_EXTENDED_FLAGS, 0, 1))).isEqualTo(NO_EXTENDED_FLAGS);
        }
    }

    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 passes no ioctl of its own accord", shows = "ioctl: ENOTTY")
    void takesNoFlags() {
        for (int fd : fileAndDirectory()) {
            ioctl(fd, SETFLAGS, NO_FLAGS);
            ioctl(fd, FSSETXATTR, NO_EXTENDED_FLAGS);
        }
    }

    /** FS_COMPR_FL, FS_NOCOW_FL in its third byte, FS_XFLAG_REALTIME and a project. */
    @Test
    @Except(target = "memfs-jnr", because = "libfuse 2 passes no ioctl of its own accord", shows = "was: ENOTTY")
    void refusesFlagsOfOtherFileSystems() {
        for (int fd : fileAndDirectory()) {
            assertErrno(EOPNOTSUPP, () -> ioctl(fd, SETFLAGS, with(NO_FLAGS, 0, 4)));
            assertErrno(EOPNOTSUPP, () -> ioctl(fd, SETFLAGS, with(NO_FLAGS, 2, 0x80)));
            assertErrno(EOPNOTSUPP, () -> ioctl(fd, FSSETXATTR, with(NO_EXTENDED_FLAGS, 12, 7)));
        }
    }

    /** Versions, a terminal's size, a disk's size, encryption, verity, trimming, and what nobody knows. */
    @ParameterizedTest
    @ValueSource(longs = {0x80087601L, 0x40087602L, 0x5401, 0x80081272L, 0x400c6615L, 0x40806685L, 0xc0185879L,
            0x80047a12L})
    void refusesAllElse(long command) {
        for (int fd : fileAndDirectory()) {
            assertErrno(ENOTTY, () -> ioctl(fd, command, new byte[256]));
        }
    }
}
