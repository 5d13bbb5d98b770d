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
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one run on disk, saved after every observation so that a kill at any moment costs at most the one under way.
 *
 * <p>
 * {@code observations.jsonl} grows by a line for each observation and is forced to the disk; {@code run.json} and
 * {@code observations.csv} are written beside their place and then renamed into it. An observation that was OK and is saved
 * again, since it was judged later, takes the place of its line: values that don't count are not left in the file. A failure
 * that was run again keeps its line, and the last line of a key counts.
 *
 * @param <S>
 *            the settings of this kind of run
 * @param <V>
 *            the values of its observations
 */
public final class RunStore<S, V> {
    public static final String HEAD = "run.json";
    public static final String LINES = "observations.jsonl";
    private static final String TABLE = "observations.csv";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;
    private final List<Observation<V>> lines;
    private RunHead<S> head;

    private RunStore(Path directory, RunHead<S> head, List<Observation<V>> lines) {
        this.directory = directory;
        this.head = head;
        this.lines = lines;
    }

    /** Starts the folder of a new run. */
    public static <S, V> RunStore<S, V> create(Path directory, RunHead<S> head) throws IOException {
        Files.createDirectories(directory);
        RunStore<S, V> store = new RunStore<>(directory, head, new ArrayList<>());
        store.writeHead();
        store.writeTable();
        return store;
    }

    /** Opens a run to resume it; a torn last line is cut off, so that the next observation starts a new line. */
    public static <S, V> RunStore<S, V> open(Path directory, Class<S> settings, Class<V> values) throws IOException {
        StoredRun<S, V> run = read(directory, settings, values);
        if (run.torn()) {
            cutTornLine(directory.resolve(LINES));
        }
        return new RunStore<>(directory, run.head(), new ArrayList<>(run.lines()));
    }

    /** The format's version of the run in a folder, 1 if it has no number; 0 if there is no run. */
    public static int version(Path directory) throws IOException {
        Path file = directory.resolve(HEAD);
        return Files.isRegularFile(file) ? tree(file).path("version").asInt(1) : 0;
    }

    /** Whether a folder holds a run of a kind, in today's format. */
    public static boolean holds(Path directory, String kind) throws IOException {
        return version(directory) == RunHead.VERSION
                && tree(directory.resolve(HEAD)).path("kind").asString("").equals(kind);
    }

    /**
     * Reads a run, even one that is still in progress or was killed.
     *
     * @throws IOException
     *             a sentence names the file and the line that can't be read
     */
    public static <S, V> StoredRun<S, V> read(Path directory, Class<S> settings, Class<V> values) throws IOException {
        Path file = directory.resolve(LINES);
        if (Files.notExists(file)) {
            return new StoredRun<>(readHead(directory, settings), List.of(), List.of(), false);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        // After the lines: it only grows, so that it knows all that they name.
        RunHead<S> head = readHead(directory, settings);
        boolean torn = !text.isEmpty() && !text.endsWith("\n");
        List<Observation<V>> lines = parseLines(file, text.substring(0, text.lastIndexOf('\n') + 1),
                JSON.getTypeFactory().constructParametricType(Observation.class, values));
        return new StoredRun<>(head, lines, lastOfEach(lines), torn);
    }

    private static <S> RunHead<S> readHead(Path directory, Class<S> settings) throws IOException {
        return parse(directory.resolve(HEAD),
                JSON.getTypeFactory().constructParametricType(RunHead.class, settings));
    }

    private static JsonNode tree(Path file) throws IOException {
        return parse(file, JSON.constructType(JsonNode.class));
    }

    private static <T> T parse(Path file, JavaType type) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), type);
        } catch (JacksonException e) {
            throw new IOException(file + " can't be read as a run: " + e.getOriginalMessage(), e);
        }
    }

    private static <V> List<Observation<V>> parseLines(Path file, String text, JavaType type) throws IOException {
        List<Observation<V>> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            try {
                lines.add(JSON.readValue(line, type));
            } catch (JacksonException e) {
                throw new IOException(file + ", line " + (lines.size() + 1) + " is no observation: "
                        + e.getOriginalMessage(), e);
            }
        }
        return lines;
    }

    /** The last line of each key, in the order of the keys' first lines. */
    private static <V> List<Observation<V>> lastOfEach(List<Observation<V>> lines) {
        Map<ObservationKey, Observation<V>> last = new LinkedHashMap<>();
        lines.forEach(line -> last.put(line.key(), line));
        return List.copyOf(last.values());
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

    public synchronized RunHead<S> head() {
        return head;
    }

    /** The observations saved so far, in the order in which they ended, each as it was last saved. */
    public synchronized List<Observation<V>> observations() {
        return lastOfEach(lines);
    }

    /** Adds a machine to the head unless it is there, and returns its id. */
    public synchronized String environment(Environment environment) throws IOException {
        replaceHead(head.withEnvironment(environment));
        return head.idOf(environment);
    }

    /** Adds a target as negotiated to the head unless it is there, and returns its id; null for null. */
    public synchronized String mount(TargetSettings mount) throws IOException {
        replaceHead(head.withMount(mount));
        return head.idOf(mount);
    }

    /** Replaces the settings, some of which are known only later. */
    public synchronized void settings(S settings) throws IOException {
        replaceHead(head.with(settings));
    }

    private void replaceHead(RunHead<S> grown) throws IOException {
        if (!grown.equals(head)) {
            head = grown;
            writeHead();
        }
    }

    /** Saves observations, each in place of an earlier one with its key; they are on the disk when this returns. */
    public synchronized void save(List<Observation<V>> observations) throws IOException {
        boolean rewritten = false;
        StringBuilder added = new StringBuilder();
        for (Observation<V> observation : observations) {
            int earlier = goodLine(observation.key());
            if (earlier < 0) {
                lines.add(observation);
                added.append(json(observation));
            } else {
                lines.set(earlier, observation);
                rewritten = true;
            }
        }
        if (rewritten) {
            StringBuilder all = new StringBuilder();
            lines.forEach(line -> all.append(json(line)));
            AtomicFile.replace(directory.resolve(LINES), all.toString());
        } else {
            append(added.toString().getBytes(StandardCharsets.UTF_8));
        }
        writeTable();
    }

    /** The index of the line of an observation that was OK; negative if there is none. */
    private int goodLine(ObservationKey key) {
        return lines.stream().map(line -> line.outcome() == Outcome.OK ? line.key() : null).toList().lastIndexOf(key);
    }

    private static String json(Observation<?> observation) {
        return JSON.writeValueAsString(observation) + "\n";
    }

    private void append(byte[] added) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(LINES), CREATE, WRITE, NOFOLLOW_LINKS)) {
            long end = channel.size();
            try {
                writeAll(channel, ByteBuffer.wrap(added), end);
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

    private void writeHead() throws IOException {
        JsonMapper pretty = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        AtomicFile.replace(directory.resolve(HEAD), pretty.writeValueAsString(head) + "\n");
    }

    private void writeTable() throws IOException {
        AtomicFile.replaceDerived(directory.resolve(TABLE), ObservationsCsv.of(observations()));
    }
}
