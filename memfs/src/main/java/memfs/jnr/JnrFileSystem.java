package memfs.jnr;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jnr.ffi.Pointer;
import jnr.ffi.Struct;
import memfs.posix.Caller;
import memfs.posix.SetAttr;
import memfs.store.FileSystem;
import memfs.store.HandleTable;
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
 * libfuse's callbacks: each calls an operation of a {@link FileSystem} and returns its result or a negative errno.
 *
 * <p>
 * Not overridden, so not registered: flush, fsync and fsyncdir, since memory has nowhere to flush to, and a kernel that
 * has received ENOSYS once doesn't send them again; lock and flock, which the kernel then serves itself; bmap, ioctl and
 * poll, which a memory file system has no use for; read_buf and write_buf, which would copy once more.
 */
final class JnrFileSystem extends FuseStubFS {
    /** The bits after the pointer bmap in struct fuse_operations: nullpath_ok, nopath and utime_omit_ok; fuse.h. */
    private static final byte OPERATION_FLAGS = 0b111;

    private final FileSystem fileSystem;
    private final JnrOptions options;
    private final Callbacks callbacks;
    private final AttributeCallbacks attributes;
    private final LinkCallbacks links;
    private final OpenFileCallbacks files;
    private final DirectoryCallbacks directories;
    private final XattrCallbacks xattrs;
    private final CompletableFuture<ConnectionInfo> ready = new CompletableFuture<>();
    /** Set by {@link #init}. */
    private volatile FuseDescriptor connection;

    /**
     * @throws UnsatisfiedLinkError
     *             libfuse 2 is not installed
     */
    JnrFileSystem(FileSystem fileSystem, JnrOptions options) {
        this.fileSystem = fileSystem;
        this.options = options;
        ParkedFiles parked = new ParkedFiles(fileSystem);
        HandleTable handles = new HandleTable(fileSystem);
        PathWalker walker = new PathWalker(fileSystem, parked, options.defaultPermissions());
        callbacks = new Callbacks(walker, this::caller);
        attributes = new AttributeCallbacks(fileSystem, callbacks, parked);
        links = new LinkCallbacks(fileSystem, options, callbacks, walker, parked, handles, attributes);
        files = new OpenFileCallbacks(fileSystem, callbacks, parked, handles, attributes);
        directories = new DirectoryCallbacks(fileSystem, callbacks, handles);
        xattrs = new XattrCallbacks(fileSystem, callbacks);
        // jnr-fuse has no setters for these: it maps the flags as padding.
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

    /** Serves requests on this thread until the file system is unmounted; returns libfuse's exit status, 0 after a mount. */
    int serve(List<String> arguments) {
        return libFuse.fuse_main_real(arguments.size(), arguments.toArray(String[]::new), fuseOperations,
                Struct.size(fuseOperations), null);
    }

    /** Completes after the handshake with the kernel. */
    CompletableFuture<ConnectionInfo> ready() {
        return ready;
    }

    /** See {@link FuseDescriptor}; null before {@link #ready}. */
    FuseDescriptor connection() {
        return connection;
    }

    /** The kernel has applied the umask already, since libfuse 2 doesn't ask it not to. */
    private Caller caller() {
        FuseContext context = getContext();
        return new Caller((int) context.uid.get(), (int) context.gid.get(), (int) context.pid.get(), 0,
                ProcessCredentials.INSTANCE);
    }

    @Override
    public Pointer init(Pointer info) {
        try {
            Pointer fuse = getContext().fuse.get();
            connection = FuseDescriptor.ofLibfuse(fuse.address());
            Optional<LibfuseInternals> internals = LibfuseInternals.find(fuse, options);
            internals.ifPresent(libfuse -> attributes.timeOutBy(new AttributeTimeout(libfuse, options)));
            boolean perFile = internals.isPresent();
            ready.complete(JnrStructs.negotiated(info, perFile ? options.directoryTimeout() : options.attrTimeout(),
                    perFile ? options.fileTimeout() : options.attrTimeout()));
        } catch (RuntimeException | Error e) {
            ready.completeExceptionally(e);
        }
        return null;
    }

    @Override
    public int getattr(String path, FileStat stat) {
        return attributes.get(path, stat);
    }

    @Override
    public int fgetattr(String path, FileStat stat, FuseFileInfo fi) {
        return files.getattr(path, stat, fi);
    }

    @Override
    public int readlink(String path, Pointer buffer, long size) {
        return callbacks.run("readlink", path,
                (_, found) -> JnrStructs.copy(fileSystem.readlink(found.ino()), buffer, size));
    }

    @Override
    public int mknod(String path, long mode, long rdev) {
        return callbacks.create("mknod", path,
                (caller, parent, name) -> fileSystem.mknod(caller, parent, name, (int) mode, (int) rdev));
    }

    @Override
    public int mkdir(String path, long mode) {
        return callbacks.create("mkdir", path,
                (caller, parent, name) -> fileSystem.mkdir(caller, parent, name, (int) mode));
    }

    @Override
    public int symlink(String target, String path) {
        return callbacks.create("symlink", path,
                (caller, parent, name) -> fileSystem.symlink(caller, parent, name, PathWalker.bytes(target)));
    }

    @Override
    public int link(String path, String newPath) {
        return links.link(path, newPath);
    }

    @Override
    public int create(String path, long mode, FuseFileInfo fi) {
        return files.create(path, mode, fi);
    }

    @Override
    public int unlink(String path) {
        return links.unlink(path);
    }

    @Override
    public int rmdir(String path) {
        return callbacks.change("rmdir", path, fileSystem::rmdir);
    }

    @Override
    public int rename(String path, String newPath) {
        return links.rename(path, newPath);
    }

    @Override
    public int chmod(String path, long mode) {
        return attributes.set("chmod", path, SetAttr.ofMode((int) mode));
    }

    @Override
    public int chown(String path, long uid, long gid) {
        return attributes.set("chown", path, SetAttr.ofOwner((int) uid, (int) gid));
    }

    @Override
    public int truncate(String path, long size) {
        return attributes.set("truncate", path, SetAttr.ofSize(size));
    }

    @Override
    public int utimens(String path, Timespec[] times) {
        return attributes.set("utimens", path, JnrStructs.times(times[0], times[1]));
    }

    @Override
    public int ftruncate(String path, long size, FuseFileInfo fi) {
        return files.truncate(path, size, fi);
    }

    @Override
    public int open(String path, FuseFileInfo fi) {
        return files.open(path, fi);
    }

    @Override
    public int read(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return files.read(path, buffer, size, offset, fi);
    }

    @Override
    public int write(String path, Pointer buffer, long size, long offset, FuseFileInfo fi) {
        return files.write(path, buffer, size, offset, fi);
    }

    @Override
    public int fallocate(String path, int mode, long offset, long length, FuseFileInfo fi) {
        return files.fallocate(path, mode, offset, length, fi);
    }

    @Override
    public int release(String path, FuseFileInfo fi) {
        return files.release(path, fi);
    }

    @Override
    public int opendir(String path, FuseFileInfo fi) {
        return directories.open(path, fi);
    }

    @Override
    public int readdir(String path, Pointer buffer, FuseFillDir filler, long offset, FuseFileInfo fi) {
        return directories.read(path, buffer, filler, offset, fi);
    }

    @Override
    public int releasedir(String path, FuseFileInfo fi) {
        return directories.release(path, fi);
    }

    @Override
    public int statfs(String path, Statvfs figures) {
        return callbacks.reply("statfs", path, () -> {
            JnrStructs.copy(fileSystem.statfs(), figures);
            return 0;
        });
    }

    @Override
    public int access(String path, int mask) {
        return callbacks.run("access", path, (caller, found) -> fileSystem.access(caller, found.ino(), mask));
    }

    @Override
    public int getxattr(String path, String name, Pointer value, long size) {
        return xattrs.get(path, name, value, size);
    }

    @Override
    public int listxattr(String path, Pointer list, long size) {
        return xattrs.list(path, list, size);
    }

    @Override
    public int setxattr(String path, String name, Pointer value, long size, int flags) {
        return xattrs.set(path, name, value, size, flags);
    }

    @Override
    public int removexattr(String path, String name) {
        return xattrs.remove(path, name);
    }
}
