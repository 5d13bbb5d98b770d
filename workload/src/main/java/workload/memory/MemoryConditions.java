package workload.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import workload.result.Environment;
import workload.result.FailedWork;
import workload.result.TargetSettings;

/**
 * The readings of a run, and the conditions of their measurement.
 *
 * @param targets
 *            each as it really was
 * @param readings
 *            by experiment, in the order in which they were taken; null in a head of the first format
 */
public record MemoryConditions(String run, Instant started, Scale scale, Environment environment,
        Map<String, TargetSettings> targets,
        List<FailedWork> failures, Map<String, List<Reading>> readings) {}
