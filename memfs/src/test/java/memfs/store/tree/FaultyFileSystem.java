package memfs.store.tree;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.OpenDirectory;
import memfs.store.OpenFile;
import memfs.store.StoreOptions;
import memfs.store.StoreUsage;
import memfs.store.content.BlockPool;
import memfs.store.content.FileContent;
import memfs.store.content.SlabPool;

/**
 * A store whose operations fail at random, before they have done anything or when they have done it; so do the calls of its
 * files' contents, and its pool is full now and then.
 *
 * <p>
 * A call that fails keeps no pin and no handle, as {@link FileSystem} has it.
 */
public final class FaultyFileSystem {
    /** Those that can't fail by their contract: nobody could do again what they leave undone. */
    private static final Set<String> AT_LEAST_DONE = Set.of("forget", "release", "releasedir");
    private static final Set<String> NEVER = Set.of("close", "size", "allocatedBytes", "isBlank", "free",
            "toString");
    private static final Set<String> PINNING = Set.of("lookup", "mknod", "mkdir", "symlink", "link");

    private final Faults faults;
    private final MemFileSystem store;

    public FaultyFileSystem(StoreOptions options, Faults faults) {
        this.faults = faults;
        BlockPool pool = new SlabPool(options.pages(), options.sizeLimit());
        this.store = new MemFileSystem(options, faulty(BlockPool.class, this::fullSometimes, pool),
                content -> faulty(FileContent.class, this::failSometimes, content));
    }

    public StoreUsage usage() {
        return store.usage();
    }

    /** What a transport serves. */
    public FileSystem served() {
        return faulty(FileSystem.class, (target, method, arguments) -> {
            faults.pass(method.getName());
            return failSometimes(target, method, arguments);
        }, store);
    }

    private interface Call {
        Object of(Object target, Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T faulty(Class<T> type, Call call, T target) {
        InvocationHandler handler = (_, method, arguments) -> call.of(target, method, arguments);
        return type
                .cast(Proxy.newProxyInstance(FaultyFileSystem.class.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private Object failSometimes(Object target, Method method, Object[] arguments) throws Throwable {
        if (NEVER.contains(method.getName())) {
            return call(target, method, arguments);
        }
        if (!AT_LEAST_DONE.contains(method.getName())) {
            faults.throwSometimes();
        }
        Object result = call(target, method, arguments);
        if (faults.strikes()) {
            letGo(method.getName(), result);
            throw faults.next();
        }
        return result;
    }

    private Object fullSometimes(Object target, Method method, Object[] arguments) throws Throwable {
        boolean allocates = method.getName().equals("allocate") || method.getName().equals("reallocate");
        return allocates && faults.strikes() ? (Object) BlockPool.NONE : call(target, method, arguments);
    }

    private void letGo(String method, Object result) {
        if (result instanceof FileSystem.Created created) {
            store.release(created.file());
            store.forget(created.stat().ino(), 1);
        } else if (result instanceof Stat stat && PINNING.contains(method)) {
            store.forget(stat.ino(), 1);
        } else if (result instanceof FileContent.Removed removed) {
            removed.free();
        } else if (method.equals("open")) {
            store.release((OpenFile) result);
        } else if (method.equals("opendir")) {
            store.releasedir((OpenDirectory) result);
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
