package memfs.jnr;

import java.lang.System.Logger;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.Struct;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Failure;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.HandleTable;
import memfs.store.KeptName;
import memfs.store.Name;
import memfs.store.OpenFile;
import memfs.store.XattrName;
import memfs.sys.FuseDescriptor;
import memfs.sys.ProcessCredentials;
import ru.serce.jnrfuse.FuseFillDir;
import ru.serce.jnrfuse.FuseStubFS;
import ru.serce.jnrfuse.struct.FileStat;
import ru.serce.jnrfuse.struct.FuseContext;
import ru.serce.jnrfuse.struct.FuseFileInfo;
import ru.serce.jnrfuse.struct.FuseOperations;
import ru.serce.jnrfuse.struct.Statvfs;
import ru.serce.jnrfuse.struct.Timespec;

/**
 * Translates libfuse's callbacks to operations of a {@link FileSystem}; each answers its result or a negative errno.
 *
 * <p>
 * Not overridden, so not registered: flush, fsync and fsyncdir, since memory has nowhere to flush to and a kernel that
 * once heard ENOSYS stops asking; lock and flock, which the kernel then serves itself; bmap, ioctl and poll, which a
 * memory file system has no use for; read_buf and write_buf, which would copy once more.
 */
final class JnrFileSystem extends FuseStubFS {
    private static final Logger LOG = System.getLogger(JnrFileSystem.class.getName());

    /** The bits after the pointer bmap in struct fuse_operations: nullpath_ok, nopath and utime_omit_ok; fuse.h. */
    private static final byte OPERATION_FLAGS = 0b111;

    private final FileSystem fileSystem;
    private final JnrOptions options;
    private final ParkedFiles parked;
    private final PathWalker walker;
    private final HandleTable handles;
    private final CompletableFuture<Negotiated> ready = new CompletableFuture<>();
    /** Set once the kernel has said hello. */
    private volatile FuseDescriptor connection;
    private Optional<AttributeTimeout> attributeTimeout = Optional.empty();

    /**
     * @throws UnsatisfiedLinkError
     *             libfuse 2 is not installed
     */
    JnrFileSystem(FileSystem fileSystem, JnrOptions options) {
        this.fileSystem = fileSystem;
        this.options = options;
        this.handles = new HandleTable(fileSystem);
        this.parked = new ParkedFiles(fileSystem);
        this.walker = new PathWalker(fileSystem, parked, options.defaultPermissions());
        // jnr-fuse has no setters for these: it takes the flags for padding.
        long flags = fuseOperations.bmap.offset() + Long.BYTES;
        Struct.getMemory(fuseOperations).putByte(flags, OPERATION_FLAGS);
        if (!options.xattr()) {
            unregisterXattrs(fuseOperations);
        }
    }

    private static void unregisterXattrs(FuseOperations operations) {
        Stream.of(operations.getxattr, operations.setxattr, operations.listxattr, operations.removexattr)
                .forEach(callback -> Struct.getMemory(operations).putAddress(callback.offset(), 0L));
    }

    /** Serves requests on this thread until the file system is unmounted; 0, or libfuse's reason not to mount. */
    int serve(List<String> arguments) {
        return libFuse.fuse_main_real(arguments.size(), arguments.toArray(String[]::new), fuseOperations,
                Struct.size(fuseOperations), null);
    }

    /** Completes when the kernel has said hello. */
    CompletableFuture<Negotiated> ready() {
        return ready;
    }

    /** See {@link FuseDescriptor}; null before {@link #ready}. */
    FuseDescriptor connection() {
        return connection;
    }

    @Override
    public Pointer init(Pointer info) {
        try {
            Pointer fuse = getContext().fuse.get();
            connection = FuseDescriptor.ofLibfuse(fuse.address());
            attributeTimeout = AttributeTimeout.find(fuse, options);
            boolean perFile = attributeTimeout.isPresent();
            ready.complete(JnrStructs.negotiated(info, perFile ? options.directoryTimeout() : options.attrTimeout(),
                    perFile ? options.fileTimeout() : options.attrTimeout()));
        } catch (RuntimeException | Error e) {
            ready.completeExceptionally(e);
        }
        return null;
    }

    @Override
    public int getattr(String path, FileStat stat) {
        return reply("getattr", path, () -> walker.at(caller(), path, found -> fill(stat, found)));
    }

    @Override
    public int fgetattr(String path, FileStat stat, FuseFileInfo fi) {
        return reply("fgetattr", path, () -> {
            Stat found = fileSystem.getattr(handles.file(fi.fh.get()).ino());
            return fill(stat, parked.contains(found.ino()) ? JnrStructs.withHiddenName(found) : found);
        });
    }

    @Override
    public int readlink(String path, Pointer buffer, long size) {
        return reply("readlink", path, () -> walker.at(caller(), path, found -> {
            byte[] target = fileSystem.readlink(found.ino());
            int length = (int) Math.min(target.length, size - 1);
            buffer.put(0, target, 0, length);
            buffer.putByte(length, (byte) 0);
            return 0;
        }));
    }

    @Override
    public int mknod(String path, long mode, long rdev) {
        return create("mknod", path,
                (caller, parent, name) -> fileSystem.mknod(caller, parent, name, (int) mode, (int) rdev));
    }

    @Override
    public int mkdir(String path, long mode) {
        return create("mkdir", path, (caller, parent, name) -> fileSystem.mkdir(caller, parent, name, (int) mode));
    }

    @Override
    public int symlink(String target, String path) {
        return create("symlink", path,
                (caller, parent, name) -> fileSystem.symlink(caller, parent, name, PathWalker.bytes(target)));
    }

    @Override
    public int link(String path, String newPath) {
        return create("link", newPath, (caller, parent, name) -> walker.at(caller, path, found -> {
            if (attributeTimeout.isPresent() && !attributeTimeout.get().expectsLinks(found.ino())) {
                throw Errno.ESTALE.exception();
            }
            return fileSystem.link(caller, found.ino(), parent, name);
        }));
    }

    @Override
    public int create(String path, long mode, FuseFileInfo fi) {
        return create("create", path, (caller, parent, name) -> {
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

    @Override
    public int unlink(String path) {
        return change("unlink", path, (caller, parent, name) -> {
            if (!parked.remove(parent, name)) {
                fileSystem.unlink(caller, parent, name);
            }
        });
    }

    @Override
    public int rmdir(String path) {
        return change("rmdir", path, fileSystem::rmdir);
    }

    @Override
    public int rename(String path, String newPath) {
        return change("rename", path, (caller, parent, name) -> walker.in(caller, newPath, (newParent, newName) -> {
            if (parent == newParent && isHide(caller, parent, name, newName)) {
                hide(caller, parent, name, newName);
            } else {
                fileSystem.rename(caller, parent, name, newParent, newName, 0);
            }
            return 0;
        }));
    }

    /** Whether libfuse asks, not a user: with a single thread it hides only what really is open. */
    private boolean isHide(Caller caller, long parent, Name name, Name newName) {
        return ParkedFiles.isHidden(newName) && (!options.singleThread() || isOpen(caller, parent, name))
                && parked.isNewFromLibfuse(newName);
    }

    private boolean isOpen(Caller caller, long parent, Name name) {
        long ino = walker.lookup(caller, parent, name).ino();
        walker.unpin(ino);
        return handles.isOpen(ino);
    }

    /**
     * Unlinks a file that libfuse takes for open, and keeps it reachable under its hidden name while it really is.
     *
     * <p>
     * RELEASE comes some time after close(2), and libfuse counts a file as open until our {@link #release} has returned:
     * a hide of a file that nobody has open any more is only an unlink. libfuse may never come back for such a name.
     */
    private void hide(Caller caller, long parent, Name name, KeptName hidden) {
        long ino = walker.lookup(caller, parent, name).ino();
        boolean unlinked = false;
        try {
            fileSystem.unlink(caller, parent, name);
            parked.park(parent, hidden, ino);
            unlinked = true;
        } finally {
            if (!unlinked) {
                fileSystem.forget(ino, 1);
            }
        }
        // Asked after parking, so that a release in between is not missed: one of the two removes.
        if (!handles.isOpen(ino)) {
            parked.remove(ino);
        }
    }

    @Override
    public int chmod(String path, long mode) {
        return setattr("chmod", path, SetAttr.ofMode((int) mode));
    }

    @Override
    public int chown(String path, long uid, long gid) {
        return setattr("chown", path, SetAttr.ofOwner((int) uid, (int) gid));
    }

    @Override
    public int truncate(String path, long size) {
        return setattr("truncate", path, SetAttr.ofSize(size));
    }

    @Override
    public int utimens(String path, Timespec[] times) {
        return setattr("utimens", path, JnrStructs.times(times[0], times[1]));
    }

    @Override
    public int ftruncate(String path, long size, FuseFileInfo fi) {
        return reply("ftruncate", path, () -> {
            OpenFile file = handles.file(fi.fh.get());
            fileSystem.setattr(caller(), file.ino(), SetAttr.ofSize(size), file);
            return 0;
        });
    }

    @Override
    public int open(String path, FuseFileInfo fi) {
        return reply("open", path, () -> {
            Caller caller = caller();
            return walker.at(caller, path, found -> {
                opened(fi, fileSystem.open(caller, found.ino(), fi.flags.get()));
                return 0;
            });
        });
    }

    @Override
    public int read(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return reply("read", path,
                () -> fileSystem.read(handles.file(fi.fh.get()), JnrStructs.segment(buffer, size), offset));
    }

    @Override
    public int write(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return reply("write", path,
                () -> fileSystem.write(caller(), handles.file(fi.fh.get()), JnrStructs.segment(buffer, size), offset,
                        fi.flags.get()));
    }

    @Override
    public int fallocate(String path, int mode, long offset, long length, FuseFileInfo fi) {
        return reply("fallocate", path, () -> {
            fileSystem.fallocate(caller(), handles.file(fi.fh.get()), mode, offset, length);
            return 0;
        });
    }

    @Override
    public int release(String path, FuseFileInfo fi) {
        return reply("release", path, () -> {
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

    @Override
    public int opendir(String path, FuseFileInfo fi) {
        return reply("opendir", path, () -> {
            Caller caller = caller();
            return walker.at(caller, path, found -> {
                fi.fh.set(handles.add(fileSystem.opendir(caller, found.ino())));
                return 0;
            });
        });
    }

    @Override
    public int readdir(String path, Pointer buffer, FuseFillDir filler, long offset, FuseFileInfo fi) {
        return reply("readdir", path, () -> {
            FileStat entry = new FileStat(Runtime.getSystemRuntime());
            fileSystem.readdir(handles.directory(fi.fh.get()), offset, (name, ino, mode, nextCookie) -> {
                entry.st_ino.set(ino);
                entry.st_mode.set(mode);
                return filler.apply(buffer, cString(name), Struct.getMemory(entry), nextCookie) == 0;
            });
            return 0;
        });
    }

    @Override
    public int releasedir(String path, FuseFileInfo fi) {
        return reply("releasedir", path, () -> {
            handles.releasedir(fi.fh.get());
            return 0;
        });
    }

    @Override
    public int statfs(String path, Statvfs figures) {
        return reply("statfs", path, () -> {
            JnrStructs.copy(fileSystem.statfs(), figures);
            return 0;
        });
    }

    @Override
    public int access(String path, int mask) {
        return reply("access", path, () -> {
            Caller caller = caller();
            return walker.at(caller, path, found -> {
                fileSystem.access(caller, found.ino(), mask);
                return 0;
            });
        });
    }

    @Override
    public int getxattr(String path, String name, Pointer value, long size) {
        return reply("getxattr", path, () -> {
            Caller caller = caller();
            return walker.at(caller, path,
                    found -> fill(value, size, fileSystem.getxattr(caller, found.ino(), xattrName(name))));
        });
    }

    @Override
    public int listxattr(String path, Pointer list, long size) {
        return reply("listxattr", path, () -> {
            Caller caller = caller();
            return walker.at(caller, path, found -> fill(list, size, fileSystem.listxattr(caller, found.ino())));
        });
    }

    @Override
    public int setxattr(String path, String name, Pointer value, long size, int flags) {
        return reply("setxattr", path, () -> {
            Caller caller = caller();
            byte[] bytes = size == 0 ? new byte[0] : JnrStructs.segment(value, size).toArray(ValueLayout.JAVA_BYTE);
            return walker.at(caller, path, found -> {
                fileSystem.setxattr(caller, found.ino(), xattrName(name), bytes, flags);
                return 0;
            });
        });
    }

    @Override
    public int removexattr(String path, String name) {
        return reply("removexattr", path, () -> {
            Caller caller = caller();
            return walker.at(caller, path, found -> {
                fileSystem.removexattr(caller, found.ino(), xattrName(name));
                return 0;
            });
        });
    }

    /** Makes one new name; the store pins its inode, and a path needs no pin. */
    @FunctionalInterface
    private interface Creation {
        Stat apply(Caller caller, long parent, KeptName name);
    }

    private int create(String operation, String path, Creation creation) {
        return change(operation, path,
                (caller, parent, name) -> walker.unpin(creation.apply(caller, parent, name).ino()));
    }

    @FunctionalInterface
    private interface Change {
        void apply(Caller caller, long parent, KeptName name);
    }

    private int change(String operation, String path, Change change) {
        return reply(operation, path, () -> {
            Caller caller = caller();
            return walker.in(caller, path, (parent, name) -> {
                change.apply(caller, parent, name);
                return 0;
            });
        });
    }

    private int setattr(String operation, String path, SetAttr change) {
        return reply(operation, path, () -> {
            Caller caller = caller();
            return walker.at(caller, path, found -> {
                fileSystem.setattr(caller, found.ino(), change, null);
                return 0;
            });
        });
    }

    /** Gives libfuse a new handle, which is closed again where that fails. */
    private void opened(FuseFileInfo fi, OpenFile file) {
        long fh = handles.add(file);
        try {
            fi.fh.set(fh);
        } catch (Throwable e) {
            handles.release(fh);
            throw e;
        }
    }

    private int fill(FileStat target, Stat stat) {
        JnrStructs.copy(stat, target);
        if (attributeTimeout.isPresent()) {
            attributeTimeout.get().answer(stat, parked.contains(stat.ino()));
        }
        return 0;
    }

    /** Answers a value, or only its length where the asker has no room at all; ERANGE where too little. */
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

    private static ByteBuffer cString(Name name) {
        byte[] bytes = new byte[name.length() + 1];
        System.arraycopy(name.toBytes(), 0, bytes, 0, name.length());
        return ByteBuffer.wrap(bytes);
    }

    /** Who asks; the kernel has applied the umask already, since libfuse 2 doesn't ask it not to. */
    private Caller caller() {
        FuseContext context = getContext();
        return new Caller((int) context.uid.get(), (int) context.gid.get(), (int) context.pid.get(), 0,
                ProcessCredentials.INSTANCE);
    }

    /**
     * @param path
     *            for the log; null where libfuse has none
     */
    private static int reply(String operation, String path, IntSupplier action) {
        try {
            return action.getAsInt();
        } catch (ErrnoException e) {
            return -e.errno().number();
        } catch (Throwable e) {
            return -report(operation, path, e).number();
        }
    }

    private static Errno report(String operation, String path, Throwable failure) {
        try {
            return Failure.report(LOG, operation, path, failure);
        } catch (Throwable _) {
            // The heap has no room for another class.
            return Errno.ENOMEM;
        }
    }
}
