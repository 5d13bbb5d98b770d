package memfs.jnr;

import java.util.Optional;

import memfs.posix.Errno;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import ru.serce.jnrfuse.struct.FileStat;

/** Attributes by path, and how long the kernel may cache what is returned. */
final class AttributeCallbacks {
    private final FileSystem fileSystem;
    private final Callbacks callbacks;
    private final ParkedFiles parked;
    private Optional<AttributeTimeout> timeout = Optional.empty();

    AttributeCallbacks(FileSystem fileSystem, Callbacks callbacks, ParkedFiles parked) {
        this.fileSystem = fileSystem;
        this.callbacks = callbacks;
        this.parked = parked;
    }

    /** Sets the timeout of each reply from now on. */
    void timeOutBy(AttributeTimeout perFile) {
        timeout = Optional.of(perFile);
    }

    int get(String path, FileStat stat) {
        return callbacks.compute("getattr", path, (_, found) -> fill(stat, found));
    }

    int set(String operation, String path, SetAttr change) {
        return callbacks.run(operation, path,
                (caller, found) -> fileSystem.setattr(caller, found.ino(), change, null));
    }

    int fill(FileStat target, Stat stat) {
        JnrStructs.copy(stat, target);
        if (timeout.isPresent()) {
            timeout.get().apply(stat, parked.contains(stat.ino()));
        }
        return 0;
    }

    /** ESTALE before the first link of a file whose attributes the kernel may have cached; see {@link AttributeTimeout}. */
    void expectLink(long ino) {
        if (timeout.isPresent() && !timeout.get().expectsLinks(ino)) {
            throw Errno.ESTALE.exception();
        }
    }
}
