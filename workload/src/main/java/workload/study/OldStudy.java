package workload.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import workload.result.RunStore;

/** Reads a study of the first format: {@code run.json} with one environment, {@code trials.jsonl}. */
final class OldStudy {
    private static final String TRIALS = "trials.jsonl";

    private OldStudy() {}

    static Run read(Path directory) throws IOException {
        RunInfo info = readInfo(directory.resolve(RunStore.HEAD));
        Path file = directory.resolve(TRIALS);
        String text = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        List<Trial> lines = parse(file, text.substring(0, text.lastIndexOf('\n') + 1));
        Map<TrialKey, Trial> last = new LinkedHashMap<>();
        lines.forEach(line -> last.put(line.key(), line));
        return new Run(info, Map.of(), lines, List.copyOf(last.values()), !text.isEmpty() && !text.endsWith("\n"));
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
        for (String line : wholeLines.lines().toList()) {
            try {
                trials.add(JsonMapper.shared().readValue(line, Trial.class));
            } catch (JacksonException e) {
                throw new IOException(file + ", line " + (trials.size() + 1) + " is no trial: "
                        + e.getOriginalMessage(), e);
            }
        }
        return trials;
    }
}
