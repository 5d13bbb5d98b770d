package memfs.jnr;

import java.lang.foreign.MemorySegment;

import jnr.ffi.Pointer;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.StatFs;
import memfs.posix.Timestamp;
import ru.serce.jnrfuse.struct.FileStat;
import ru.serce.jnrfuse.struct.Statvfs;
import ru.serce.jnrfuse.struct.Timespec;

/** Translates between C structs as jnr-fuse maps them and the types of memfs.posix. */
final class JnrStructs {
    /** In place of nanoseconds; utimensat(2). */
    private static final long UTIME_NOW = (1L << 30) - 1;
    private static final long UTIME_OMIT = (1L << 30) - 2;

    /** The newest minor version of libfuse 2.9, whatever newer one the kernel offers; its fuse_kernel.h. */
    private static final int LIBFUSE_MINOR = 19;

    private JnrStructs() {}

    static void copy(Stat from, FileStat to) {
        to.st_ino.set(from.ino());
        to.st_mode.set(from.mode());
        to.st_nlink.set(from.nlink());
        to.st_uid.set(from.uid());
        to.st_gid.set(from.gid());
        // libfuse passes rdev in both directions as the kernel packs it, and so does MemFS.
        to.st_rdev.set(from.rdev());
        to.st_size.set(from.size());
        to.st_blksize.set(Stat.BLOCK_SIZE);
        to.st_blocks.set(from.blocks());
        copy(from.atime(), to.st_atim);
        copy(from.mtime(), to.st_mtim);
        copy(from.ctime(), to.st_ctim);
    }

    private static void copy(Timestamp from, Timespec to) {
        to.tv_sec.set(from.seconds());
        to.tv_nsec.set(from.nanos());
    }

    static void copy(StatFs from, Statvfs to) {
        to.f_bsize.set(from.blockSize());
        to.f_frsize.set(from.blockSize());
        to.f_blocks.set(from.blocks());
        to.f_bfree.set(from.blocksFree());
        to.f_bavail.set(from.blocksFree());
        to.f_files.set(from.files());
        to.f_ffree.set(from.filesFree());
        to.f_favail.set(from.filesFree());
        to.f_namemax.set(from.nameMax());
    }

    /** A string as C has it, cut to the size of its buffer. */
    static void copy(byte[] from, Pointer to, long size) {
        int length = (int) Math.min(from.length, size - 1);
        to.put(0, from, 0, length);
        to.putByte(length, (byte) 0);
    }

    /** utimensat(2): the access and the modification time, each a time, UTIME_NOW or UTIME_OMIT. */
    static SetAttr times(Timespec access, Timespec modification) {
        int valid = valid(access, SetAttr.ATIME, SetAttr.ATIME_NOW)
                | valid(modification, SetAttr.MTIME, SetAttr.MTIME_NOW);
        return SetAttr.ofTimes(valid, timestamp(access), timestamp(modification));
    }

    private static int valid(Timespec time, int given, int now) {
        long nanos = time.tv_nsec.longValue();
        if (nanos == UTIME_OMIT) {
            return 0;
        }
        return nanos == UTIME_NOW ? given | now : given;
    }

    /** The kernel has checked the nanoseconds, or they are one of the two constants above. */
    private static Timestamp timestamp(Timespec time) {
        return new Timestamp(time.tv_sec.longValue(), time.tv_nsec.intValue());
    }

    /** The attributes with one more link: libfuse subtracts the hidden name that it gave an unlinked file. */
    static Stat withHiddenName(Stat s) {
        return new Stat(s.ino(), s.mode(), s.nlink() + 1, s.uid(), s.gid(), s.rdev(), s.size(), s.blocks(),
                s.atimeSeconds(), s.atimeNanos(), s.mtimeSeconds(), s.mtimeNanos(), s.ctimeSeconds(), s.ctimeNanos(),
                s.btimeSeconds(), s.btimeNanos());
    }

    /** {@code struct fuse_conn_info}, which jnr-fuse doesn't map: unsigned integers, from fuse_common.h. */
    static ConnectionInfo negotiated(Pointer connection, double directoryTimeout, double fileTimeout) {
        String protocol = connection.getInt(0) + "." + Math.min(connection.getInt(4), LIBFUSE_MINOR);
        return new ConnectionInfo(protocol, connection.getInt(12), connection.getInt(16), connection.getInt(8) != 0,
                directoryTimeout, fileTimeout);
    }

    /** The same memory as a segment, bytes long. */
    static MemorySegment segment(Pointer memory, long size) {
        return MemorySegment.ofAddress(memory.address()).reinterpret(size);
    }
}
