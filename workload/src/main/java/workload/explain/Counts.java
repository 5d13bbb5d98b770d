package workload.explain;

import workload.target.ServerCounts;

/**
 * What a server did during one clone.
 *
 * @param messages
 *            requests of the kernel; null where the transport doesn't see them
 * @param writes
 *            writes that reached the store: on the kernel transport one for each WRITE
 * @param lookups
 *            of extended attributes, which here is security.capability alone
 * @param writtenBytes
 *            in these writes
 * @param copiedBytes
 *            copied by contiguous content to grow files
 */
public record Counts(Long messages, long writes, long lookups, long writtenBytes, long copiedBytes) {

    /** What was counted since. */
    public static Counts between(ServerCounts before, ServerCounts after) {
        return new Counts(before.messages() == null ? null : sum(after) - sum(before),
                after.count("write") - before.count("write"), after.count("getxattr") - before.count("getxattr"),
                after.bytes("write") - before.bytes("write"),
                after.store().copiedBytes() - before.store().copiedBytes());
    }

    private static long sum(ServerCounts counts) {
        return counts.messages().values().stream().mapToLong(Long::longValue).sum();
    }
}
