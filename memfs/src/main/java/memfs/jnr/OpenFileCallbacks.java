package memfs.jnr;

import jnr.ffi.Pointer;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.HandleTable;
import memfs.store.OpenFile;
import ru.serce.jnrfuse.struct.FileStat;
import ru.serce.jnrfuse.struct.FuseFileInfo;

/** Opens regular files, and serves them by the handle in {@code struct fuse_file_info}. */
final class OpenFileCallbacks {
    private final FileSystem fileSystem;
    private final Callbacks callbacks;
    private final ParkedFiles parked;
    private final HandleTable handles;
    private final AttributeCallbacks attributes;

    OpenFileCallbacks(FileSystem fileSystem, Callbacks callbacks, ParkedFiles parked, HandleTable handles,
            AttributeCallbacks attributes) {
        this.fileSystem = fileSystem;
        this.callbacks = callbacks;
        this.parked = parked;
        this.handles = handles;
        this.attributes = attributes;
    }

    int create(String path, long mode, FuseFileInfo fi) {
        return callbacks.create("create", path, (caller, parent, name) -> {
            FileSystem.Created created = fileSystem.create(caller, parent, name, (int) mode, fi.flags.get());
            try {
                opened(fi, created.file());
            } catch (Throwable e) {
                fileSystem.forget(created.stat().ino(), 1);
                throw e;
            }
            return created.stat();
        });
    }

    int open(String path, FuseFileInfo fi) {
        return callbacks.run("open", path, (caller, found) -> opened(fi,
                fileSystem.open(caller, found.ino(), fi.flags.get())));
    }

    /** Passes a new handle to libfuse; closes it again where that fails. */
    private void opened(FuseFileInfo fi, OpenFile file) {
        long fh = handles.add(file);
        try {
            fi.fh.set(fh);
        } catch (Throwable e) {
            handles.release(fh);
            throw e;
        }
    }

    int getattr(String path, FileStat stat, FuseFileInfo fi) {
        return callbacks.reply("fgetattr", path, () -> {
            Stat found = fileSystem.getattr(handles.file(fi.fh.get()).ino());
            return attributes.fill(stat, parked.contains(found.ino()) ? JnrStructs.withHiddenName(found) : found);
        });
    }

    int truncate(String path, long size, FuseFileInfo fi) {
        return callbacks.reply("ftruncate", path, () -> {
            OpenFile file = handles.file(fi.fh.get());
            fileSystem.setattr(callbacks.caller(), file.ino(), SetAttr.ofSize(size), file);
            return 0;
        });
    }

    int read(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return callbacks.reply("read", path,
                () -> fileSystem.read(handles.file(fi.fh.get()), JnrStructs.segment(buffer, size), offset));
    }

    int write(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return callbacks.reply("write", path,
                () -> fileSystem.write(callbacks.caller(), handles.file(fi.fh.get()), JnrStructs.segment(buffer, size),
                        offset,
                        fi.flags.get()));
    }

    int fallocate(String path, int mode, long offset, long length, FuseFileInfo fi) {
        return callbacks.reply("fallocate", path, () -> {
            fileSystem.fallocate(callbacks.caller(), handles.file(fi.fh.get()), mode, offset, length);
            return 0;
        });
    }

    int release(String path, FuseFileInfo fi) {
        return callbacks.reply("release", path, () -> {
            long ino = handles.file(fi.fh.get()).ino();
            try {
                handles.release(fi.fh.get());
            } finally {
                if (parked.contains(ino) && !handles.isOpen(ino)) {
                    parked.remove(ino);
                }
            }
            return 0;
        });
    }
}
