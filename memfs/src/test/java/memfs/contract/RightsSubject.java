package memfs.contract;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static memfs.contract.RightsCaller.GROUP;
import static memfs.contract.RightsCaller.OWNER;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_RDWR;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import memfs.posix.Mode;
import memfs.testing.Posix;
import memfs.testing.Syscalls;

/** A file or directory that callers act on, made ready for each of them by root. */
final class RightsSubject {
    private static final int CHILDS_OWNER = 1004;
    private static final int STATX_MODE = 2;
    private static final int STATX_UID_AND_GID = 0x18;
    private static final int AT_STATX_FORCE_SYNC = 0x2000;

    private final RightsOperation.Kind kind;
    private final MemorySegment path;
    private final MemorySegment child;
    private final MemorySegment made;
    private final MemorySegment xattr;
    private final MemorySegment bytes;
    private final MemorySegment offsets;
    private final MemorySegment statx;
    private final int fd;
    private final int sourceFd;
    private int mode;
    private int uid = -1;
    private int gid = -1;

    /** Makes it: a file of one byte, or a directory with a file of yet another user in it. */
    RightsSubject(RightsOperation.Kind kind, String name, int sourceFd, Arena arena) {
        this.kind = kind;
        this.sourceFd = sourceFd;
        boolean directory = kind == RightsOperation.Kind.DIRECTORY;
        path = arena.allocateFrom(name);
        child = arena.allocateFrom(name + "/child");
        made = arena.allocateFrom(directory ? name + "/made" : name + "-made");
        xattr = arena.allocateFrom("user.x");
        bytes = arena.allocateFrom("x");
        offsets = arena.allocate(JAVA_LONG, 2);
        statx = arena.allocate(256, 8);
        if (directory) {
            Posix.mkdir(name, 0700);
            Posix.close(Posix.open(name + "/child", O_CREAT | O_RDWR, 0600));
            Posix.chown(name + "/child", CHILDS_OWNER, CHILDS_OWNER);
            fd = -1;
        } else {
            fd = Posix.open(name, O_CREAT | O_RDWR, 0600);
            Posix.write(fd, Contract.bytes("x"));
        }
    }

    void close() {
        if (fd >= 0) {
            Posix.close(fd);
        }
    }

    /** Owner, group and mode as they were, whatever the last caller has done. */
    void prepare(Syscalls system, int newMode) {
        mode = newMode;
        if (uid != OWNER || gid != GROUP) {
            system.must(92, path.address(), OWNER, GROUP);
        }
        system.must(90, path.address(), kind == RightsOperation.Kind.BARE_FILE ? 0 : mode, 0);
    }

    int mode() {
        return mode;
    }

    long path() {
        return path.address();
    }

    long child() {
        return child.address();
    }

    /** The path of what the operation makes. */
    long made() {
        return made.address();
    }

    long xattr() {
        return xattr.address();
    }

    long bytes() {
        return bytes.address();
    }

    /** The address of an offset of 0, which a copy moves on: that of its source, or of its target. */
    long offset(int which) {
        offsets.setAtIndex(JAVA_LONG, which, 0);
        return offsets.address() + which * JAVA_LONG.byteSize();
    }

    int fd() {
        return fd;
    }

    int sourceFd() {
        return sourceFd;
    }

    /** What the kernel shows from its cache: mode, uid and gid of the subject, or of what was made. */
    long cached(Syscalls system, boolean made) {
        // The mode alone, as stat -c %a asks for it.
        stat(system, made, STATX_MODE, 0);
        int shown = Mode.permissions(statx.get(JAVA_SHORT, 28));
        stat(system, made, STATX_UID_AND_GID, 0);
        return packed(shown);
    }

    /** What the file system says. */
    long forced(Syscalls system, boolean made) {
        stat(system, made, STATX_MODE | STATX_UID_AND_GID, AT_STATX_FORCE_SYNC);
        if (!made) {
            uid = statx.get(JAVA_INT, 20);
            gid = statx.get(JAVA_INT, 24);
        }
        return packed(Mode.permissions(statx.get(JAVA_SHORT, 28)));
    }

    private void stat(Syscalls system, boolean ofMade, int mask, int flags) {
        long result = system.call(332, Posix.AT_FDCWD, ofMade ? made() : path(), flags, mask, statx.address(), 0);
        if (result < 0) {
            throw new AssertionError("statx: errno " + -result);
        }
    }

    private long packed(int shown) {
        return (long) shown << 24 | (long) statx.get(JAVA_INT, 20) << 12 | statx.get(JAVA_INT, 24);
    }

    /** Removes what the operation made. */
    void clean(Syscalls system, RightsOperation operation) {
        switch (operation) {
            case MKDIR -> system.must(84, made(), 0, 0);
            case RENAME -> system.must(82, made(), child(), 0);
            default -> system.must(87, made(), 0, 0);
        }
    }
}
