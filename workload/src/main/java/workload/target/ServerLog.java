package workload.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A trial's log from a server's start on. */
final class ServerLog {
    private final Path file;
    private final long start;

    ServerLog(Path file) throws IOException {
        this.file = file;
        this.start = Files.exists(file) ? Files.size(file) : 0;
    }

    void line(String text) throws IOException {
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The last line that says something since the start. */
    String lastLine() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int from = (int) Math.min(start, bytes.length);
        List<String> lines = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).lines()
                .map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }
}
