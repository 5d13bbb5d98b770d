package workload.result;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one run on disk, saved after every trial so that a kill at any moment costs at most the trial that was
 * running.
 *
 * <p>
 * {@code trials.jsonl} only grows and is forced to the disk; the other files are written beside their place and then
 * renamed into it.
 */
public final class ResultStore {
    private static final String INFO = "run.json";
    private static final String TRIALS = "trials.jsonl";
    private static final String CSV = "results.csv";

    private final Path directory;
    private final RunInfo info;
    private final List<Trial> trials;

    private ResultStore(Path directory, RunInfo info, List<Trial> trials) {
        this.directory = directory;
        this.info = info;
        this.trials = trials;
    }

    /** Starts the folder of a new run. */
    public static ResultStore create(Path runDirectory, RunInfo info) throws IOException {
        Files.createDirectories(runDirectory);
        JsonMapper pretty = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        replace(runDirectory.resolve(INFO), pretty.writeValueAsString(info) + "\n");
        ResultStore store = new ResultStore(runDirectory, info, new ArrayList<>());
        store.writeCsv();
        return store;
    }

    /** Opens a run to go on with; a torn last line is cut off, so that the next trial starts a line of its own. */
    public static ResultStore open(Path runDirectory) throws IOException {
        Run run = read(runDirectory);
        if (run.torn()) {
            cutTornLine(runDirectory.resolve(TRIALS));
        }
        return new ResultStore(runDirectory, run.info(), new ArrayList<>(run.trials()));
    }

    /** Reads a run, even one that is still going on or was killed. */
    public static Run read(Path runDirectory) throws IOException {
        RunInfo info = readInfo(runDirectory.resolve(INFO));
        Path file = runDirectory.resolve(TRIALS);
        if (Files.notExists(file)) {
            return new Run(info, List.of(), false);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        boolean torn = !text.isEmpty() && !text.endsWith("\n");
        return new Run(info, parse(file, text.substring(0, text.lastIndexOf('\n') + 1)), torn);
    }

    private static RunInfo readInfo(Path file) throws IOException {
        try {
            return JsonMapper.shared().readValue(Files.readAllBytes(file), RunInfo.class);
        } catch (JacksonException e) {
            throw new IOException(file + " can't be read as a run: " + e.getOriginalMessage(), e);
        }
    }

    private static List<Trial> parse(Path file, String wholeLines) throws IOException {
        List<Trial> trials = new ArrayList<>();
        int number = 0;
        for (String line : wholeLines.lines().toList()) {
            number++;
            try {
                trials.add(JsonMapper.shared().readValue(line, Trial.class));
            } catch (JacksonException e) {
                throw new IOException(file + ", line " + number + " is no trial: " + e.getOriginalMessage(), e);
            }
        }
        return trials;
    }

    private static void cutTornLine(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.truncate(end).force(true);
        }
    }

    public Path directory() {
        return directory;
    }

    public RunInfo info() {
        return info;
    }

    /** The trials saved so far, in the order in which they ended. */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** Saves one trial; it is on the disk when this returns. */
    public void append(Trial trial) throws IOException {
        byte[] line = (JsonMapper.shared().writeValueAsString(trial) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(directory.resolve(TRIALS), CREATE, WRITE)) {
            long end = channel.size();
            try {
                writeAll(channel, ByteBuffer.wrap(line), end);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
            channel.force(true);
        }
        trials.add(trial);
        writeCsv();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private void writeCsv() throws IOException {
        replace(directory.resolve(CSV), ResultsCsv.of(info, trials));
    }

    /** Writes a file that readers see whole at any time, and a kill leaves as it was before. */
    public static void replace(Path file, String content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, content);
        Files.move(temporary, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
