package workload.result;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one run on disk, saved after every trial so that a kill at any moment costs at most the trial that was
 * running.
 *
 * <p>
 * {@code trials.jsonl} grows by a line for each trial and is forced to the disk; the other files are written beside their
 * place and then renamed into it. A trial that was OK and is saved again, since it was judged later, takes the place of its
 * line: nobody may find times of it that don't count. A failed trial that was run again keeps its line, and the last line
 * of a key counts.
 */
public final class ResultStore {
    private static final String INFO = "run.json";
    private static final String TRIALS = "trials.jsonl";
    private static final String CSV = "results.csv";

    private final Path directory;
    private final RunInfo info;
    private final List<Trial> lines;

    private ResultStore(Path directory, RunInfo info, List<Trial> lines) {
        this.directory = directory;
        this.info = info;
        this.lines = lines;
    }

    /** Starts the folder of a new run. */
    public static ResultStore create(Path runDirectory, RunInfo info) throws IOException {
        Files.createDirectories(runDirectory);
        JsonMapper pretty = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        AtomicFile.replace(runDirectory.resolve(INFO), pretty.writeValueAsString(info) + "\n");
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
        return new ResultStore(runDirectory, run.info(), new ArrayList<>(run.lines()));
    }

    /** Reads a run, even one that is still going on or was killed. */
    public static Run read(Path runDirectory) throws IOException {
        RunInfo info = readInfo(runDirectory.resolve(INFO));
        Path file = runDirectory.resolve(TRIALS);
        if (Files.notExists(file)) {
            return new Run(info, List.of(), List.of(), false);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        boolean torn = !text.isEmpty() && !text.endsWith("\n");
        List<Trial> lines = parse(file, text.substring(0, text.lastIndexOf('\n') + 1));
        return new Run(info, lines, lastOfEach(lines), torn);
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

    /** Each at the place of its first line. */
    private static List<Trial> lastOfEach(List<Trial> lines) {
        Map<TrialKey, Trial> trials = new LinkedHashMap<>();
        lines.forEach(line -> trials.put(line.key(), line));
        return List.copyOf(trials.values());
    }

    private static void cutTornLine(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        try (FileChannel channel = FileChannel.open(file, WRITE, NOFOLLOW_LINKS)) {
            channel.truncate(end).force(true);
        }
    }

    public Path directory() {
        return directory;
    }

    public RunInfo info() {
        return info;
    }

    /** The trials saved so far, in the order in which they ended, each as it was saved last. */
    public List<Trial> trials() {
        return lastOfEach(lines);
    }

    /** Saves one trial, in place of an earlier one with its key; it is on the disk when this returns. */
    public void save(Trial trial) throws IOException {
        int earlier = lines.stream().map(line -> line.outcome() == Outcome.OK ? line.key() : null).toList()
                .lastIndexOf(trial.key());
        if (earlier < 0) {
            append(trial);
            lines.add(trial);
        } else {
            lines.set(earlier, trial);
            StringBuilder all = new StringBuilder();
            lines.forEach(line -> all.append(json(line)));
            AtomicFile.replace(directory.resolve(TRIALS), all.toString());
        }
        writeCsv();
    }

    private static String json(Trial trial) {
        return JsonMapper.shared().writeValueAsString(trial) + "\n";
    }

    private void append(Trial trial) throws IOException {
        byte[] line = json(trial).getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(directory.resolve(TRIALS), CREATE, WRITE,
                NOFOLLOW_LINKS)) {
            long end = channel.size();
            try {
                writeAll(channel, ByteBuffer.wrap(line), end);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
            channel.force(true);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private void writeCsv() throws IOException {
        AtomicFile.replace(directory.resolve(CSV), ResultsCsv.of(info, trials()));
    }
}
