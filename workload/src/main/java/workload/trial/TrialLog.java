package workload.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The log of one trial: what its programs and its server wrote, with headings between. */
public record TrialLog(Path file) {
    /** Starts a log, in place of one that an interrupted trial left. */
    public static TrialLog create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(file);
        return new TrialLog(file);
    }

    public void line(String text) throws IOException {
        Files.writeString(file, text + "\n", StandardOpenOption.APPEND);
    }

    /** The last lines, whatever their bytes: compilers quote source files of any encoding. */
    public static List<String> tail(Path file, int count) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
