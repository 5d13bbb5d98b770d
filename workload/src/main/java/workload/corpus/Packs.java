package workload.corpus;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packs of a repository. */
public final class Packs {
    private Packs() {}

    /**
     * The sum of their sizes.
     *
     * @param gitDirectory
     *            of the repository: the bare one itself, or {@code .git} in a checkout
     */
    public static long bytes(Path gitDirectory) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> packs = Files.newDirectoryStream(gitDirectory.resolve("objects/pack"), "*.pack")) {
            for (Path pack : packs) {
                bytes += Files.size(pack);
            }
        }
        return bytes;
    }
}
