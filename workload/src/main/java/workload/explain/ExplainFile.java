package workload.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.result.Csv;
import workload.result.TextFile;

/** {@code explain.json} and {@code explain.csv} in the experiment's folder: whole at any time, so that an end loses nothing. */
final class ExplainFile {
    private static final String JSON = "explain.json";
    private static final String CSV = "explain.csv";
    private static final String HEADER = "engine,content,writes,security.capability,transport,round,depth,outcome,"
            + "seconds,pack bytes,messages,writes received,getxattr,bytes written,bytes copied,message";

    private ExplainFile() {}

    /** Replaces both. */
    static void write(Path folder, Explanation explanation) throws IOException {
        TextFile.replace(folder.resolve(JSON),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(explanation) + "\n");
        TextFile.replace(folder.resolve(CSV), csv(explanation.measurements()));
    }

    static Explanation read(Path folder) throws IOException {
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

    private static String row(Measurement m) {
        Counts counts = Objects.requireNonNullElse(m.counts(), new Counts(null, 0, 0, 0, 0));
        Stream<Object> arm = Stream.of(Arm.lower(m.arm().engine()), Arm.lower(m.arm().content()),
                m.arm().writesLabel(), Arm.lower(m.arm().lookups()), Arm.lower(m.arm().transport()));
        Stream<Object> clone = Stream.of(m.round(), m.depth(), m.outcome(), m.seconds(), m.packBytes());
        Stream<Object> server = m.counts() == null
                ? Stream.of("", "", "", "", "")
                : Stream.of(counts.messages(), counts.writes(), counts.lookups(), counts.writtenBytes(),
                        counts.copiedBytes());
        String message = m.message() == null ? "" : m.message().replace('\n', ' ');
        return Csv.row(Stream.of(arm, clone, server, Stream.<Object>of(message)).flatMap(cells -> cells).toArray());
    }
}
