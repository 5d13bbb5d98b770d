package workload.phase;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** lstat of every file and directory below a directory, as the original's walk did. */
public final class StatWalkPhase implements Phase {
    private final Path directory;
    private long visited;

    public StatWalkPhase(Path directory) {
        this.directory = directory;
    }

    @Override
    public void run(Cancellation cancellation) throws IOException {
        visited = 0;
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                visited++;
                return cancellation.isCancelled() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                visited++;
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Files and directories whose attributes the last run read, the root included. */
    public long visited() {
        return visited;
    }
}
