package memfs.contract;

import static memfs.contract.RightsCaller.FOREIGN_GROUP;
import static memfs.contract.RightsCaller.OTHER_GROUP;
import static memfs.contract.RightsCaller.OWNER;
import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.FALLOC_FL_PUNCH_HOLE;
import static memfs.posix.OpenFlags.O_APPEND;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_EXCL;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_TRUNC;
import static memfs.posix.OpenFlags.O_WRONLY;

import memfs.testing.Syscalls;

/** One thing that a caller does to a {@link RightsSubject}; the result is 0 or more, or a negative errno. */
enum RightsOperation {
    CHMOD(Kind.BARE_FILE, (system, subject) -> system.call(90, subject.path(), subject.mode(), 0)),
    CHOWN(Kind.FILE, (system, subject) -> system.call(92, subject.path(), 1003, -1)),
    CHOWN_TO_ITSELF(Kind.FILE, (system, subject) -> system.call(92, subject.path(), OWNER, -1)),
    CHOWN_OF_NOTHING(Kind.FILE, (system, subject) -> system.call(92, subject.path(), -1, -1)),
    CHGRP(Kind.FILE, (system, subject) -> system.call(92, subject.path(), -1, OTHER_GROUP)),
    CHGRP_TO_FOREIGN(Kind.FILE, (system, subject) -> system.call(92, subject.path(), -1, FOREIGN_GROUP)),
    OPEN_READ(Kind.FILE, (system, subject) -> opened(system, subject, O_RDONLY, false)),
    WRITE(Kind.FILE, (system, subject) -> opened(system, subject, O_WRONLY, true)),
    APPEND(Kind.FILE, (system, subject) -> opened(system, subject, O_WRONLY | O_APPEND, true)),
    O_TRUNC_OPEN(Kind.FILE, (system, subject) -> opened(system, subject, O_WRONLY | O_TRUNC, false)),
    TRUNCATE(Kind.FILE, (system, subject) -> system.call(76, subject.path(), 1, 0)),
    // Through a descriptor that root has opened: what it may is settled, and only the bits are in question.
    FD_WRITE(Kind.FILE, (system, subject) -> system.call(18, subject.fd(), subject.bytes(), 1)),
    FD_TRUNCATE(Kind.FILE, (system, subject) -> system.call(77, subject.fd(), 1, 0)),
    FALLOCATE(Kind.FILE, (system, subject) -> fallocate(system, subject, 0)),
    PUNCH(Kind.FILE, (system, subject) -> fallocate(system, subject, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE)),
    COPY_FILE_RANGE(Kind.FILE,
            (system, subject) -> system.call(326, subject.sourceFd(), subject.offset(0), subject.fd(),
                    subject.offset(1), 1, 0)),
    SETXATTR(Kind.FILE, (system, subject) -> system.call(188, subject.path(), subject.xattr(), subject.bytes(), 1, 0,
            0)),
    LINK(Kind.LINKED_FILE, (system, subject) -> system.call(86, subject.path(), subject.made(), 0)),
    RENAME(Kind.DIRECTORY, (system, subject) -> system.call(82, subject.child(), subject.made(), 0)),
    MKDIR(Kind.DIRECTORY, (system, subject) -> system.call(83, subject.made(), 0777, 0)),
    CREATE(Kind.DIRECTORY, (system, subject) -> closed(system,
            system.call(2, subject.made(), O_CREAT | O_EXCL | O_WRONLY, 02775)));

    /** What is acted on. */
    enum Kind {
        FILE,
        /** A file of mode 0: the subject's mode is what it is changed to. */
        BARE_FILE,
        /** A file that gets a second name. */
        LINKED_FILE,
        DIRECTORY
    }

    @FunctionalInterface
    private interface Call {
        long apply(Syscalls system, RightsSubject subject);
    }

    private final Kind kind;
    private final Call call;

    RightsOperation(Kind kind, Call call) {
        this.kind = kind;
        this.call = call;
    }

    Kind kind() {
        return kind;
    }

    long apply(Syscalls system, RightsSubject subject) {
        return call.apply(system, subject);
    }

    private static long opened(Syscalls system, RightsSubject subject, int flags, boolean writes) {
        long fd = system.call(2, subject.path(), flags, 0);
        if (fd < 0) {
            return fd;
        }
        long result = writes ? system.call(1, fd, subject.bytes(), 1) : 0;
        system.call(3, fd, 0, 0);
        return result;
    }

    private static long closed(Syscalls system, long fd) {
        return fd < 0 ? fd : system.call(3, fd, 0, 0);
    }

    private static long fallocate(Syscalls system, RightsSubject subject, int mode) {
        return system.call(285, subject.fd(), mode, 0, 1, 0, 0);
    }
}
