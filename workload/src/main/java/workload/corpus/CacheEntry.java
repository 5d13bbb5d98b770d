package workload.corpus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * One corpus in the cache: a directory that is there wholly or not at all, however a run that made it ended.
 *
 * @param directory
 *            its name holds a hash of all that the corpus depends on
 */
record CacheEntry(Path directory) {
    /** Goes up when the layout or the packing changes, so that old entries are not found. */
    private static final String FORMAT = "1";
    private static final int HASH_DIGITS = 16;

    /** Held while an entry is made, by one thread of one process; the system drops it when that dies. */
    record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    static CacheEntry of(Path cache, String name, String... parts) {
        String hash = DigestUtils.sha256Hex(String.join("\n", parts).concat("\n" + FORMAT));
        return new CacheEntry(cache.resolve(name + "-" + hash.substring(0, HASH_DIGITS)));
    }

    Path repository() {
        return directory.resolve("repository.git");
    }

    Path archive() {
        return directory.resolve("tree.tar.gz");
    }

    Path info() {
        return directory.resolve("corpus.json");
    }

    boolean isComplete() {
        return Files.exists(info());
    }

    /** Waits for the lock; {@code whenBusy} runs once if another process has it. */
    Lock lock(Runnable whenBusy) throws IOException {
        Files.createDirectories(directory.getParent());
        FileChannel channel = FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                whenBusy.run();
                lock = channel.lock();
            }
            return new Lock(channel, lock);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** An empty place to make the entry in; what an interrupted run left there is deleted. The lock must be held. */
    CacheEntry beginPartial() throws IOException {
        var partial = new CacheEntry(sibling(".partial"));
        partial.delete();
        Files.createDirectory(partial.directory);
        return partial;
    }

    private Path sibling(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    void moveTo(CacheEntry entry) throws IOException {
        entry.delete();
        Files.move(directory, entry.directory, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        deleteTree(directory);
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
