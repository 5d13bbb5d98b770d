package memfs.jnr;

import java.lang.System.Logger;
import java.nio.charset.Charset;
import java.util.function.Function;

import memfs.jnr.ResolvedPath.Step;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Failure;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.KeptName;
import memfs.store.Name;

/**
 * Finds the inode of a path, as libfuse writes them: absolute, without "." and "..", symbolic links resolved by the
 * kernel.
 *
 * <p>
 * The directories of the last path are remembered, and not looked up again where the next path shares them: or each
 * request would cost as much as its path is long, and the removal of a deep tree the square of its depth. They need no
 * pin, and are never stale. libfuse locks each name of a path while a callback runs, and the one that it removes or
 * renames against all others (try_get_path() and get_path2() in fuse.c of 2.9). So the removal or
 * renaming of a directory excludes all other callbacks on it, and resolves the path of its parent, which is then remembered.
 */
final class PathWalker {
    /**
     * What jnr-ffi decodes C strings with, so the way back to their bytes. The launcher sets it to ISO-8859-1, which
     * keeps every byte: names need not be UTF-8.
     */
    private static final Charset NAMES = Charset.defaultCharset();

    private static final Logger LOG = System.getLogger(PathWalker.class.getName());

    private final FileSystem fileSystem;
    private final ParkedFiles parked;
    private final boolean kernelChecks;
    private volatile ResolvedPath known = ResolvedPath.OF_ROOT;

    /**
     * @param kernelChecks
     *            whether the kernel has checked that the caller may search each directory of a path
     */
    PathWalker(FileSystem fileSystem, ParkedFiles parked, boolean kernelChecks) {
        this.fileSystem = fileSystem;
        this.parked = parked;
        this.kernelChecks = kernelChecks;
    }

    /** What is done with the last name of a path, in its directory. */
    @FunctionalInterface
    interface PlaceAction<R> {
        R apply(long parent, KeptName name);
    }

    static byte[] bytes(String text) {
        return text.getBytes(NAMES);
    }

    /**
     * Does something with the inode of a path, pinned meanwhile; ENOENT, ENOTDIR, EACCES.
     *
     * <p>
     * ESTALE where libfuse's path is that of a hidden file which is gone. The kernel then looks up the name that the program
     * gave (retry_estale(), used in fs/namei.c and fs/stat.c): after a rename over that file it is another's.
     */
    <R> R at(Caller caller, String path, Function<Stat, R> action) {
        if (path.length() <= 1) {
            return action.apply(fileSystem.getattr(FileSystem.ROOT));
        }
        return in(caller, path, (parent, name) -> {
            Long hidden = parked.find(parent, name);
            return hidden == null
                    ? found(present(caller, parent, name), action)
                    : action.apply(JnrStructs.withHiddenName(fileSystem.getattr(hidden)));
        });
    }

    private Stat present(Caller caller, long parent, KeptName name) {
        Stat stat = fileSystem.lookup(caller, parent, name);
        if (stat == null) {
            throw (parked.isGone(parent, name) ? Errno.ESTALE : Errno.ENOENT).exception();
        }
        return stat;
    }

    private <R> R found(Stat stat, Function<Stat, R> action) {
        try {
            return action.apply(stat);
        } finally {
            unpin(stat.ino());
        }
    }

    /** Does something with the directory of a path and its last name; errors as {@link #at}. */
    <R> R in(Caller caller, String path, PlaceAction<R> action) {
        byte[] bytes = bytes(path);
        int slash = lastSlash(bytes);
        long parent = directory(caller, bytes, slash);
        return action.apply(parent, Name.of(bytes, slash + 1, bytes.length));
    }

    /** The directory whose path is the first {@code length} bytes. */
    private long directory(Caller caller, byte[] path, int length) {
        ResolvedPath before = known;
        Step step = maySearchAll(caller) ? before.shared(path, length) : Step.ROOT;
        while (step.end() < length) {
            int start = step.end() + 1;
            int end = slash(path, start);
            step = new Step(step, end, search(caller, step.ino(), Name.of(path, start, end)));
        }
        if (step != before.last()) {
            known = new ResolvedPath(path, step);
        }
        return step.ino();
    }

    /** Whether no search permission on the way can be missing: root needs none on a directory. */
    private boolean maySearchAll(Caller caller) {
        return kernelChecks || caller.isRoot();
    }

    private long search(Caller caller, long parent, Name name) {
        long ino = lookup(caller, parent, name).ino();
        unpin(ino);
        return ino;
    }

    /** Resolves one name and pins it; ENOENT. */
    Stat lookup(Caller caller, long parent, Name name) {
        Stat stat = fileSystem.lookup(caller, parent, name);
        if (stat == null) {
            throw Errno.ENOENT.exception();
        }
        return stat;
    }

    /** The next slash; there is one. */
    private static int slash(byte[] path, int from) {
        int at = from;
        while (path[at] != '/') {
            at++;
        }
        return at;
    }

    /** Releases a pin; a failure is logged, since the operation has succeeded and its result must be returned. */
    void unpin(long ino) {
        try {
            if (ino != FileSystem.ROOT) {
                fileSystem.forget(ino, 1);
            }
        } catch (Throwable e) {
            Failure.log(LOG, "the release of a pin failed; please report it", e);
        }
    }

    private static int lastSlash(byte[] path) {
        int at = path.length - 1;
        while (path[at] != '/') {
            at--;
        }
        return at;
    }
}
