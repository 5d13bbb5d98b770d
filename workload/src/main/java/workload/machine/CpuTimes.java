package workload.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import workload.process.ProcessStat;

/**
 * CPU time that each group of processes has used so far, in ns.
 *
 * <p>
 * The time of a child that ended is in its parent's, so the sum over all processes loses only the time of children
 * that no process waits for. An orphan counts as another process: its parent is process 1.
 *
 * @param ours
 *            of one process and its descendants
 * @param others
 *            of all other processes
 * @param kernel
 *            of the kernel's threads: write-back, journals, interrupts' deferred work
 */
record CpuTimes(long ours, long others, long kernel) {
    private static final Path PROC = Path.of("/proc");

    /** Reads the current times. */
    static CpuTimes read(long root) throws IOException {
        Map<Long, ProcessStat> processes = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                add(processes, Long.parseLong(entry.getFileName().toString()));
            }
        }
        return of(processes, root);
    }

    private static void add(Map<Long, ProcessStat> processes, long pid) {
        try {
            processes.put(pid, ProcessStat.of(pid));
        } catch (IOException _) {
            return; // It ended just now: its time is in its parent's.
        }
    }

    static CpuTimes of(Map<Long, ProcessStat> processes, long root) {
        long ours = 0;
        long others = 0;
        long kernel = 0;
        for (Map.Entry<Long, ProcessStat> process : processes.entrySet()) {
            long nanos = process.getValue().nanos();
            if (process.getValue().isKernelThread()) {
                kernel += nanos;
            } else if (descends(process.getKey(), root, processes)) {
                ours += nanos;
            } else {
                others += nanos;
            }
        }
        return new CpuTimes(ours, others, kernel);
    }

    /** Process ids are reused, so parents that were read at different times could form a cycle. */
    private static boolean descends(long pid, long root, Map<Long, ProcessStat> processes) {
        Set<Long> seen = new HashSet<>();
        long at = pid;
        while (at != root && processes.containsKey(at) && seen.add(at)) {
            at = processes.get(at).parent();
        }
        return at == root;
    }

    /** Whether all processes of the machine are seen: a container with process ids of its own has no kernel threads. */
    boolean seesKernel() {
        return kernel > 0;
    }

    /** What was used since; 0 instead of a negative difference, which an ended process leaves. */
    CpuTimes since(CpuTimes before) {
        return new CpuTimes(Math.max(0, ours - before.ours), Math.max(0, others - before.others),
                Math.max(0, kernel - before.kernel));
    }
}
