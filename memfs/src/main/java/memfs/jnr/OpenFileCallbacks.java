package memfs.jnr;

import jnr.ffi.Pointer;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import ru.serce.jnrfuse.struct.FileStat;
import ru.serce.jnrfuse.struct.FuseFileInfo;

/** Opens regular files, and serves them by the handle in {@code struct fuse_file_info}. */
final class OpenFileCallbacks {
    private final FileSystem fileSystem;
    private final Callbacks callbacks;
    private final ParkedFiles parked;
    private final OpenInodes open;
    private final AttributeCallbacks attributes;

    OpenFileCallbacks(FileSystem fileSystem, Callbacks callbacks, ParkedFiles parked, OpenInodes open,
            AttributeCallbacks attributes) {
        this.fileSystem = fileSystem;
        this.callbacks = callbacks;
        this.parked = parked;
        this.open = open;
        this.attributes = attributes;
    }

    int create(String path, long mode, FuseFileInfo fi) {
        return callbacks.create("create", path, (caller, parent, name) -> {
            FileSystem.Created created = fileSystem.create(caller, parent, name, (int) mode, fi.flags.get());
            try {
                opened(fi, created.fh(), created.stat().ino());
            } catch (Throwable e) {
                fileSystem.forget(created.stat().ino(), 1);
                throw e;
            }
            return created.stat();
        });
    }

    int open(String path, FuseFileInfo fi) {
        return callbacks.run("open", path, (caller, found) -> opened(fi,
                fileSystem.open(caller, found.ino(), fi.flags.get()), found.ino()));
    }

    /** Passes a new handle to libfuse; closes it again where that fails. */
    private void opened(FuseFileInfo fi, long fh, long ino) {
        try {
            open.add(fh, ino);
            fi.fh.set(fh);
        } catch (Throwable e) {
            fileSystem.release(fh);
            throw e;
        }
    }

    int getattr(String path, FileStat stat, FuseFileInfo fi) {
        return callbacks.reply("fgetattr", path, () -> {
            Stat found = fileSystem.getattr(open.get(fi.fh.get()), fi.fh.get());
            return attributes.fill(stat, parked.contains(found.ino()) ? JnrStructs.withHiddenName(found) : found);
        });
    }

    int truncate(String path, long size, FuseFileInfo fi) {
        return callbacks.reply("ftruncate", path, () -> {
            long fh = fi.fh.get();
            fileSystem.setattr(callbacks.caller(), open.get(fh), SetAttr.ofSize(size), fh);
            return 0;
        });
    }

    int read(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return callbacks.reply("read", path,
                () -> fileSystem.read(fi.fh.get(), JnrStructs.segment(buffer, size), offset));
    }

    int write(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return callbacks.reply("write", path,
                () -> fileSystem.write(callbacks.caller(), fi.fh.get(), JnrStructs.segment(buffer, size), offset,
                        fi.flags.get()));
    }

    int fallocate(String path, int mode, long offset, long length, FuseFileInfo fi) {
        return callbacks.reply("fallocate", path, () -> {
            fileSystem.fallocate(callbacks.caller(), fi.fh.get(), mode, offset, length);
            return 0;
        });
    }

    int release(String path, FuseFileInfo fi) {
        return callbacks.reply("release", path, () -> {
            long ino = open.remove(fi.fh.get());
            try {
                fileSystem.release(fi.fh.get());
            } finally {
                if (parked.contains(ino) && !open.contains(ino)) {
                    parked.remove(ino);
                }
            }
            return 0;
        });
    }
}
