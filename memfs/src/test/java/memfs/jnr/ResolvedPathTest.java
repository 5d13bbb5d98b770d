package memfs.jnr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import memfs.mount.MappedPages;
import memfs.posix.Caller;
import memfs.posix.Errno;
import memfs.posix.ErrnoException;
import memfs.posix.SetAttr;
import memfs.posix.Stat;
import memfs.store.FileSystem;
import memfs.store.Name;
import memfs.store.StoreOptions;
import memfs.store.tree.MemFileSystem;
import memfs.sys.WallClock;

/** Directories that a walk doesn't look up again: fewer lookups, and never another directory than the tree has. */
class ResolvedPathTest {
    private static final Caller SOMEBODY = Caller.of(1000, 1000, 0);

    private final MemFileSystem store = new MemFileSystem(
            StoreOptions.of(MappedPages.INSTANCE, WallClock.EXACT::nanos));
    private final AtomicInteger lookups = new AtomicInteger();
    private final PathWalker walker = walker(false);

    @AfterEach
    void close() {
        store.close();
    }

    private PathWalker walker(boolean kernelChecks) {
        FileSystem counted = (FileSystem) Proxy.newProxyInstance(FileSystem.class.getClassLoader(),
                new Class<?>[]{FileSystem.class}, (_, method, arguments) -> {
                    if (method.getName().equals("lookup")) {
                        lookups.incrementAndGet();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new PathWalker(counted, new ParkedFiles(store), kernelChecks);
    }

    private long mkdir(String path) {
        return walker.in(Caller.ROOT, path, (parent, name) -> {
            long ino = store.mkdir(Caller.ROOT, parent, name, 0755).ino();
            store.forget(ino, 1);
            return ino;
        });
    }

    private void rmdir(String path) {
        walker.in(Caller.ROOT, path, (parent, name) -> {
            store.rmdir(Caller.ROOT, parent, name);
            return null;
        });
    }

    /** As the callback does it. */
    private void rename(String path, String newPath) {
        walker.in(Caller.ROOT, path, (parent, name) -> walker.in(Caller.ROOT, newPath, (newParent, newName) -> {
            store.rename(Caller.ROOT, parent, name, newParent, newName, 0);
            return null;
        }));
    }

    private long ino(String path) {
        return walker.at(Caller.ROOT, path, Stat::ino);
    }

    @Test
    void aDeepTreeCostsALookupOrTwoARequest() {
        int depth = 500;
        for (int i = 1; i <= depth; i++) {
            mkdir("/d".repeat(i));
        }
        for (int i = depth; i > 0; i--) {
            ino("/d".repeat(i));
            rmdir("/d".repeat(i));
        }

        assertThat(lookups.get()).isLessThanOrEqualTo(3 * depth);
    }

    @Test
    void namesThatBeginAlikeAreDifferentDirectories() {
        mkdir("/ab");
        mkdir("/abc");
        long first = mkdir("/ab/x");
        long second = mkdir("/abc/x");

        assertThat(ino("/ab/x")).isEqualTo(first);
        assertThat(ino("/abc/x")).isEqualTo(second);
        assertThatThrownBy(() -> ino("/a/x")).isSameAs(Errno.ENOENT.exception());
    }

    @Test
    void aDirectoryMadeAgainIsTheNewOne() {
        mkdir("/a");
        mkdir("/a/b");
        mkdir("/a/b/c");
        rmdir("/a/b/c");
        rmdir("/a/b");
        long again = mkdir("/a/b");

        assertThat(walker.<Long>in(Caller.ROOT, "/a/b/c", (parent, _) -> parent)).isEqualTo(again);
    }

    @Test
    void whatIsBelowARenamedDirectoryIsFoundByItsNewPathAlone() {
        mkdir("/a");
        mkdir("/a/b");
        long below = mkdir("/a/b/c");
        rename("/a", "/x");

        assertThat(ino("/x/b/c")).isEqualTo(below);
        assertThatThrownBy(() -> ino("/a/b/c")).isSameAs(Errno.ENOENT.exception());
    }

    @Test
    void whoMayNotSearchADirectoryOnTheWayIsRefused() {
        long closed = mkdir("/closed");
        mkdir("/closed/open");
        mkdir("/closed/open/x");
        store.setattr(Caller.ROOT, closed, SetAttr.ofMode(0700), null);

        assertThat(ino("/closed/open/x")).isPositive();
        assertThatThrownBy(() -> walker.at(SOMEBODY, "/closed/open/x", Stat::ino))
                .isSameAs(Errno.EACCES.exception());
    }

    @Test
    void whatTheKernelHasCheckedIsNotLookedUpForTheSakeOfPermissions() {
        PathWalker trusting = walker(true);
        mkdir("/a");
        mkdir("/a/b");
        trusting.at(SOMEBODY, "/a/b", Stat::ino);
        lookups.set(0);

        trusting.at(SOMEBODY, "/a/b", Stat::ino);

        assertThat(lookups.get()).isEqualTo(1);
    }

    /** Directories come, go and move in a small tree; each path must lead where a walk from the root leads. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithAWalkFromTheRoot(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String path = path(random);
            switch (random.nextInt(4)) {
                case 0 -> attempt(() -> mkdir(path));
                case 1 -> attempt(() -> {
                    rmdir(path);
                    return null;
                });
                case 2 -> attempt(() -> {
                    rename(path, path(random));
                    return null;
                });
                default -> assertThat(attempt(() -> ino(path))).isEqualTo(attempt(() -> fromTheRoot(path)));
            }
        }
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            path.append(random.nextBoolean() ? "/a" : "/ab");
        }
        return path.toString();
    }

    private long fromTheRoot(String path) {
        long ino = FileSystem.ROOT;
        for (String name : path.substring(1).split("/")) {
            Stat stat = store.lookup(Caller.ROOT, ino, Name.of(name));
            if (stat == null) {
                throw Errno.ENOENT.exception();
            }
            ino = stat.ino();
            store.forget(ino, 1);
        }
        return ino;
    }

    private static Object attempt(Supplier<Object> action) {
        try {
            return action.get();
        } catch (ErrnoException e) {
            return e.errno();
        }
    }
}
