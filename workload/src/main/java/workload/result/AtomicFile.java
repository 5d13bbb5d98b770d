package workload.result;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.nio.channels.FileChannel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that its readers, and a run that is killed, always find whole. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What is in the file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes another file beside it, then gives it the name; never through a link that stands in the place of one of them:
     * open(2) with O_EXCL, fsync(2), rename(2). Without the fsync a crash of the machine may leave an empty file.
     */
    public static void replace(Path file, Content content) throws IOException {
        replace(file, content, true);
    }

    /** The same for a page or a table that can be made again from records: it isn't forced to the disk. */
    public static void replaceDerived(Path file, Content content) throws IOException {
        replace(file, content, false);
    }

    public static void replaceDerived(Path file, String content) throws IOException {
        replaceDerived(file, bytes(content));
    }

    private static void replace(Path file, Content content, boolean force) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole, CREATE_NEW, WRITE))) {
            content.writeTo(out);
        }
        if (force) {
            try (FileChannel written = FileChannel.open(whole, WRITE)) {
                written.force(true);
            }
        }
        Files.move(whole, file, ATOMIC_MOVE);
    }

    public static void replace(Path file, String content) throws IOException {
        replace(file, bytes(content));
    }

    private static Content bytes(String content) {
        return out -> out.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
