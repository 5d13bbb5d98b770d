package memfs.testing;

import static memfs.testing.NativeCalls.callLong;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs an action as another user, or with another umask, in a thread of its own that ends with it.
 *
 * <p>
 * Linux keeps credentials per thread; only the C library's wrappers change them for the whole process, so this makes
 * the system calls themselves. Inside the action only make system calls: a class loaded there would be read with the
 * other user's permissions.
 */
public record As(int uid, int gid, int umask, int... groups) {
    // Numbers of asm/unistd_64.h.
    private static final long SYS_SETGROUPS = 116;
    private static final long SYS_SETRESUID = 117;
    private static final long SYS_SETRESGID = 119;
    private static final int CLONE_FS = 0x200;

    /** A user without root's capabilities; needs root. The umask is 0. */
    public static As user(int uid, int gid, int... groups) {
        Requirements.root();
        return new As(uid, gid, 0, groups);
    }

    /** The same user under another umask. */
    public static As umask(int umask) {
        return new As(-1, -1, umask);
    }

    public void run(Runnable action) {
        call(() -> {
            action.run();
            return null;
        });
    }

    public <T> T call(Callable<T> action) {
        loadClasses();
        FutureTask<T> task = new FutureTask<>(() -> {
            become();
            return action.call();
        });
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("no answer before the time limit", e);
        } catch (ExecutionException e) {
            return rethrow(e.getCause());
        }
    }

    private void become() {
        setUmask(umask);
        if (uid == -1) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(ValueLayout.JAVA_INT, Math.max(1, groups.length));
            MemorySegment.copy(groups, 0, list, ValueLayout.JAVA_INT, 0, groups.length);
            callLong("syscall", SYS_SETGROUPS, (long) groups.length, list);
            callLong("syscall", SYS_SETRESGID, (long) gid, (long) gid, (long) gid);
            callLong("syscall", SYS_SETRESUID, (long) uid, (long) uid, (long) uid);
        }
    }

    /** Sets the umask of this thread, and of the threads that it starts, alone. */
    public static void setUmask(int umask) {
        NativeCalls.call("unshare", CLONE_FS);
        NativeCalls.call("umask", umask);
    }

    private static void loadClasses() {
        try {
            Posix.lstat("/nonexistent");
        } catch (PosixException _) {
            // As expected: now all that a failing call needs is loaded.
        }
    }

    private static <T> T rethrow(Throwable failure) {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }
}
