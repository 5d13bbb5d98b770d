package benchmarks.memory;

import java.util.List;
import java.util.Map;

import workload.result.Environment;
import workload.result.TargetSettings;

/**
 * What the measurements of a run were taken under: {@code memory.json}.
 *
 * @param targets
 *            each as it really was
 */
record Conditions(String run, Scale scale, Environment environment, Map<String, TargetSettings> targets,
        List<Failure> failures) {}
