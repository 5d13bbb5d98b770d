package memfs.jnr;

import java.lang.foreign.ValueLayout;

import jnr.ffi.Pointer;
import memfs.posix.Errno;
import memfs.store.FileSystem;
import memfs.store.XattrName;

/** Extended attributes by path. */
final class XattrCallbacks {
    private final FileSystem fileSystem;
    private final Callbacks callbacks;

    XattrCallbacks(FileSystem fileSystem, Callbacks callbacks) {
        this.fileSystem = fileSystem;
        this.callbacks = callbacks;
    }

    int get(String path, String name, Pointer value, long size) {
        return callbacks.compute("getxattr", path,
                (caller, found) -> fill(value, size, fileSystem.getxattr(caller, found.ino(), xattrName(name))));
    }

    int list(String path, Pointer list, long size) {
        return callbacks.compute("listxattr", path,
                (caller, found) -> fill(list, size, fileSystem.listxattr(caller, found.ino())));
    }

    int set(String path, String name, Pointer value, long size, int flags) {
        return callbacks.run("setxattr", path, (caller, found) -> fileSystem.setxattr(caller, found.ino(),
                xattrName(name), bytes(value, size), flags));
    }

    int remove(String path, String name) {
        return callbacks.run("removexattr", path,
                (caller, found) -> fileSystem.removexattr(caller, found.ino(), xattrName(name)));
    }

    private static byte[] bytes(Pointer value, long size) {
        return size == 0 ? new byte[0] : JnrStructs.segment(value, size).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Returns the value, or only its length for a size of 0; ERANGE where it is longer than the buffer; getxattr(2). */
    private static int fill(Pointer target, long size, byte[] value) {
        if (size == 0) {
            return value.length;
        }
        if (value.length > size) {
            throw Errno.ERANGE.exception();
        }
        target.put(0, value, 0, value.length);
        return value.length;
    }

    private static XattrName xattrName(String name) {
        return XattrName.of(PathWalker.bytes(name));
    }
}
