package memfs.kernel;

/**
 * Requests as the kernel writes them: struct fuse_in_header and the opcode's own struct, laid down from the header of
 * protocol 7.45. Each has the next unique, by the kernel's step of two.
 */
final class Requests {
    static final int HEADER_SIZE = 40;

    static final int LOOKUP = 1;
    static final int FORGET = 2;
    static final int GETATTR = 3;
    static final int SETATTR = 4;
    static final int READLINK = 5;
    static final int SYMLINK = 6;
    static final int MKNOD = 8;
    static final int MKDIR = 9;
    static final int UNLINK = 10;
    static final int RMDIR = 11;
    static final int RENAME = 12;
    static final int LINK = 13;
    static final int OPEN = 14;
    static final int READ = 15;
    static final int WRITE = 16;
    static final int STATFS = 17;
    static final int RELEASE = 18;
    static final int FSYNC = 20;
    static final int SETXATTR = 21;
    static final int GETXATTR = 22;
    static final int LISTXATTR = 23;
    static final int REMOVEXATTR = 24;
    static final int FLUSH = 25;
    static final int INIT = 26;
    static final int OPENDIR = 27;
    static final int READDIR = 28;
    static final int RELEASEDIR = 29;
    static final int FSYNCDIR = 30;
    static final int ACCESS = 34;
    static final int CREATE = 35;
    static final int INTERRUPT = 36;
    static final int DESTROY = 38;
    static final int BATCH_FORGET = 42;
    static final int FALLOCATE = 43;
    static final int READDIRPLUS = 44;
    static final int RENAME2 = 45;
    static final int LSEEK = 46;
    static final int COPY_FILE_RANGE = 47;
    static final int SYNCFS = 50;
    static final int TMPFILE = 51;
    static final int STATX = 52;
    static final int IOCTL = 39;
    static final int COPY_FILE_RANGE_64 = 53;

    private final int uid;
    private final int gid;
    private final int pid;
    private long unique;

    Requests() {
        this(0, 0, 1);
    }

    Requests(int uid, int gid, int pid) {
        this.uid = uid;
        this.gid = gid;
        this.pid = pid;
    }

    /** Any request: a header over the given body. */
    byte[] request(int opcode, long nodeid, Bytes body) {
        unique += 2;
        return Bytes.of().u32(HEADER_SIZE + body.size()).u32(opcode).u64(unique).u64(nodeid).u32(uid).u32(gid).u32(pid)
                .u16(0).u16(0).raw(body.toArray()).toArray();
    }

    static int opcode(byte[] request) {
        return Bytes.u32(request, 4);
    }

    static long unique(byte[] request) {
        return Bytes.u64(request, 8);
    }

    static long nodeid(byte[] request) {
        return Bytes.u64(request, 16);
    }

    /** struct fuse_init_in before 7.36: 16 bytes. */
    byte[] init(int major, int minor, long flags) {
        return request(INIT, 0, Bytes.of().u32(major).u32(minor).u32(131072).u32(flags));
    }

    /** struct fuse_init_in from 7.36 on: 64 bytes. */
    byte[] initExtended(int minor, long flags, long flags2) {
        return request(INIT, 0, Bytes.of().u32(7).u32(minor).u32(131072).u32(flags).u32(flags2).zeros(44));
    }

    byte[] lookup(long parent, String name) {
        return request(LOOKUP, parent, Bytes.of().name(name));
    }

    byte[] forget(long nodeid, long count) {
        return request(FORGET, nodeid, Bytes.of().u64(count));
    }

    /** Pairs of node id and count. */
    byte[] batchForget(long... pairs) {
        Bytes body = Bytes.of().u32(pairs.length / 2).u32(0);
        for (long number : pairs) {
            body.u64(number);
        }
        return request(BATCH_FORGET, 0, body);
    }

    byte[] getattr(long nodeid) {
        return request(GETATTR, nodeid, Bytes.of().u32(0).u32(0).u64(0));
    }

    /** struct fuse_statx_in as fuse_do_statx() fills it: STATX_BASIC_STATS and STATX_BTIME. */
    byte[] statx(long nodeid) {
        return request(STATX, nodeid, Bytes.of().u32(0).u32(0).u64(0).u32(0).u32(0xfff));
    }

    /** struct fuse_ioctl_in of a file without a handle, and the command's own argument. */
    byte[] ioctl(long nodeid, int command, int outSize, byte[] argument) {
        return request(IOCTL, nodeid, Bytes.of().u64(0).u32(0).u32(command).u64(0).u32(argument.length).u32(outSize)
                .raw(argument));
    }

    byte[] setattr(long nodeid, SetattrIn in) {
        return request(SETATTR, nodeid, in.bytes());
    }

    byte[] readlink(long nodeid) {
        return request(READLINK, nodeid, Bytes.of());
    }

    byte[] symlink(long parent, String name, String target) {
        return request(SYMLINK, parent, Bytes.of().name(name).name(target));
    }

    byte[] mknod(long parent, String name, int mode, int rdev, int umask) {
        return request(MKNOD, parent, Bytes.of().u32(mode).u32(rdev).u32(umask).u32(0).name(name));
    }

    byte[] mkdir(long parent, String name, int mode, int umask) {
        return request(MKDIR, parent, Bytes.of().u32(mode).u32(umask).name(name));
    }

    byte[] unlink(long parent, String name) {
        return request(UNLINK, parent, Bytes.of().name(name));
    }

    byte[] rmdir(long parent, String name) {
        return request(RMDIR, parent, Bytes.of().name(name));
    }

    byte[] rename(long parent, String name, long newParent, String newName) {
        return request(RENAME, parent, Bytes.of().u64(newParent).name(name).name(newName));
    }

    byte[] rename2(long parent, String name, long newParent, String newName, int flags) {
        return request(RENAME2, parent, Bytes.of().u64(newParent).u32(flags).u32(0).name(name).name(newName));
    }

    byte[] link(long nodeid, long newParent, String newName) {
        return request(LINK, newParent, Bytes.of().u64(nodeid).name(newName));
    }

    byte[] open(long nodeid, int flags) {
        return request(OPEN, nodeid, Bytes.of().u32(flags).u32(0));
    }

    byte[] opendir(long nodeid) {
        return request(OPENDIR, nodeid, Bytes.of().u32(0).u32(0));
    }

    byte[] create(long parent, String name, int mode, int flags, int umask) {
        return request(CREATE, parent, Bytes.of().u32(flags).u32(mode).u32(umask).u32(0).name(name));
    }

    /** As fuse_tmpfile() in fs/fuse/dir.c: a name comes along, and has no meaning. */
    byte[] tmpfile(long parent, int mode, int flags, int umask) {
        return request(TMPFILE, parent, Bytes.of().u32(flags).u32(mode).u32(umask).u32(0).name("#1"));
    }

    byte[] read(long nodeid, long fh, long offset, int size) {
        return request(READ, nodeid, readIn(fh, offset, size));
    }

    byte[] readdir(long nodeid, long fh, long cookie, int size) {
        return request(READDIR, nodeid, readIn(fh, cookie, size));
    }

    byte[] readdirplus(long nodeid, long fh, long cookie, int size) {
        return request(READDIRPLUS, nodeid, readIn(fh, cookie, size));
    }

    private static Bytes readIn(long fh, long offset, int size) {
        return Bytes.of().u64(fh).u64(offset).u32(size).u32(0).u64(0).u32(0).u32(0);
    }

    byte[] write(long nodeid, long fh, long offset, byte[] data) {
        return write(nodeid, fh, offset, data, 0, 0);
    }

    byte[] write(long nodeid, long fh, long offset, byte[] data, int writeFlags, int openFlags) {
        return request(WRITE, nodeid, Bytes.of().u64(fh).u64(offset).u32(data.length).u32(writeFlags).u64(0)
                .u32(openFlags).u32(0).raw(data));
    }

    byte[] statfs() {
        return request(STATFS, 1, Bytes.of());
    }

    byte[] release(long nodeid, long fh) {
        return request(RELEASE, nodeid, releaseIn(fh));
    }

    byte[] releasedir(long nodeid, long fh) {
        return request(RELEASEDIR, nodeid, releaseIn(fh));
    }

    private static Bytes releaseIn(long fh) {
        return Bytes.of().u64(fh).u32(0).u32(0).u64(0);
    }

    byte[] fsync(long nodeid, long fh) {
        return request(FSYNC, nodeid, Bytes.of().u64(fh).u32(0).u32(0));
    }

    byte[] fsyncdir(long nodeid, long fh) {
        return request(FSYNCDIR, nodeid, Bytes.of().u64(fh).u32(0).u32(0));
    }

    byte[] flush(long nodeid, long fh) {
        return request(FLUSH, nodeid, Bytes.of().u64(fh).u32(0).u32(0).u64(0));
    }

    /** struct fuse_setxattr_in without FUSE_SETXATTR_EXT: 8 bytes. */
    byte[] setxattr(long nodeid, String name, byte[] value, int flags) {
        return request(SETXATTR, nodeid, Bytes.of().u32(value.length).u32(flags).name(name).raw(value));
    }

    byte[] getxattr(long nodeid, String name, int size) {
        return request(GETXATTR, nodeid, Bytes.of().u32(size).u32(0).name(name));
    }

    byte[] listxattr(long nodeid, int size) {
        return request(LISTXATTR, nodeid, Bytes.of().u32(size).u32(0));
    }

    byte[] removexattr(long nodeid, String name) {
        return request(REMOVEXATTR, nodeid, Bytes.of().name(name));
    }

    byte[] access(long nodeid, int mask) {
        return request(ACCESS, nodeid, Bytes.of().u32(mask).u32(0));
    }

    byte[] interrupt(long interrupted) {
        return request(INTERRUPT, 0, Bytes.of().u64(interrupted));
    }

    byte[] fallocate(long nodeid, long fh, long offset, long length, int mode) {
        return request(FALLOCATE, nodeid, Bytes.of().u64(fh).u64(offset).u64(length).u32(mode).u32(0));
    }

    byte[] lseek(long nodeid, long fh, long offset, int whence) {
        return request(LSEEK, nodeid, Bytes.of().u64(fh).u64(offset).u32(whence).u32(0));
    }

    /** COPY_FILE_RANGE or COPY_FILE_RANGE_64: one struct. */
    byte[] copyFileRange(int opcode, long nodeid, long fh, long offset, long nodeidOut, long fhOut, long offsetOut,
            long length) {
        return request(opcode, nodeid,
                Bytes.of().u64(fh).u64(offset).u64(nodeidOut).u64(fhOut).u64(offsetOut).u64(length).u64(0));
    }

    byte[] syncfs() {
        return request(SYNCFS, 1, Bytes.of().u64(0));
    }

    byte[] destroy() {
        return request(DESTROY, 0, Bytes.of());
    }

    /** struct fuse_setattr_in. */
    record SetattrIn(int valid, long fh, long size, long atime, long mtime, long ctime, int atimensec, int mtimensec,
            int ctimensec, int mode, int uid, int gid) {

        static SetattrIn ofMode(int mode) {
            return new SetattrIn(1, 0, 0, 0, 0, 0, 0, 0, 0, mode, 0, 0);
        }

        static SetattrIn ofOwner(int uid, int gid) {
            return new SetattrIn(6, 0, 0, 0, 0, 0, 0, 0, 0, 0, uid, gid);
        }

        static SetattrIn ofSize(long size) {
            return new SetattrIn(8, 0, size, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }

        /** FATTR_SIZE and FATTR_FH: ftruncate(2). */
        static SetattrIn ofSize(long size, long fh) {
            return new SetattrIn(8 | 64, fh, size, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }

        /** FATTR_ATIME, FATTR_MTIME and FATTR_CTIME: seconds and nanoseconds apart. */
        static SetattrIn ofTimes(long atime, int atimensec, long mtime, int mtimensec, long ctime, int ctimensec) {
            return new SetattrIn(16 | 32 | 1024, 0, 0, atime, mtime, ctime, atimensec, mtimensec, ctimensec, 0, 0, 0);
        }

        Bytes bytes() {
            return Bytes.of().u32(valid).u32(0).u64(fh).u64(size).u64(0).u64(atime).u64(mtime).u64(ctime)
                    .u32(atimensec).u32(mtimensec).u32(ctimensec).u32(mode).u32(0).u32(uid).u32(gid).u32(0);
        }
    }
}
