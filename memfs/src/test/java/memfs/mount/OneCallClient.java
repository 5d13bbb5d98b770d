package memfs.mount;

import static memfs.posix.OpenFlags.FALLOC_FL_KEEP_SIZE;
import static memfs.posix.OpenFlags.O_CREAT;
import static memfs.posix.OpenFlags.O_DIRECTORY;
import static memfs.posix.OpenFlags.O_RDWR;
import static memfs.posix.OpenFlags.SEEK_DATA;

import java.util.function.IntConsumer;

import memfs.posix.Mode;
import memfs.testing.Posix;

/** A program that makes the one system call which asks the server for one operation: {@code OneCallClient OPERATION DIRECTORY}. */
final class OneCallClient {
    private static final byte[] BYTES = {1, 2, 3};

    private OneCallClient() {}

    /** What the operations are done with: {@code file} of some bytes and an attribute, {@code link}, {@code folder}. */
    static void prepare(String directory) {
        with(directory + "/file", O_RDWR | O_CREAT, fd -> Posix.write(fd, BYTES));
        Posix.setxattr(directory + "/file", "user.k", BYTES, 0);
        Posix.symlink("target", directory + "/link");
        Posix.mkdir(directory + "/folder", 0755);
    }

    public static void main(String[] arguments) {
        call(arguments[0], arguments[1], arguments[1] + "/file", arguments[1] + "/new-" + arguments[0]);
    }

    private static void call(String operation, String directory, String file, String fresh) {
        switch (operation) {
            case "lookup" -> Posix.lstat(file);
            // Of the root, which is never looked up.
            case "getattr" -> Posix.stat(directory);
            case "setattr" -> Posix.chmod(file, 0600);
            case "readlink" -> Posix.readlink(directory + "/link");
            case "mknod" -> Posix.mknod(fresh, Mode.S_IFIFO | 0600, 0);
            case "mkdir" -> Posix.mkdir(fresh, 0700);
            case "symlink" -> Posix.symlink("target", fresh);
            case "link" -> Posix.link(file, fresh);
            case "unlink" -> Posix.unlink(directory + "/link");
            case "rmdir" -> Posix.rmdir(directory + "/folder");
            case "rename" -> Posix.rename(file, fresh);
            case "open", "release" -> with(file, O_RDWR, _ -> {});
            case "create" -> with(fresh, O_RDWR | O_CREAT, _ -> {});
            case "tmpfile" -> with(directory, O_RDWR | Posix.O_TMPFILE, _ -> {});
            case "read" -> with(file, O_RDWR, fd -> {
                // What the kernel has cached it doesn't ask for.
                Posix.dropCache(fd);
                Posix.read(fd, 1);
            });
            case "write" -> with(file, O_RDWR, fd -> Posix.write(fd, BYTES));
            case "fallocate" -> with(file, O_RDWR, fd -> Posix.fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 8192));
            case "lseek" -> with(file, O_RDWR, fd -> Posix.lseek(fd, 0, SEEK_DATA));
            case "copyFileRange" -> with(file, O_RDWR, fd -> Posix.copyFileRange(fd, 0, fd, 8192, 1));
            case "fsync" -> with(file, O_RDWR, Posix::fsync);
            case "fsyncdir" -> with(directory, O_DIRECTORY, Posix::fsync);
            case "opendir", "releasedir" -> with(directory, O_DIRECTORY, _ -> {});
            case "readdir" -> with(directory, O_DIRECTORY, fd -> Posix.getdents(fd, 4096));
            case "statfs" -> Posix.statvfs(directory);
            case "getxattr" -> Posix.getxattr(file, "user.k");
            case "listxattr" -> Posix.listxattr(file);
            case "setxattr" -> Posix.setxattr(file, "user.l", BYTES, 0);
            case "removexattr" -> Posix.removexattr(file, "user.k");
            default -> throw new IllegalArgumentException(operation);
        }
    }

    private static void with(String path, int flags, IntConsumer action) {
        int fd = Posix.open(path, flags, 0600);
        action.accept(fd);
        Posix.close(fd);
    }
}
