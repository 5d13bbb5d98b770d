package workload.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/** A text file that its readers, and a run that is killed, always find whole. */
public final class TextFile {
    private TextFile() {}

    /** As {@link WholeFile#replace}. */
    public static void replace(Path file, String content) throws IOException {
        WholeFile.replace(file, out -> out.write(content.getBytes(UTF_8)));
    }
}
