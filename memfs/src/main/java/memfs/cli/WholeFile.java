package memfs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A file that readers always see whole: written beside it, then renamed, in a directory that others may write to. */
final class WholeFile {

    private WholeFile() {}

    /**
     * Replaces a file, or makes it, with the permissions that the umask leaves.
     *
     * <p>
     * What another user put where it or the file beside it goes is never written to: CREATE_NEW is O_EXCL, which refuses even
     * a link to nowhere (open(2)), and rename(2) replaces a link, not what it leads to.
     */
    static void replace(Path file, String content) throws IOException {
        Path part = file.resolveSibling(".memfs-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        try {
            Files.writeString(part, content, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
