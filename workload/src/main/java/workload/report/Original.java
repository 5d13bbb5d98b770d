package workload.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;
import workload.pairs.StudyArm;
import workload.study.PhaseName;

/**
 * What the original study published, from the resource {@code original.json}.
 *
 * @param source
 *            what it was and where the figures stand
 * @param seconds
 *            by project, file system (disk, memfs) and label of the phase
 */
record Original(String source, Map<String, Map<String, Map<String, Double>>> seconds) {
    static Original read() throws IOException {
        try (InputStream in = Original.class.getResourceAsStream("original.json")) {
            return JsonMapper.shared().readValue(in, Original.class);
        }
    }

    /** Its time on the file system that the arm stands for: its disk, or its MemFS for every MemFS of ours; s. */
    Optional<Double> seconds(String project, StudyArm arm, PhaseName phase) {
        String fileSystem = arm.isMemfs() ? "memfs" : arm.kind();
        return Optional.ofNullable(seconds.getOrDefault(project, Map.of()).getOrDefault(fileSystem, Map.of())
                .get(phase.label()));
    }

    /** Its MemFS over its disk. */
    Optional<Double> ratio(String project, PhaseName phase) {
        Map<String, Map<String, Double>> figures = seconds.getOrDefault(project, Map.of());
        Double disk = figures.getOrDefault("disk", Map.of()).get(phase.label());
        Double memfs = figures.getOrDefault("memfs", Map.of()).get(phase.label());
        return disk == null || memfs == null ? Optional.empty() : Optional.of(memfs / disk);
    }

    boolean has(PhaseName phase) {
        return seconds.keySet().stream().anyMatch(project -> ratio(project, phase).isPresent());
    }
}
