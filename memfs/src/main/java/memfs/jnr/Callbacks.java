package memfs.jnr;

import java.lang.System.Logger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.Failure;
import memfs.posix.Stat;
import memfs.store.KeptName;

/** What all callbacks share: the caller, the resolved path, and the negative errno for what they throw. */
final class Callbacks {
    private static final Logger LOG = System.getLogger(Callbacks.class.getName());

    private final PathWalker walker;
    private final Supplier<Caller> callers;

    /**
     * @param callers
     *            returns the caller of the callback that runs on this thread
     */
    Callbacks(PathWalker walker, Supplier<Caller> callers) {
        this.walker = walker;
        this.callers = callers;
    }

    /** Computes the callback's result from the inode of its path, which is pinned meanwhile. */
    @FunctionalInterface
    interface InodeFunction {
        int apply(Caller caller, Stat found);
    }

    @FunctionalInterface
    interface InodeAction {
        void apply(Caller caller, Stat found);
    }

    /** Changes one name in its directory. */
    @FunctionalInterface
    interface NameAction {
        void apply(Caller caller, long parent, KeptName name);
    }

    /** Makes one new name; the store pins its inode, and a path needs no pin. */
    @FunctionalInterface
    interface Creation {
        Stat apply(Caller caller, long parent, KeptName name);
    }

    Caller caller() {
        return callers.get();
    }

    /**
     * Runs a callback.
     *
     * @param path
     *            for the log; null where libfuse has none
     */
    int reply(String operation, String path, IntSupplier callback) {
        try {
            return callback.getAsInt();
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

    int compute(String operation, String path, InodeFunction function) {
        return reply(operation, path, () -> {
            Caller caller = caller();
            return walker.at(caller, path, found -> function.apply(caller, found));
        });
    }

    int run(String operation, String path, InodeAction action) {
        return compute(operation, path, (caller, found) -> {
            action.apply(caller, found);
            return 0;
        });
    }

    int change(String operation, String path, NameAction change) {
        return reply(operation, path, () -> {
            Caller caller = caller();
            return walker.in(caller, path, (parent, name) -> {
                change.apply(caller, parent, name);
                return 0;
            });
        });
    }

    int create(String operation, String path, Creation creation) {
        return change(operation, path,
                (caller, parent, name) -> walker.unpin(creation.apply(caller, parent, name).ino()));
    }
}
