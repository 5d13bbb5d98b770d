package workload.memory;

import java.util.List;
import java.util.Map;

import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;

/**
 * What the readings of a run were taken under: {@code memory.json}.
 *
 * @param targets
 *            each as it really was
 */
public record MemoryConditions(String run, Scale scale, Environment environment, Map<String, TargetSettings> targets,
        List<FailedWork> failures) {}
