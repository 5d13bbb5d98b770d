package memfs.contract;

import static memfs.posix.Mode.S_IFREG;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_EXCL;
import static memfs.posix.OpenFlags.O_RDONLY;
import static memfs.posix.OpenFlags.O_RDWR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.junit.jupiter.api.Timeout;

import memfs.posix.Errno;
import memfs.posix.Mode;
import memfs.posix.Stat;
import memfs.posix.StatFs;
import memfs.posix.Timestamp;
import memfs.testing.Posix;
import memfs.testing.PosixException;

/**
 * What all cases share: their directory, the descriptors to be closed after them, and the words to say things in. The
 * umask is 0; a separate thread runs the case, so that one that hangs can be left behind.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class Contract {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** A time that no file is created at: 2001-09-09, with all nine digits after the point. */
    static final Timestamp LONG_AGO = new Timestamp(1_000_000_000, 123_456_789);

    private final Set<Integer> descriptors = ConcurrentHashMap.newKeySet();
    private StatFs before;
    /** The case's own: empty, rwxrwxrwx. */
    String dir;

    final void enter(Path directory) {
        before = Posix.statvfs(directory.getParent().toString());
        dir = directory.toString();
        Posix.mkdir(dir, 0777);
        Posix.chmod(dir, 0777);
    }

    /** Removes all that the case left, and waits until the file system has freed it. */
    final void leave() throws IOException {
        descriptors.forEach(Contract::closeAnyhow);
        Path directory = Path.of(dir);
        deleteTree(directory);
        String parent = directory.getParent().toString();
        await("all inodes and blocks to be freed", () -> isAsFree(Posix.statvfs(parent)));
    }

    /** A write-back cache tells here what went wrong before; the descriptor is closed all the same. */
    private static void closeAnyhow(int fd) {
        try {
            Posix.close(fd);
        } catch (PosixException e) {
            assertThat(e.errno()).isNotEqualTo(Errno.EBADF);
        }
    }

    /** A file system that is shared with others tells nothing about one case. */
    private boolean isAsFree(StatFs after) {
        return !isSmall(after) || after.filesFree() == before.filesFree() && after.blocksFree() == before.blocksFree();
    }

    static boolean isSmall(StatFs figures) {
        return figures.files() == ContractMount.INODES;
    }

    static void deleteTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    final String at(String name) {
        return dir + "/" + name;
    }

    final int open(String path, int flags) {
        return open(path, flags, 0);
    }

    /** open(2); the descriptor is closed after the case. */
    final int open(String path, int flags, int mode) {
        return kept(Posix.open(path, flags, mode));
    }

    final int openat(int directory, String path, int flags, int mode) {
        return kept(Posix.openat(directory, path, flags, mode));
    }

    /** Closes the descriptor after the case. */
    final int kept(int fd) {
        descriptors.add(fd);
        return fd;
    }

    final void close(int fd) {
        descriptors.remove(fd);
        Posix.close(fd);
    }

    /** A new file, rw-r--r--, open for reading and writing. */
    final int create(String path) {
        return open(path, O_CREAT | O_EXCL | O_RDWR, 0644);
    }

    /** The path of a new file, rw-r--r--, with this content. */
    final String file(String name, String content) {
        int fd = create(at(name));
        if (!content.isEmpty()) {
            Posix.write(fd, bytes(content));
        }
        close(fd);
        return at(name);
    }

    final String emptyFile(String name) {
        return file(name, "");
    }

    /** The path of a new directory, rwxr-xr-x. */
    final String directory(String name) {
        Posix.mkdir(at(name), 0755);
        return at(name);
    }

    /** The first 64 KiB of what is in a file. */
    final String content(String path) {
        int fd = open(path, O_RDONLY);
        String content = text(Posix.pread(fd, 1 << 16, 0));
        close(fd);
        return content;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String pread(int fd, int length, long offset) {
        return text(Posix.pread(fd, length, offset));
    }

    static void pwrite(int fd, String text, long offset) {
        assertThat(Posix.pwrite(fd, bytes(text), offset)).isEqualTo(text.length());
    }

    static void write(int fd, String text) {
        assertThat(Posix.write(fd, bytes(text))).isEqualTo(text.length());
    }

    static int permissions(String path) {
        return Mode.permissions(Posix.lstat(path).mode());
    }

    static int type(String path) {
        return Mode.type(Posix.lstat(path).mode());
    }

    static boolean exists(String path) {
        return errnoOf(() -> Posix.lstat(path)) == null;
    }

    static void mkfile(String path, int mode) {
        Posix.mknod(path, S_IFREG | mode, 0);
    }

    static void assertErrno(Errno expected, Runnable call) {
        assertThat(errnoOf(call)).isEqualTo(expected);
    }

    /** The errno that a call fails with, null where it succeeds. */
    static Errno errnoOf(Runnable call) {
        try {
            call.run();
            return null;
        } catch (PosixException e) {
            return e.errno();
        }
    }

    /** Gives both times of a path a known old value. */
    static void age(String path) {
        Posix.utimens(path, LONG_AGO, LONG_AGO);
    }

    /** The action must stamp a later time; the clock's tick is waited for first, since kernels stamp coarsely. */
    final void assertBumps(Function<Stat, Timestamp> time, String path, Runnable action) {
        Timestamp old = time.apply(Posix.lstat(path));
        awaitTick();
        action.run();
        assertThat(time.apply(Posix.lstat(path))).isGreaterThan(old);
    }

    final void assertKeeps(Function<Stat, Timestamp> time, String path, Runnable action) {
        Timestamp old = time.apply(Posix.lstat(path));
        awaitTick();
        action.run();
        assertThat(time.apply(Posix.lstat(path))).isEqualTo(old);
    }

    /**
     * A directory's time, since that is the server's: with the writeback cache the kernel stamps regular files, and since
     * Linux 6.13 sometimes finer than by its ticks, so that its time goes on where the server's stands still.
     */
    private void awaitTick() {
        String probe = Path.of(dir).getParent() + "/tick";
        Posix.mkdir(probe, 0700);
        Timestamp start = Posix.lstat(probe).ctime();
        await("the file system's clock to tick", () -> {
            Posix.chmod(probe, 0700);
            return Posix.lstat(probe).ctime().compareTo(start) > 0;
        });
        Posix.rmdir(probe);
    }

    static void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("waiting for " + what).isLessThan(DEADLINE_NANOS);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
