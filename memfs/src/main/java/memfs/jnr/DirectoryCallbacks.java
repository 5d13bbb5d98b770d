package memfs.jnr;

import java.nio.ByteBuffer;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.Struct;
import memfs.store.FileSystem;
import memfs.store.HandleTable;
import memfs.store.Name;
import ru.serce.jnrfuse.FuseFillDir;
import ru.serce.jnrfuse.struct.FileStat;
import ru.serce.jnrfuse.struct.FuseFileInfo;

/** Opens directories and lists them. */
final class DirectoryCallbacks {
    private final FileSystem fileSystem;
    private final Callbacks callbacks;
    private final HandleTable handles;

    DirectoryCallbacks(FileSystem fileSystem, Callbacks callbacks, HandleTable handles) {
        this.fileSystem = fileSystem;
        this.callbacks = callbacks;
        this.handles = handles;
    }

    int open(String path, FuseFileInfo fi) {
        return callbacks.run("opendir", path,
                (caller, found) -> fi.fh.set(handles.add(fileSystem.opendir(caller, found.ino()))));
    }

    int read(String path, Pointer buffer, FuseFillDir filler, long offset, FuseFileInfo fi) {
        return callbacks.reply("readdir", path, () -> {
            FileStat entry = new FileStat(Runtime.getSystemRuntime());
            fileSystem.readdir(handles.directory(fi.fh.get()), offset, (name, ino, mode, nextCookie) -> {
                entry.st_ino.set(ino);
                entry.st_mode.set(mode);
                return filler.apply(buffer, cString(name), Struct.getMemory(entry), nextCookie) == 0;
            });
            return 0;
        });
    }

    int release(String path, FuseFileInfo fi) {
        return callbacks.reply("releasedir", path, () -> {
            handles.releasedir(fi.fh.get());
            return 0;
        });
    }

    private static ByteBuffer cString(Name name) {
        byte[] bytes = new byte[name.length() + 1];
        System.arraycopy(name.toBytes(), 0, bytes, 0, name.length());
        return ByteBuffer.wrap(bytes);
    }
}
