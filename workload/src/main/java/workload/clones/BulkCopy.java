package workload.clones;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import workload.phase.Cancellation;
import workload.phase.Phase;
import workload.phase.PhaseException;

/** Writes what a clone leaves, the repository and its tree, file by file in writes of 1 MiB: no engine's habits are in it. */
record BulkCopy(Path source, Path checkout) implements Phase {
    private static final int WRITE = 1 << 20;

    @Override
    public void run(Cancellation cancellation) throws IOException, PhaseException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE);
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectory(there(directory));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    Files.createSymbolicLink(there(file), Files.readSymbolicLink(file));
                } else {
                    copy(file, buffer, cancellation);
                }
                return cancellation.isCancelled() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        if (cancellation.isCancelled()) {
            throw new PhaseException("the copy was cancelled");
        }
    }

    private Path there(Path path) {
        return checkout.resolve(source.relativize(path).toString());
    }

    private void copy(Path file, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        try (FileChannel in = FileChannel.open(file);
                FileChannel out = FileChannel.open(there(file), StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            while (in.read(buffer.clear()) >= 0 && !cancellation.isCancelled()) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        }
        if (Files.isExecutable(file)) {
            Files.setPosixFilePermissions(there(file), Files.getPosixFilePermissions(file));
        }
    }
}
