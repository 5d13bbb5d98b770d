package workload.result;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file that its readers, and a run that is killed, always find whole. */
public final class TextFile {
    private TextFile() {}

    /** Writes another file beside it, then gives it the name. */
    public static void replace(Path file, String content) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, content);
        Files.move(whole, file, ATOMIC_MOVE);
    }
}
