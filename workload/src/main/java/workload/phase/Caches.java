package workload.phase;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import workload.os.Commands;
import workload.os.PageCache;

/** The kernel's caches, brought into a known state before a phase is timed. */
public final class Caches {
    private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

    private Caches() {}

    /**
     * Writes back what earlier work left dirty on the file system that a directory is on: else the disk would do it in
     * the middle of the next timing. syncfs(2).
     */
    public static void writeBack(Path directory) throws IOException {
        Commands.run("sync", "--file-system", directory.toString());
    }

    /** Writes back a target's file system, then the disk's, which may store what the target writes. */
    public static void writeBack(Path directory, Path disk) throws IOException {
        writeBack(directory);
        writeBack(disk);
    }

    /**
     * Makes the kernel drop the dentries and inodes of a tree, also of files with dirty or cached pages
     * (Documentation/admin-guide/sysctl/vm.rst).
     *
     * <p>
     * Dirty inodes and inodes with pages stay (fs/inode.c, inode_lru_isolate), so the tree is written back and its pages are
     * released first. The pages of all other files stay in memory, which a 3 would drop too: the next build would begin
     * by reading the compiler from the disk.
     *
     * @return false where we may not: then nothing can be called cold
     * @throws IOException
     *             when the tree can't be read
     */
    public static boolean drop(Path tree) throws IOException {
        if (!Files.isWritable(DROP)) {
            return false;
        }
        writeBack(tree);
        releasePages(tree);
        return dropDentries();
    }

    /**
     * Drops the kernel's dentries and inodes that are unused, clean and without pages.
     *
     * @return false where we may not
     */
    public static boolean dropDentries() {
        try {
            Files.writeString(DROP, "2\n");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void releasePages(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    release(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                release(directory);
                return super.postVisitDirectory(directory, failure);
            }
        });
    }

    private static void release(Path file) {
        try {
            PageCache.release(file);
        } catch (IOException _) {
            return; // A file that can't be opened stays in memory: it counts as still cached.
        }
    }
}
