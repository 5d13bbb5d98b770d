package memfs.kernel;

import java.lang.foreign.ValueLayout;

import memfs.kernel.protocol.Abi;
import memfs.kernel.protocol.ReplyWriter;
import memfs.kernel.protocol.RequestReader;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.posix.Timestamp;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.OpenFile;
import memfs.store.XattrName;

/** Requests on names and attributes: decodes, calls the file system, encodes. */
final class NodeRequests {
    private static final int SETATTR_FIELDS = ~(Abi.FATTR_FH | Abi.FATTR_LOCKOWNER);

    private final Connection connection;
    private final FileSystem fileSystem;
    private final RequestReader request;
    private final ReplyWriter reply;

    NodeRequests(Connection connection, RequestReader request, ReplyWriter reply) {
        this.connection = connection;
        this.fileSystem = connection.fileSystem();
        this.request = request;
        this.reply = reply;
    }

    private Caller caller() {
        return request.caller();
    }

    void lookup() {
        Stat stat = fileSystem.lookup(caller(), request.nodeId(), request.fetchName());
        if (stat == null) {
            reply.putNegativeEntry();
        } else {
            reply.putEntry(stat);
        }
    }

    void forget() {
        fileSystem.forget(request.nodeId(), request.fetchLong());
    }

    void batchForget() {
        int count = request.fetchInt();
        request.skip(Integer.BYTES);
        forgetAll(count);
    }

    /** A failure of one must not prevent the others. */
    private void forgetAll(int count) {
        for (int left = count; left > 0; left--) {
            long ino = request.fetchLong();
            long pins = request.fetchLong();
            try {
                fileSystem.forget(ino, pins);
            } catch (Throwable e) {
                forgetAll(left - 1);
                throw e;
            }
        }
    }

    void getattr() {
        reply.putAttributes(fileSystem.getattr(request.nodeId()));
    }

    /** The kernel requests all fields whenever a program requests the birth time: fuse_do_statx() in fs/fuse/dir.c. */
    void statx() {
        reply.putStatx(fileSystem.getattr(request.nodeId()));
    }

    void setattr() {
        int valid = request.fetchInt();
        request.skip(Integer.BYTES);
        long fh = request.fetchLong();
        long size = request.fetchLong();
        request.skip(Long.BYTES);
        long atimeSeconds = request.fetchLong();
        long mtimeSeconds = request.fetchLong();
        long ctimeSeconds = request.fetchLong();
        Timestamp atime = request.fetchNanosAfter(atimeSeconds);
        Timestamp mtime = request.fetchNanosAfter(mtimeSeconds);
        Timestamp ctime = request.fetchNanosAfter(ctimeSeconds);
        int mode = request.fetchInt();
        request.skip(Integer.BYTES);
        SetAttr change = new SetAttr(valid & SETATTR_FIELDS, mode, request.fetchInt(), request.fetchInt(), size, atime,
                mtime, ctime);
        OpenFile file = (valid & Abi.FATTR_FH) == 0 ? null : connection.handles().opened(fh);
        reply.putAttributes(fileSystem.setattr(caller(), request.nodeId(), change, file));
    }

    void readlink() {
        reply.putBytes(fileSystem.readlink(request.nodeId()));
    }

    void symlink() {
        Name name = request.fetchName();
        reply.putEntry(fileSystem.symlink(caller(), request.nodeId(), name, request.fetchString()));
    }

    void mknod() {
        int mode = request.fetchInt();
        int rdev = request.fetchInt();
        Caller creator = request.fetchCreator();
        request.skip(Integer.BYTES);
        reply.putEntry(fileSystem.mknod(creator, request.nodeId(), request.fetchName(), mode, rdev));
    }

    void mkdir() {
        int mode = request.fetchInt();
        Caller creator = request.fetchCreator();
        reply.putEntry(fileSystem.mkdir(creator, request.nodeId(), request.fetchName(), mode));
    }

    void unlink() {
        fileSystem.unlink(caller(), request.nodeId(), request.fetchName());
    }

    void rmdir() {
        fileSystem.rmdir(caller(), request.nodeId(), request.fetchName());
    }

    void rename() {
        rename(request.fetchLong(), 0);
    }

    void rename2() {
        long newParent = request.fetchLong();
        int flags = request.fetchInt();
        request.skip(Integer.BYTES);
        rename(newParent, flags);
    }

    private void rename(long newParent, int flags) {
        Name name = request.fetchName();
        fileSystem.rename(caller(), request.nodeId(), name, newParent, request.fetchNewName(), flags);
    }

    void link() {
        long ino = request.fetchLong();
        reply.putEntry(fileSystem.link(caller(), ino, request.nodeId(), request.fetchName()));
    }

    void access() {
        int mask = request.fetchInt();
        fileSystem.access(caller(), request.nodeId(), mask);
    }

    void statfs() {
        reply.putStatFs(fileSystem.statfs());
    }

    void getxattr() {
        connection.require(Feature.XATTR);
        int size = request.fetchInt();
        request.skip(Integer.BYTES);
        putXattr(fileSystem.getxattr(caller(), request.nodeId(), request.fetchXattrName()), size);
    }

    void listxattr() {
        connection.require(Feature.XATTR);
        int size = request.fetchInt();
        putXattr(fileSystem.listxattr(caller(), request.nodeId()), size);
    }

    /** For a size of 0 the reply is the length of the value; getxattr(2). */
    private void putXattr(byte[] value, int size) {
        if (size == 0) {
            reply.putSize(value.length);
        } else if (Integer.compareUnsigned(value.length, size) > 0) {
            throw Errno.ERANGE.exception();
        } else {
            reply.putBytes(value);
        }
    }

    void setxattr() {
        connection.require(Feature.XATTR);
        int size = request.fetchInt();
        int flags = request.fetchInt();
        XattrName name = request.fetchXattrName();
        byte[] value = request.fetchData(size).toArray(ValueLayout.JAVA_BYTE);
        fileSystem.setxattr(caller(), request.nodeId(), name, value, flags);
    }

    void removexattr() {
        connection.require(Feature.XATTR);
        fileSystem.removexattr(caller(), request.nodeId(), request.fetchXattrName());
    }
}
