package workload.result;

/**
 * One phase of one trial.
 *
 * @param name
 *            which phase
 * @param nanos
 *            wall time
 * @param startedAtNanos
 *            start, since the trial's first sample: places the phase on the samples' time axis
 * @param tree
 *            the tree after the phase
 * @param serverCpuNanos
 *            user and system time of the file system's server process during the phase, null where there is none
 * @param corpusCpuNanos
 *            the same of the process that served the repository, null outside the clone
 */
public record PhaseResult(PhaseName name, long nanos, long startedAtNanos, TreeSize tree, Long serverCpuNanos,
        Long corpusCpuNanos) {}
