package memfs.kernel;

/**
 * Replies as the kernel expects them: struct fuse_out_header and the opcode's own struct, laid down from the header of
 * protocol 7.45.
 */
final class Replies {
    static final int HEADER_SIZE = 16;
    /** struct fuse_entry_out. */
    static final int ENTRY_SIZE = 128;
    /** struct fuse_dirent up to its name. */
    static final int DIRENT_SIZE = 24;

    private static final long NANOS = 1_000_000_000;

    private Replies() {}

    static byte[] ok(byte[] request, Bytes body) {
        return Bytes.of().u32(HEADER_SIZE + body.size()).u32(0).u64(Requests.unique(request)).raw(body.toArray())
                .toArray();
    }

    /** A reply without a body: success of what has nothing to tell. */
    static byte[] ok(byte[] request) {
        return ok(request, Bytes.of());
    }

    /** A header with the negative error number, and nothing else. */
    static byte[] error(byte[] request, int errno) {
        return Bytes.of().u32(HEADER_SIZE).u32(-errno).u64(Requests.unique(request)).toArray();
    }

    static int error(byte[] reply) {
        return -Bytes.u32(reply, 4);
    }

    /** struct fuse_attr; times in nanoseconds since the epoch, all three the same. */
    record Attr(long ino, long size, long blocks, long nanos, int mode, int nlink, int uid, int gid, int rdev) {

        Bytes bytes() {
            long seconds = Math.floorDiv(nanos, NANOS);
            int rest = (int) Math.floorMod(nanos, NANOS);
            return Bytes.of().u64(ino).u64(size).u64(blocks).u64(seconds).u64(seconds).u64(seconds).u32(rest).u32(rest)
                    .u32(rest).u32(mode).u32(nlink).u32(uid).u32(gid).u32(rdev).u32(8192).u32(0);
        }

        /** struct fuse_entry_out: the generation is the mount's, since node ids are never used again in it. */
        Bytes entry(Seconds entryValid, Seconds attrValid) {
            return Bytes.of().u64(ino).u64(Conversation.GENERATION).u64(entryValid.whole).u64(kept(attrValid).whole)
                    .u32(entryValid.nanos).u32(kept(attrValid).nanos).raw(bytes().toArray());
        }

        /** struct fuse_attr_out. */
        Bytes out(Seconds attrValid) {
            return Bytes.of().u64(kept(attrValid).whole).u32(kept(attrValid).nanos).u32(0).raw(bytes().toArray());
        }

        /** A write may clear setuid and setgid of a regular file, so that the kernel isn't to keep them. */
        private Seconds kept(Seconds attrValid) {
            return mode >> 12 == 010 && (mode & 06000) != 0 ? new Seconds(0, 0) : attrValid;
        }
    }

    /** A timeout as replies carry it. */
    record Seconds(long whole, int nanos) {}

    /** struct fuse_open_out. */
    static Bytes open(long fh, int flags) {
        return Bytes.of().u64(fh).u32(flags).u32(0);
    }

    /** struct fuse_dirent with its name and padding. */
    static Bytes dirent(long ino, long cookie, int type, String name) {
        return Bytes.of().u64(ino).u64(cookie).u32(name.length()).u32(type).text(name).align8();
    }
}
