package workload.phase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.FileVisitResult;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

import workload.os.PageCache;
import workload.study.CacheSize;

/** Measures what the kernel keeps in memory of a tree's files, outside of the timings. */
public final class CacheSizes {
    private CacheSizes() {}

    /**
     * The pages of every regular file, each inode once; null where the kernel is too old to tell, or a file can't be asked
     * about: a part would pass for the whole.
     */
    public static CacheSize of(Path directory) {
        if (!PageCache.isKnown()) {
            return null;
        }
        try (PageCache cache = new PageCache()) {
            Sum sum = new Sum(cache);
            Files.walkFileTree(directory, sum);
            return new CacheSize(sum.cached, sum.dirty);
        } catch (IOException _) {
            return null;
        }
    }

    /** Over the files that the walk meets. */
    private static final class Sum extends SimpleFileVisitor<Path> {
        private final PageCache cache;
        private final Set<Object> seen = new HashSet<>();
        private long cached;
        private long dirty;

        Sum(PageCache cache) {
            this.cache = cache;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && attributes.size() > 0 && seen.add(attributes.fileKey())) {
                PageCache.Held held = cache.of(file);
                cached += held.cachedBytes();
                dirty += held.dirtyBytes();
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
