package memfs.jnr;

import java.lang.System.Logger;
import java.nio.charset.Charset;
import java.util.function.Function;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.Failure;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.KeptName;
import memfs.store.Name;

/**
 * Finds the inode of a path, as libfuse writes them: absolute, without "." and "..", symbolic links resolved by the
 * kernel. Pins what it passes only as long as it is needed.
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

    PathWalker(FileSystem fileSystem, ParkedFiles parked) {
        this.fileSystem = fileSystem;
        this.parked = parked;
    }

    /** What is done with the last name of a path, in its directory. */
    @FunctionalInterface
    interface PlaceAction<R> {
        R apply(long parent, KeptName name);
    }

    static byte[] bytes(String text) {
        return text.getBytes(NAMES);
    }

    /** Does something with the inode of a path, pinned meanwhile; ENOENT, ENOTDIR, EACCES. */
    <R> R at(Caller caller, String path, Function<Stat, R> action) {
        if (path.length() <= 1) {
            return action.apply(fileSystem.getattr(FileSystem.ROOT, FileSystem.NO_HANDLE));
        }
        return in(caller, path, (parent, name) -> {
            Long hidden = parked.find(parent, name);
            return hidden == null
                    ? found(lookup(caller, parent, name), action)
                    : action.apply(JnrStructs.withHiddenName(fileSystem.getattr(hidden, FileSystem.NO_HANDLE)));
        });
    }

    private <R> R found(Stat stat, Function<Stat, R> action) {
        try {
            return action.apply(stat);
        } finally {
            unpin(stat.ino());
        }
    }

    /** Does something with the directory of a path, pinned meanwhile, and its last name; errors as {@link #at}. */
    <R> R in(Caller caller, String path, PlaceAction<R> action) {
        byte[] bytes = bytes(path);
        long directory = FileSystem.ROOT;
        int start = 1;
        try {
            for (int end = slash(bytes, start); end >= 0; end = slash(bytes, start)) {
                long next = lookup(caller, directory, Name.of(bytes, start, end)).ino();
                long passed = directory;
                directory = next;
                start = end + 1;
                unpin(passed);
            }
            return action.apply(directory, Name.of(bytes, start, bytes.length));
        } finally {
            unpin(directory);
        }
    }

    /** Resolves one name and pins it; ENOENT. */
    Stat lookup(Caller caller, long parent, Name name) {
        Stat stat = fileSystem.lookup(caller, parent, name);
        if (stat == null) {
            throw Errno.ENOENT.exception();
        }
        return stat;
    }

    private static int slash(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '/') {
                return i;
            }
        }
        return -1;
    }

    /** Releases a pin; whatever comes of that, what it was held for is done, and its result stands. */
    void unpin(long ino) {
        try {
            if (ino != FileSystem.ROOT) {
                fileSystem.forget(ino, 1);
            }
        } catch (Throwable e) {
            Failure.log(LOG, "a pin was released with a failure; please report it", e);
        }
    }
}
