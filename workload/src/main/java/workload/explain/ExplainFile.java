package workload.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.result.AtomicFile;
import workload.result.Csv;

/** {@code explain.json} and {@code explain.csv} in the experiment's folder: whole at any time, so that an end loses nothing. */
public final class ExplainFile {
    /** The folder within that of the run. */
    public static final String FOLDER = "explain";
    private static final String JSON = "explain.json";
    private static final String CSV = "explain.csv";
    private static final List<String> HEADER = List
            .of(("engine,content,writes,security.capability,transport,round,depth,outcome,"
                    + "seconds,pack bytes,messages,writes received,getxattr,bytes written,bytes copied,message")
                    .split(","));

    private ExplainFile() {}

    /** Replaces both. */
    public static void write(Path folder, Explanation explanation) throws IOException {
        AtomicFile.replace(folder.resolve(JSON),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(explanation) + "\n");
        AtomicFile.replace(folder.resolve(CSV), csv(explanation.measurements()));
    }

    public static Explanation read(Path folder) throws IOException {
        Path file = folder.resolve(JSON);
        try {
            return JsonMapper.shared().readValue(Files.readString(file), Explanation.class);
        } catch (JacksonException e) {
            throw new IOException(file + " can't be read as an explanation: " + e.getOriginalMessage(), e);
        }
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(JSON));
    }

    static String csv(List<Measurement> measurements) {
        return Csv.of(HEADER, measurements.stream().map(ExplainFile::row));
    }

    private static List<Object> row(Measurement m) {
        List<Object> cells = new ArrayList<>(Arrays.asList(Arm.lower(m.arm().engine()), Arm.lower(m.arm().content()),
                m.arm().writesLabel(), Arm.lower(m.arm().lookups()), Arm.lower(m.arm().transport()), m.round(),
                m.depth(), m.outcome(), m.seconds(), m.packBytes()));
        Counts counts = m.counts();
        cells.addAll(counts == null
                ? Arrays.asList(null, null, null, null, null)
                : Arrays.asList(counts.messages(), counts.writes(), counts.lookups(), counts.writtenBytes(),
                        counts.copiedBytes()));
        cells.add(m.message() == null ? null : m.message().replace('\n', ' '));
        return cells;
    }
}
