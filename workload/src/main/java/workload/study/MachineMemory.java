package workload.study;

/**
 * The kernel's caches of the whole machine, whoever caused them: lines of {@code /proc/meminfo}, proc(5).
 *
 * @param cachedBytes
 *            page cache, shmem included
 * @param shmemBytes
 *            every tmpfs and shared mapping
 * @param dirtyBytes
 *            page cache that has to be written back
 * @param slabBytes
 *            the kernel's own objects: inodes and dentries above all
 */
public record MachineMemory(long cachedBytes, long shmemBytes, long dirtyBytes, long slabBytes) {}
