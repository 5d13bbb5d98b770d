package workload.study;

import java.util.Map;

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
 * @param cache
 *            what the page cache held of the tree right after a clone or a build, null after other phases, where the
 *            kernel can't tell (before Linux 6.5), and in runs from before it was asked
 * @param messages
 *            requests that the server was sent during the phase, by the kernel's name of the opcode ("LOOKUP"), only
 *            those above 0; null if they aren't counted
 * @param conditions
 *            what else the machine did meanwhile, null in runs from before it was recorded
 */
public record PhaseResult(PhaseName name, long nanos, long startedAtNanos, TreeSize tree, Long serverCpuNanos,
        Long corpusCpuNanos, CacheSize cache, Map<String, Long> messages, PhaseConditions conditions) {

    /** All messages of the phase, or null if they aren't counted. */
    public Long messageCount() {
        return messages == null ? null : messages.values().stream().mapToLong(Long::longValue).sum();
    }
}
